"""For accounts without a centre: WRZOS sees what came lately, the operator sees centres that cannot work yet."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localtime

from apps.accounts.models import Centre, Role, RoleGrant, User
from apps.core.polish import day_in_words
from apps.opinions.models import HandOver
from apps.opinions.words import noun_of

from .matter import Matter, Matters

NEWEST = 10


def collect(user: User, found: Matters) -> None:
    if user.is_wrzos:
        _handed_over(user, found)
    if user.is_operator:
        _centres(user, found)


def _handed_over(user, found):
    newest = HandOver.objects.visible_to(user).select_related("opinion__product", "opinion__pilot__centre")
    for hand_over in newest.order_by("-handed_at")[:NEWEST]:
        opinion = hand_over.opinion
        what = f"{opinion.pilot.centre}: {noun_of(opinion).nominative} {opinion}"
        url = reverse("reports:handed_over", args=[hand_over.pk])
        found.news.append(
            Matter(what, url, "Czytaj", f"Przekazano {day_in_words(localtime(hand_over.handed_at).date())}")
        )


def _centres(user, found):
    admins = RoleGrant.objects.filter(person__centre=OuterRef("pk"), role=Role.ADMIN, revoked_at=None)
    for centre in Centre.objects.visible_to(user).filter(~Exists(admins)):
        why = "Pierwszego administratora ośrodka zaprasza administrator instalacji."
        what = f"{centre} nie ma administratora"
        found.mine.append(Matter(what, reverse("accounts:centres"), "Zaproś administratora", why))
