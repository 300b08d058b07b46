"""Who may read and who keeps the structure of a centre."""

from django.db.models import Q, QuerySet

from apps.accounts.models import Centre, Role, User
from apps.core import clock
from apps.core.polish import day_in_words

from .models import KeyPost, ScopeOfDuties, Variant

KEEPERS = "Strukturę organizacyjną prowadzą kadry ośrodka."


def may_see_structure(user: User) -> bool:
    """Everybody of a centre."""
    return user.centre_id is not None


def may_keep_structure(user: User, centre: Centre | None) -> bool:
    """Kadry of this very centre."""
    own = centre is not None and user.centre_id == centre.pk
    return user.is_active and own and user.has_role(Role.HR)


def key_posts(centre: Centre) -> QuerySet[KeyPost]:
    """Those of the model, then the centre's own."""
    return KeyPost.objects.filter(Q(centre=None) | Q(centre=centre), withdrawn_at=None)


def is_own_key_post(post: KeyPost, centre: Centre) -> bool:
    return post.centre_id == centre.pk


def may_keep_scope(user: User, scope: ScopeOfDuties) -> bool:
    return may_keep_structure(user, scope.position.centre)


def may_accept_scope(user: User, scope: ScopeOfDuties) -> bool:
    """The director, but not of a scope that the director wrote or sent: nobody approves their own."""
    own = user.is_active and user.centre_id == scope.centre_id and user.has_role(Role.DIRECTOR)
    return own and user.pk not in (scope.created_by_id, scope.edited_by_id, scope.submitted_by_id)


def scope_not_ready(scope: ScopeOfDuties) -> list[str]:
    """Why it does not go to the director yet."""
    return [*_duties_missing(scope), *(_day_wrong(scope) if scope.effective_on else [DAY_MISSING])]


DAY_MISSING = "Podaj, od kiedy zakres czynności obowiązuje."


def _duties_missing(scope: ScopeOfDuties) -> list[str]:
    duties = list(scope.duties.all())
    if not duties:
        return ["Dodaj co najmniej jedną czynność."]
    without = [str(place) for place, duty in enumerate(duties, 1) if not duty.tag]
    if len(without) == 1:
        return [f"Wybierz dziedzinę czynności {without[0]}."]
    return [f"Wybierz dziedziny czynności: {', '.join(without)}."] if without else []


def _day_wrong(scope: ScopeOfDuties) -> list[str]:
    """The past stays: the next scope begins after the one before it."""
    day = scope.effective_on
    before = ScopeOfDuties.objects.filter(position=scope.position_id, status=ScopeOfDuties.Status.ACCEPTED)
    last = before.order_by("-effective_on").first()
    wrong = []
    if last and last.effective_on >= day:
        wrong += [
            f"Wersja {last.number} obowiązuje od {day_in_words(last.effective_on)} Następna musi zacząć "
            "obowiązywać później."
        ]
    if not scope.position.terms.on(day).exists():
        wrong += [f"Dnia {day_in_words(day)} tego stanowiska nie ma w strukturze. Popraw dzień albo strukturę."]
    return wrong


def may_keep_variant(user: User, variant: Variant) -> bool:
    return may_keep_structure(user, variant.centre)


def may_show_variant(user: User, variant: Variant) -> bool:
    """Kadry, who draw it, and the director."""
    own = user.is_active and user.centre_id == variant.centre_id
    return own and user.has_role(Role.HR, Role.DIRECTOR)


def may_decide_variant(user: User, variant: Variant) -> bool:
    """The director, but not about what the director handed over: nobody approves their own."""
    return may_take_back_structure(user, variant) and user.pk != variant.submitted_by_id


def may_take_back_structure(user: User, variant: Variant) -> bool:
    return user.is_active and user.centre_id == variant.centre_id and user.has_role(Role.DIRECTOR)


def structure_not_to_take_back(variant: Variant) -> list[str]:
    """Why an introduced structure stays; empty while its day has not come."""
    if variant.introduced_on <= clock.today():
        since = day_in_words(variant.introduced_on)
        return [f"Ta struktura obowiązuje od {since} Wprowadzenie można wycofać tylko przed tym dniem."]
    return [] if variant.laid else ["Tego wprowadzenia nie można wycofać w całości."]


def may_see_names(user: User, variant: Variant) -> bool:
    """Whose post would be gone is for kadry and the director as long as it is only proposed."""
    return variant.status == Variant.Status.INTRODUCED or user.has_role(Role.HR, Role.DIRECTOR)
