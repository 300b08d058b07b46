"""For accounts without a centre: WRZOS sees what came lately, the operator sees centres that cannot work yet."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.timezone import localtime

from apps.accounts.models import Centre, Role, RoleGrant, User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.opinions.models import HandOver, Opinion, Review
from apps.opinions.words import noun_of

from .matter import Elsewhere, Matter, Matters

NEWEST = 10
SOONEST = 20


def collect(user: User, found: Matters) -> None:
    if user.is_wrzos:
        _handed_over(user, found)
    if user.is_operator:
        _centres(user, found)


def _handed_over(user, found):
    _to_review(found)
    newest = HandOver.objects.visible_to(user).filter(last_of__isnull=False)
    newest = newest.select_related("opinion__product", "opinion__pilot__centre")
    for hand_over in newest.order_by("-handed_at", "-pk")[:NEWEST]:
        opinion = hand_over.opinion
        what = f"{opinion.pilot.centre}: {noun_of(opinion).nominative} {opinion}"
        url = reverse("reports:handed_over", args=[hand_over.opinion_id])
        edition = f" Wydanie {hand_over.edition}." if hand_over.edition > 1 else ""
        handed = f"Przekazano {day_in_words(localtime(hand_over.handed_at).date())}{edition}"
        found.news.append(Matter(what, url, "Czytaj", handed))


def _to_review(found):
    library = reverse("reports:library")
    if n := Opinion.objects.filter(status=Opinion.Status.HANDED_OVER).count():
        found.mine.append(
            Matter(f"Do oceny: {n}", f"{library}?stan=do-oceny", "Oceniaj", "Jesteś w zespole recenzentów WRZOS.")
        )
    returned = Review.objects.filter(outcome=Review.Outcome.RETURNED, hand_over__last_of__isnull=False)
    together = returned.select_related("opinion__product", "opinion__pilot__centre")
    for review in together.order_by("deadline_on", "pk")[:SOONEST]:  # those past their day come first
        opinion = review.opinion
        url = reverse("reports:handed_over", args=[opinion.pk])
        what = f"{opinion.pilot.centre}: {noun_of(opinion).nominative} {opinion}"
        found.others.append(Elsewhere(what, url, _waits_until(review.deadline_on)))


def _waits_until(day):
    said = day_in_words(day)
    if day < clock.today():
        return f"poprawione wydanie miało być do {said}"
    return f"ośrodek poprawia, nowe wydanie do {said}"


def _centres(user, found):
    admins = RoleGrant.objects.filter(person__centre=OuterRef("pk"), role=Role.ADMIN, revoked_at=None)
    for centre in Centre.objects.visible_to(user).filter(~Exists(admins)):
        why = "Pierwszego administratora ośrodka zaprasza administrator instalacji."
        what = f"{centre} nie ma administratora"
        found.mine.append(Matter(what, reverse("accounts:centres"), "Zaproś administratora", why))
