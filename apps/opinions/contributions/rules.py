"""Who sees whose proposals, and when. Who has not submitted sees nobody else's word until the round is over."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from apps.accounts.models import User
from apps.core import clock
from apps.teams.rules import roster_on

from ..models import Contribution, ContributionRound, Opinion
from ..rules import EDITABLE, is_chair

NOTHING_GIVEN = "Wpisz co najmniej jedną propozycję, a potem ją złóż."
SUBMITTED = "Propozycje są już złożone i nie można ich zmienić."
BLIND = "Propozycje innych zobaczysz, gdy złożysz swoje albo gdy zbieranie się skończy."
CLOSES = (
    "Przed terminem zbieranie zamyka – po złożeniu własnych propozycji – przewodniczący albo ten, kto je zaczął, "
    "a gdy złożyli już wszyscy, każdy członek zespołu."
)
NOT_TWO = "Zaznacz dwie propozycje, które sobie przeczą."
NOT_OVER = "Uzgadniać można, gdy zbieranie propozycji się skończy."


def current_round(opinion: Opinion) -> ContributionRound | None:
    """The round under way, or the last one."""
    return opinion.rounds.select_related("opened_by", "closed_by").order_by("-pk").first()


def is_over(collecting: ContributionRound) -> bool:
    """Closed, or after its last day."""
    return collecting.closed_at is not None or clock.today() > collecting.deadline_on


def over() -> Q:
    """The same of contributions in a query."""
    return Q(round__closed_at__isnull=False) | Q(round__deadline_on__lt=clock.today())


def visible_contributions(user: User, opinion: Opinion) -> QuerySet[Contribution]:
    """The person's own, drafts included; those of others that were submitted, once the round is over or the person
    has submitted in it."""
    everything = Contribution.objects.filter(round__opinion=opinion)
    mine = Contribution.objects.filter(person=user.person_id, submitted_at__isnull=False, round=OuterRef("round"))
    others = Q(submitted_at__isnull=False) & (over() | Exists(mine))
    return everything.filter(Q(person=user.person_id) | others)


def contributions_to_settle(opinion: Opinion) -> QuerySet[Contribution]:
    """What may be agreed on: submitted in rounds that are over."""
    return Contribution.objects.filter(over(), round__opinion=opinion, submitted_at__isnull=False)


def has_submitted(user: User, collecting: ContributionRound) -> bool:
    return collecting.contributions.filter(person=user.person_id, submitted_at__isnull=False).exists()


def can_close(user: User, collecting: ContributionRound) -> bool:
    """After the last day any member. Before it only who has submitted, so that nobody ends the round to peep: the
    chair, who opened it, or anybody once all have submitted."""
    if clock.today() > collecting.deadline_on:
        return True
    if not has_submitted(user, collecting):
        return False
    return (
        collecting.opened_by_id == user.pk or is_chair(user, collecting.opinion) or has_everyone_submitted(collecting)
    )


def has_everyone_submitted(collecting: ContributionRound) -> bool:
    """Every member of the team today."""
    members = {entry.person_id for entry in roster_on(collecting.opinion.team, clock.today())}
    given = collecting.contributions.filter(submitted_at__isnull=False).values_list("person_id", flat=True)
    return members <= set(given)


def is_settled(contribution: Contribution) -> bool:
    """Merged into the text, or set aside."""
    return bool(contribution.finding_id or contribution.recommendation_id or contribution.set_aside)


def are_only_read(opinion: Opinion) -> bool:
    """There are rounds of proposals, and the text is closed. A page has read with the opinion whether there are."""
    if opinion.status in EDITABLE:
        return False
    return opinion.had_rounds if hasattr(opinion, "had_rounds") else opinion.rounds.exists()
