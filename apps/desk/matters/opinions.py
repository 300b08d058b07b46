"""Opinions under way: what each waits for, and whether that is this person."""

from dataclasses import dataclass

from django.db.models import F, Prefetch, prefetch_related_objects
from django.urls import reverse

from apps.accounts.models import Gender, Role, User
from apps.catalogue.models import FinalProduct
from apps.core import clock
from apps.core.polish import day_in_words
from apps.opinions import rules
from apps.opinions.circulation.reading import Agreement, agreements_of
from apps.opinions.claims.reading import is_without_law
from apps.opinions.models import Finding, Opinion, Recommendation, Section
from apps.opinions.reading import members_today
from apps.opinions.review.rules import unanswered_by_hand_over
from apps.opinions.words import Noun, noun_of, noun_of_kind
from apps.teams.models import Elector, Function, Mandate, RosterInterval, Team, Vote
from apps.teams.rules import is_past_deadline, mandates_on

from .circulation import agreed
from .matter import Elsewhere, Matter, Matters
from .proposals import proposed, rounds_of, waiting_for

S = Opinion.Status
NOT_SHOWN = [
    "product__name",
    "step__text",
    "pilot__project_name",
    "pilot__financing_line",
    "hand_over__review__reasons",
]
ENDED = {S.HANDED_OVER, S.ACCEPTED}  # nothing to do in the centre
_BEING = {  # instrumental: „Jesteś przewodniczącą …”
    Function.CHAIR: ("przewodniczącą", "przewodniczącym"),
    Function.DEPUTY: ("zastępcą przewodniczącego", "zastępcą przewodniczącego"),
    Function.SECRETARY: ("sekretarzem", "sekretarzem"),
    Function.MEMBER: ("członkinią", "członkiem"),
}


@dataclass
class Reader:
    """The person who looks, with the functions in teams that today's rosters give, and the centre's teams."""

    user: User
    functions: dict[int, str]
    teams: dict[int, Team]
    mandates: dict[int, Mandate]  # by team, those in force today
    chairs: dict[int, RosterInterval]

    @property
    def is_feminine(self) -> bool:
        return self.user.person.gender == Gender.FEMININE

    @property
    def my_teams(self) -> list[Team]:
        return [self.teams[pk] for pk in self.functions]

    def why(self, team_id: int) -> str:
        word = _BEING[self.functions[team_id]][0 if self.is_feminine else 1]
        return f"Jesteś {word} {self.teams[team_id].name_genitive}."


@dataclass
class Case:
    """One opinion as it concerns the reader; what it waits for goes to `found`."""

    opinion: Opinion
    electors: list[Elector]  # those entitled in the latest ballot, with their votes
    reader: Reader
    found: Matters
    agreement: Agreement = Agreement()
    of_wrzos: int = 0  # remarks of WRZOS without an answer
    proposals: str = ""  # what the text still waits for, when members propose what it should say

    @property
    def noun(self) -> Noun:
        return noun_of(self.opinion)

    @property
    def name(self) -> str:
        return f"{self.noun.Nominative} {self.opinion}"

    @property
    def is_member(self) -> bool:
        return self.opinion.team_id in self.reader.functions

    @property
    def is_chair(self) -> bool:
        return self.reader.functions.get(self.opinion.team_id) == Function.CHAIR

    @property
    def concerns_the_reader(self) -> bool:
        return self.is_member or self.reader.user.has_role(Role.DIRECTOR) or self.is_among(self.electors)

    def is_among(self, electors: list[Elector]) -> bool:
        return any(elector.person_id == self.reader.user.person_id for elector in electors)

    def mine(self, what: str, action: str, why: str = "", page: str = "opinion", **more) -> None:
        """Something for the reader to do, on the page of that name."""
        why = why or self.reader.why(self.opinion.team_id)
        url = reverse(f"opinions:{page}", args=[self.opinion.pk])
        self.found.mine.append(Matter(self.name + what, url, action, why, **more))

    def waits(self, for_what: str) -> None:
        self.found.others.append(Elsewhere(self.name, self.opinion.get_absolute_url(), for_what))

    def wait_for_the_chair(self, to_do: str) -> None:
        chair = self.reader.chairs.get(self.opinion.team_id)
        feminine = chair is not None and chair.person.gender == Gender.FEMININE
        self.waits(f"czeka na {'przewodniczącą' if feminine else 'przewodniczącego'} zespołu: {to_do}")


def collect(user: User, found: Matters) -> None:
    reader = _reader(user)
    opinions = _opinions(user, reader)
    under_way = [opinion for opinion in opinions if opinion.status not in ENDED]
    electors = _electors([opinion for opinion in under_way if opinion.status in (S.VOTING, S.ADOPTED)])
    agreements = agreements_of([opinion for opinion in under_way if opinion.status == S.CIRCULATED], user)
    written = [opinion for opinion in under_way if opinion.status in rules.EDITABLE]
    rounds, of_wrzos = rounds_of(reader, written), unanswered_by_hand_over(written)
    proposals = waiting_for(rounds)
    for opinion in under_way:
        case = Case(opinion, electors.get(opinion.pk, []), reader, found, agreements.get(opinion.pk, Agreement()))
        case.of_wrzos, case.proposals = of_wrzos.get(opinion.hand_over_id, 0), proposals.get(opinion.pk, "")
        if case.concerns_the_reader:
            _BY_STATUS[opinion.status](case)
    proposed(reader, {opinion.pk: opinion for opinion in under_way}, rounds, found)
    _not_begun(reader, _keys(opinions, intermediate=False), _keys(opinions, intermediate=True), found)


def _keys(opinions, *, intermediate):
    return {(one.pilot_id, one.product_id) for one in opinions if one.is_intermediate == intermediate}


def _reader(user):
    entries = list(members_today(user))
    functions = {entry.team_id: entry.function for entry in entries if entry.person_id == user.person_id}
    teams = {team.pk: team for team in Team.objects.visible_to(user).select_related("pilot")} if functions else {}
    chairs = {entry.team_id: entry for entry in entries if entry.function == Function.CHAIR}
    return Reader(user, functions, teams, mandates_on(user.centre_id) if functions else {}, chairs)


def _opinions(user, reader):
    """With what they lack, for those who write them."""
    together = ("product", "pilot", "adoption", "step", "hand_over__review")
    opinions = list(Opinion.objects.visible_to(user).select_related(*together).defer(*NOT_SHOWN))
    mine = [opinion for opinion in opinions if opinion.team_id in reader.functions]
    written = [opinion for opinion in mine if opinion.status in rules.EDITABLE]
    prefetch_related_objects(written, *_what_is_written())
    prefetch_related_objects([opinion for opinion in opinions if opinion.status == S.ADOPTED], "adoption__dissents")
    return opinions


def _what_is_written():
    """All that rules.parts_without_content() looks at."""
    return [
        "product__parts",
        Prefetch("sections", Section.objects.order_by().only("opinion", "part", "body")),
        Prefetch("findings", Finding.objects.order_by().only("opinion", "sign")),
        Prefetch("recommendations", Recommendation.objects.order_by().only("opinion", "kind", "legal_act", "article")),
    ]


def _electors(opinions):
    """By opinion: who is entitled in its latest ballot."""
    if not opinions:
        return {}
    of_any = Elector.objects.filter(ballot__voted_content__opinion__in=opinions)
    of_any = of_any.select_related("vote", "ballot").defer("ballot__rules")
    by_opinion = {}
    for elector in of_any.annotate(opinion=F("ballot__voted_content__opinion")).order_by("-ballot", "rank", "pk"):
        entitled = by_opinion.setdefault(elector.opinion, [])
        if not entitled or entitled[0].ballot_id == elector.ballot_id:
            entitled.append(elector)
    return by_opinion


def _being_written(case):
    lacks = len(rules.parts_without_content(case.opinion)) if case.is_member else 0
    if lacks:
        case.mine(f" – do uzupełnienia: {lacks}", "Pisz dalej")
    elif case.is_member and case.of_wrzos:
        _to_answer_wrzos(case)
    elif case.opinion.status == S.CIRCULATED:
        _agreed(case)
    elif case.is_member and case.opinion.hand_over_id:
        until = case.opinion.hand_over.review.deadline_on
        case.mine(" – następne wydanie po zwrocie przez WRZOS", "Przekaż do uzgodnień", until=until)
    elif case.is_member:
        _written(case)
    else:
        case.waits("zespół pisze tekst")


def _to_answer_wrzos(case):
    until, action = case.opinion.hand_over.review.deadline_on, f"Odpowiedz na uwagi WRZOS ({case.of_wrzos})"
    case.mine(" – następne wydanie po zwrocie przez WRZOS", action, page="review_remarks", until=until)
    if case.opinion.status == S.CIRCULATED:
        agreed(case, case.agreement)


def _written(case):
    if any(is_without_law(row) for row in case.opinion.recommendations.all()):
        what = ": rekomendacja zmiany prawa nie wskazuje przepisu"
        case.mine(what, "Uzupełnij rekomendacje", page="recommendations")
    elif case.proposals:
        case.waits(case.proposals)
    else:
        case.mine(": tekst ma już wszystkie części", "Przekaż do uzgodnień")


def _agreed(case):
    if agreed(case, case.agreement):
        return
    if rules.too_early(case.opinion):
        case.waits(f"głosować można od {day_in_words(case.opinion.pilot.ends_on)}")
    elif case.is_chair:
        case.mine(": tekst jest gotowy do głosowania", "Poddaj pod głosowanie", page="put_to_vote")
    else:
        case.wait_for_the_chair("poddanie pod głosowanie")


def _under_vote(case):
    is_late = bool(case.electors) and is_past_deadline(case.electors[0].ballot)
    waiting = [elector for elector in case.electors if not hasattr(elector, "vote") and not is_late]
    if case.is_among(waiting):
        were = "Byłaś" if case.reader.is_feminine else "Byłeś"
        why, until = f"{were} w zespole w dniu otwarcia głosowania.", case.electors[0].ballot.deadline_on
        case.mine(" czeka na Twój głos", "Zagłosuj", why, "vote", until=until)
    elif waiting:
        case.waits(f"oddano {len(case.electors) - len(waiting)} z {len(case.electors)} głosów")
    elif case.is_chair:
        over = ": minął termin głosowania" if is_late else ": zagłosowali już wszyscy"
        case.mine(over, "Zamknij głosowanie", page="close_vote")
    else:
        case.wait_for_the_chair("zamknięcie głosowania")


def _adopted(case):
    adoption = case.opinion.adoption
    filed = {dissent.person_id for dissent in adoption.dissents.all()}
    may = [elector for elector in case.electors if not _voted_for(elector) and elector.person_id not in filed]
    if may and clock.today() <= adoption.dissent_until:
        if case.is_among(may):
            _right_to_dissent(case)
        case.waits(f"zdania odrębne można zgłaszać do {day_in_words(adoption.dissent_until)}")
    elif case.is_chair:
        case.mine(": nikt nie może już zgłosić zdania odrębnego", "Potwierdź", page="confirm")
    else:
        case.wait_for_the_chair("potwierdzenie")


def _voted_for(elector):
    return hasattr(elector, "vote") and elector.vote.choice == Vote.Choice.FOR


def _right_to_dissent(case):
    voted = "głosowałaś" if case.reader.is_feminine else "głosowałeś"
    why, until = f"Nie {voted} za przyjęciem {case.noun.genitive}.", case.opinion.adoption.dissent_until
    case.mine(": możesz zgłosić zdanie odrębne", "Zgłoś zdanie odrębne", why, "dissent", until=until, optional=True)


def _confirmed(case):
    if case.opinion.is_intermediate:
        return  # it goes on with its final product
    if case.reader.user.has_role(Role.DIRECTOR):
        being = case.noun.agree("jest potwierdzona", "jest potwierdzone")
        case.mine(f" {being}", "Przekaż do WRZOS", "Do WRZOS przekazuje dyrektor.", "hand_over")
    else:
        case.waits("czeka na dyrektora: przekazanie do WRZOS")


def _returned(case):
    review = case.opinion.hand_over.review
    returned = case.noun.agree("zwrócona przez WRZOS", "zwrócone przez WRZOS")
    if case.is_member:
        case.mine(f" – {returned} do poprawy", "Zobacz, czego chce WRZOS", until=review.deadline_on)
    else:
        case.waits(f"{returned}: poprawione wydanie trzeba przekazać do {day_in_words(review.deadline_on)}")


_BY_STATUS = {
    S.WORKING: _being_written,
    S.CIRCULATED: _being_written,
    S.VOTING: _under_vote,
    S.ADOPTED: _adopted,
    S.CONFIRMED: _confirmed,
    S.RETURNED: _returned,
}


def _not_begun(reader, begun, with_intermediate, found):
    """Products that nobody has begun to write: for members of the team that begins them, as teams.rules.team_for says;
    when two orders name a product, only one team may begin it. `with_intermediate`: of these an intermediate opinion
    is written already."""
    working = [team for team in reader.my_teams if team.pilot_id and reader.mandates[team.pk].products]
    pilots = {team.pilot_id: team.pilot for team in working}
    if not pilots:
        return
    by_product = _by_product(reader)
    products = FinalProduct.objects.filter(version__in={pilot.catalogue_version_id for pilot in pilots.values()})
    for product, pilot in [(product, pilot) for product in products for pilot in pilots.values()]:
        team = by_product.get((pilot.pk, product.code)) if product.version_id == pilot.catalogue_version_id else None
        key = (pilot.pk, product.pk)
        if team in reader.my_teams and key not in begun:
            found.mine.append(_beginning(product, team, reader, is_drawn_on=key in with_intermediate))


def _by_product(reader):
    """By pilot and code of a product: the team appointed last among those whose orders name it."""
    today = [reader.teams[pk] for pk in reader.mandates]
    in_order = sorted(today, key=lambda team: (team.effective_on, team.pk))
    return {(team.pilot_id, code): team for team in in_order for code in reader.mandates[team.pk].products}


def _beginning(product, team, reader, *, is_drawn_on):
    noun, named = noun_of_kind(product.kind), f"{product.code}. {product.short_name}"
    what = f"Nikt nie pisze jeszcze {noun.genitive} {named}"
    if is_drawn_on:
        what = f"Opinia zbiorcza {named} – jeszcze niezaczęta"
    url = reverse("opinions:begin", args=[team.pilot_id, product.code])
    return Matter(what, url, "Zacznij pracę", reader.why(team.pk))
