"""Questions about a person and an opinion. „Today” is the clock's day: rosters change, a frozen electorate does not."""

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.html import strip_tags

from apps.accounts.models import Role, User
from apps.catalogue.models import FinalProduct, RequiredPart
from apps.core import clock
from apps.core.polish import day_in_words
from apps.opinions.review import rules as review_rules
from apps.teams import rules as team_rules
from apps.teams.models import Elector, Function, Team, Vote

from . import words
from .content import content_of, unprintable_places
from .intermediate.reading import unconfirmed
from .models import (
    Adoption,
    CirculationRemark,
    Confirmation,
    DissentDraft,
    DissentingOpinion,
    Finding,
    Opinion,
    VotedContent,
)

NO_DISSENT = "Zdanie odrębne zgłasza w terminie uprawniony do głosowania, który nie głosował „za”."
CLOSED = "Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta."
EDITABLE = frozenset({Opinion.Status.WORKING, Opinion.Status.CIRCULATED})
HANDED_OVER = frozenset({Opinion.Status.HANDED_OVER, Opinion.Status.RETURNED, Opinion.Status.ACCEPTED})
CONFIRMED = HANDED_OVER | {Opinion.Status.CONFIRMED}
ADOPTED = CONFIRMED | {Opinion.Status.ADOPTED}


def is_team_member(user: User, opinion: Opinion) -> bool:
    return team_rules.function_in(user, opinion.centre_id, opinion.team_id) is not None


def is_chair(user: User, opinion: Opinion) -> bool:
    return team_rules.function_in(user, opinion.centre_id, opinion.team_id) == Function.CHAIR


def can_close_vote(user: User, opinion: Opinion) -> bool:
    """Who presides; once everybody has voted or the deadline has passed, any elector."""
    voted = open_vote(opinion)
    return voted is not None and team_rules.may_close(user, voted.ballot)


def can_withdraw_vote(user: User, opinion: Opinion) -> bool:
    """Who presides: the chair, or the deputy while no chair can log in."""
    voted = open_vote(opinion)
    return voted is not None and team_rules.presides(user, voted.ballot)


def is_director(user: User, opinion: Opinion) -> bool:
    return user.centre_id == opinion.centre_id and user.has_role(Role.DIRECTOR)


def is_reviewer(user: User, opinion: Opinion) -> bool:
    """WRZOS reviews what was handed over in any centre."""
    return user.is_wrzos


def is_not_handed_over_alone(opinion: Opinion) -> list[str]:
    """Why it is not handed over: an intermediate opinion goes with its final product."""
    return ["Opinię cząstkową przekazuje się razem z produktem końcowym."] if opinion.is_intermediate else []


def can_edit(user: User, opinion: Opinion) -> bool:
    return opinion.status in EDITABLE and is_team_member(user, opinion)


def can_begin(user: User, team: Team, product: FinalProduct) -> bool:
    return team_rules.works_on_product(team, product.code) and team_rules.is_member(user, team)


def has_text(html: str) -> bool:
    """Whether anything but tags and spaces was written."""
    return bool(strip_tags(html).replace("&nbsp;", " ").replace("\u00a0", " ").strip())


VARIANT_UNSAID = (
    "Nie wskazano, jakie rozwiązanie modelowe stosuje ośrodek: o skoncentrowanej czy rozproszonej odpowiedzialności."
)


def parts_without_content(opinion: Opinion) -> list[tuple[str, RequiredPart | None]]:
    """What Tabela 1 requires and the document lacks yet: a sentence, and the part it speaks of; None of the variant of
    the model, which stands beside the first part."""
    unsaid = opinion.asks_for_variant and not opinion.responsibility_variant
    written = {section.part_id for section in opinion.sections.all() if has_text(section.body)}
    signs = {finding.sign for finding in opinion.findings.all()}
    kinds = {recommendation.kind for recommendation in opinion.recommendations.all()}
    checks = [(part, _lack(part, written, signs, kinds)) for part in opinion.parts]
    return [(VARIANT_UNSAID, None)] * unsaid + [(lack, part) for part, lack in checks if lack]


def _lack(part: RequiredPart, written: set[int], signs: set[str], kinds: set[str]) -> str:
    match part.kind:
        case RequiredPart.Kind.SECTION:
            return "" if part.pk in written else f"Część „{part.title}” jest pusta."
        case RequiredPart.Kind.ADVANTAGES:
            return "" if Finding.Sign.ADVANTAGE in signs else "Brakuje co najmniej jednego plusa."
        case RequiredPart.Kind.DISADVANTAGES:
            return "" if Finding.Sign.DISADVANTAGE in signs else "Brakuje co najmniej jednego minusa."
    kind = part.get_recommendation_kind_display()
    return "" if part.recommendation_kind in kinds else f"Brakuje rekomendacji rodzaju „{kind}”."


def too_early(opinion: Opinion) -> list[str]:
    """Why it cannot be adopted yet: what closes after the pilot waits for the pilot's last day. Of an intermediate
    opinion its own step says so."""
    waits = opinion.step.after_pilot if opinion.is_intermediate else opinion.product.closes_after_pilot
    if not waits or clock.today() >= opinion.pilot.ends_on:
        return []
    noun, day = words.noun_of(opinion), day_in_words(opinion.pilot.ends_on)
    return [f"{noun.Accusative} można przyjąć po zakończeniu pilotażu, czyli od {day}"]


def missing(opinion: Opinion) -> list[str]:
    """Reasons in Polish why it cannot be put to the vote."""
    return [
        *(lack for lack, _ in parts_without_content(opinion)),
        *too_early(opinion),
        *unconfirmed(opinion),
        *unanswered(opinion),
        *review_rules.without_answers(opinion),
        *unprintable(opinion),
    ]


def unanswered(opinion: Opinion) -> list[str]:
    """Why remarks of its circulations hold the vote up: each of them is answered first."""
    remarks = CirculationRemark.objects.filter(circulation__opinion=opinion, disposition="").order_by("number")
    return words.remarks_to_answer(list(remarks.values_list("number", flat=True)))


def vote_runs(opinion: Opinion) -> list[str]:
    """Why the votes are not counted yet."""
    voted = open_vote(opinion)
    return team_rules.still_runs(voted.ballot) if voted else []


def not_adopted_yet(opinion: Opinion) -> list[str]:
    """Why it is not adopted yet."""
    return too_early(opinion) + vote_runs(opinion)


def unprintable(opinion: Opinion) -> list[str]:
    """Places that no PDF could show: refused before the vote, since afterwards nothing can be mended."""
    return unprintable_places(content_of(opinion))


def open_vote(opinion: Opinion) -> VotedContent | None:
    """The content under vote now, with its ballot."""
    return opinion.voted.select_related("ballot").filter(ballot__result=None).first()


def adoption_of(opinion: Opinion) -> Adoption | None:
    """None until the team adopts it."""
    return opinion.adoption if opinion.status in ADOPTED else None


def confirmation_of(opinion: Opinion) -> Confirmation | None:
    """None until the chair confirms it, also in the moment of confirming, when the status is already changed."""
    return opinion.confirmation


def entitled_to_dissent(*adoptions: Adoption) -> QuerySet[Elector]:
    """Electors who did not vote for and have not filed a dissenting opinion yet."""
    electors = Elector.objects.filter(ballot__voted_content__adoption__in=adoptions).select_related("person")
    filed = DissentingOpinion.objects.filter(
        adoption__voted__ballot=OuterRef("ballot"), person=OuterRef("person"), adoption__in=adoptions
    )
    return electors.exclude(vote__choice=Vote.Choice.FOR).exclude(Exists(filed))


def can_dissent(user: User, opinion: Opinion) -> bool:
    """An elector of the adopting ballot who did not vote for, until the end of the deadline's day."""
    if opinion.status != Opinion.Status.ADOPTED or not user.person_id:
        return False
    adoption = opinion.adoption
    return (
        clock.today() <= adoption.dissent_until
        and entitled_to_dissent(adoption).filter(person_id=user.person_id).exists()
    )


def dissent_draft_of(user: User, opinion: Opinion) -> DissentDraft | None:
    """What this person has typed of a dissenting opinion and not filed yet; nobody else's is ever asked for."""
    return DissentDraft.objects.filter(adoption=opinion.adoption_id, person=user.person_id or 0).first()


def dissent_is_open(opinion: Opinion) -> list[str]:
    """Why confirming must wait: the deadline runs and somebody may still dissent."""
    adoption = opinion.adoption
    if clock.today() > adoption.dissent_until or not entitled_to_dissent(adoption).exists():
        return []
    noun, day = words.noun_of(opinion), day_in_words(adoption.dissent_until)
    return [
        f"Zdania odrębne można zgłaszać do {day} {noun.Accusative} można potwierdzić następnego dnia "
        "albo wcześniej, gdy nikt uprawniony nie będzie już mógł zgłosić zdania odrębnego."
    ]
