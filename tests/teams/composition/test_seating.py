"""Who leaves, comes and changes, in the words of the amending order (ZTP § 85–94) and as the roster then reads."""
# ruff: noqa: E501

import pytest

from apps.orders.amending.reading import tree_on
from apps.orders.text import to_text
from apps.teams import rules
from tests import factories

from .teams import AUGUST_20, appointed, change, composed, issued, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def who(centre):
    return people(centre, "Anna", "Jan", "Maria", "Piotr", "Ewa", "Barbara", "Alicja", "Zofia", "Adam", "Tomasz")


@pytest.fixture
def team(centre, who):
    """1) Anna, 2) Jan, 3) Maria, 4) a) Piotr, b) Ewa, c) Barbara."""
    functions = ["chair", "deputy", "secretary", "member", "member", "member"]
    return appointed(centre, list(zip(who.values(), functions, strict=False)))


def text(team):
    return to_text(tree_on(team.issued_order, AUGUST_20)).partition("§ 2. ")[2].partition("\n§ 3.")[0].splitlines()


def names(team):
    return [(entry.name.split()[0], entry.function, entry.unit) for entry in rules.roster_on(team, AUGUST_20)]


def test_one_leaves(team, who):
    assert change(team, leaves=[who["Ewa"]]) == "w § 2 w pkt 4 uchyla się lit. b."
    issued(team, leaves=[who["Ewa"]])
    assert [name for name, _, _ in names(team)] == ["Anna", "Jan", "Maria", "Piotr", "Barbara"]


def test_neighbours_leave_together(team, who):
    assert change(team, leaves=[who["Ewa"], who["Piotr"]]) == "w § 2 w pkt 4 uchyla się lit. a i b."


def test_the_last_of_a_list_leaves_and_somebody_joins_after(team, who):
    said = change(team, leaves=[who["Barbara"]], joins=[(who["Alicja"], "member"), (who["Adam"], "member")])
    assert said.splitlines() == [
        "w § 2 w pkt 4 wprowadza się następujące zmiany:",
        "1) uchyla się lit. c;",
        "2) dodaje się lit. d i e w brzmieniu:",
        "„d) Alicja Testowa, inspektor,",
        "e) Adam Testowy, inspektor.”.",
    ]


def test_all_members_leave(team, who):
    assert change(team, leaves=[who["Piotr"], who["Ewa"], who["Barbara"]]) == "w § 2 uchyla się pkt 4."


def test_a_member_gives_the_place_to_another_in_the_same_letter(team, who):
    said = change(team, successors={who["Ewa"]: who["Alicja"]})
    assert said.splitlines() == ["w § 2 w pkt 4 lit. b otrzymuje brzmienie:", "„b) Alicja Testowa, inspektor,”."]
    issued(team, successors={who["Ewa"]: who["Alicja"]})
    assert names(team)[4] == ("Alicja", "member", "§ 2 pkt 4 lit. b")


def test_a_description_changes_alone(team, who):
    said = change(team, descriptions={who["Jan"]: "kierownik"})
    assert said.splitlines() == [
        "w § 2 pkt 2 otrzymuje brzmienie:",
        "„2) zastępca przewodniczącej – Jan Testowy, kierownik;”.",
    ]
    issued(team, descriptions={who["Jan"]: "kierownik"})
    [entry] = [entry for entry in rules.roster_on(team, AUGUST_20) if entry.person_id == who["Jan"].pk]
    assert (entry.description, entry.since_on) == ("kierownik", AUGUST_20)


def test_offices_change_hands(team, who):
    """The secretary takes the deputy's place, a member the secretary's."""
    ticked = {"leaves": [who["Jan"]], "functions": {who["Maria"]: "deputy", who["Piotr"]: "secretary"}}
    assert change(team, **ticked).splitlines() == [
        "w § 2 wprowadza się następujące zmiany:",
        "1) pkt 2 i 3 otrzymują brzmienie:",
        "„2) zastępca przewodniczącej – Maria Testowa, inspektor;",
        "3) sekretarz – Piotr Testowy, inspektor;”;",
        "2) w pkt 4 uchyla się lit. a.",
    ]
    issued(team, **ticked)
    assert names(team) == [
        ("Anna", "chair", "§ 2 pkt 1"),
        ("Maria", "deputy", "§ 2 pkt 2"),
        ("Piotr", "secretary", "§ 2 pkt 3"),
        ("Ewa", "member", "§ 2 pkt 4 lit. b"),
        ("Barbara", "member", "§ 2 pkt 4 lit. c"),
    ]


def test_chair_and_member_change_places(team, who):
    ticked = {"functions": {who["Anna"]: "member", who["Ewa"]: "chair"}}
    assert change(team, **ticked).splitlines() == [
        "w § 2 wprowadza się następujące zmiany:",
        "1) pkt 1 otrzymuje brzmienie:",
        "„1) przewodnicząca – Ewa Testowa, inspektor;”;",
        "2) w pkt 4:",
        "a) uchyla się lit. b,",
        "b) w lit. c kropkę zastępuje się przecinkiem i dodaje się lit. d w brzmieniu:",
        "„d) Anna Testowa, inspektor.”.",
    ]
    fields, _ = composed(team, **ticked)
    assert [(e["op"], e["name"], e["function"], e["provision"]) for e in fields["effects"]["composition"]] == [
        ("appoint", "Ewa Testowa", "chair", "§ 1 pkt 1"),
        ("appoint", "Anna Testowa", "member", "§ 1 pkt 2 lit. b"),
    ]


def test_an_office_nobody_held_is_added_after_the_one_before_it(centre, who):
    team = appointed(centre, [(who["Anna"], "chair"), (who["Maria"], "secretary"), (who["Ewa"], "member")])
    said = change(team, joins=[(who["Jan"], "deputy")])
    assert said.splitlines() == [
        "w § 2 po pkt 1 dodaje się pkt 1a w brzmieniu:",
        "„1a) zastępca przewodniczącej – Jan Testowy, inspektor;”.",
    ]
    issued(team, joins=[(who["Jan"], "deputy")])
    assert [name for name, _, _ in names(team)] == ["Anna", "Jan", "Maria", "Ewa"]


def test_a_single_member_becomes_a_list_and_keeps_the_first_day(centre, who):
    team = appointed(centre, [(who["Anna"], "chair"), (who["Ewa"], "member")])
    ticked = {"joins": [(who["Adam"], "member"), (who["Zofia"], "member")]}
    assert change(team, **ticked).splitlines() == [
        "w § 2 pkt 2 otrzymuje brzmienie:",
        "„2) członkowie:",
        "a) Ewa Testowa, inspektor,",
        "b) Adam Testowy, inspektor,",
        "c) Zofia Testowa, inspektor.”.",
    ]
    issued(team, **ticked)
    since = {entry.name.split()[0]: entry.since_on for entry in rules.roster_on(team, AUGUST_20)}
    assert (since["Ewa"] < AUGUST_20, since["Adam"]) == (True, AUGUST_20)
    assert change(team, on=AUGUST_20, leaves=[who["Ewa"]]) == "w § 2 w pkt 2 uchyla się lit. a."


def test_a_single_member_gives_way_to_another(centre, who):
    team = appointed(centre, [(who["Anna"], "chair"), (who["Ewa"], "member")])
    said = change(team, leaves=[who["Ewa"]], joins=[(who["Adam"], "member")])
    assert said.splitlines() == ["w § 2 pkt 2 otrzymuje brzmienie:", "„2) członek – Adam Testowy, inspektor.”."]
    assert change(team, leaves=[who["Ewa"]]) == "w § 2 uchyla się pkt 2."


def test_the_first_members_come_at_the_end(centre, who):
    team = appointed(centre, [(who["Anna"], "chair"), (who["Maria"], "secretary")])
    assert change(team, joins=[(who["Ewa"], "member"), (who["Zofia"], "member")]).splitlines() == [
        "w § 2 w pkt 2 kropkę zastępuje się średnikiem i dodaje się pkt 3 w brzmieniu:",
        "„3) członkinie:",
        "a) Ewa Testowa, inspektor,",
        "b) Zofia Testowa, inspektor.”.",
    ]


def test_a_man_among_women_changes_the_word(centre, who):
    team = appointed(centre, [(who["Anna"], "chair"), (who["Ewa"], "member"), (who["Zofia"], "member")])
    assert change(team, joins=[(who["Adam"], "member")]).splitlines() == [
        "w § 2 w pkt 2 wprowadza się następujące zmiany:",
        "1) we wprowadzeniu do wyliczenia wyraz „członkinie” zastępuje się wyrazem „członkowie”;",
        "2) w lit. b kropkę zastępuje się przecinkiem i dodaje się lit. c w brzmieniu:",
        "„c) Adam Testowy, inspektor.”.",
    ]


def test_a_team_of_one_in_one_sentence_becomes_a_list(centre, who):
    team = appointed(centre, [(who["Anna"], "chair")])
    ticked = {"joins": [(who["Jan"], "secretary"), (who["Ewa"], "member")]}
    assert change(team, **ticked).splitlines() == [
        "§ 2 otrzymuje brzmienie:",
        "„§ 2. W skład Zespołu wchodzą:",
        "1) przewodnicząca – Anna Testowa, inspektor;",
        "2) sekretarz – Jan Testowy, inspektor;",
        "3) członkini – Ewa Testowa, inspektor.”.",
    ]
    issued(team, **ticked)
    assert names(team) == [
        ("Anna", "chair", "§ 2"),
        ("Jan", "secretary", "§ 2 pkt 2"),
        ("Ewa", "member", "§ 2 pkt 3"),
    ]
    assert change(team, descriptions={who["Anna"]: "kierownik"}).startswith("w § 2 pkt 1 otrzymuje brzmienie:")


def test_the_chairs_gender_goes_through_the_whole_text(team, who):
    said = change(team, successors={who["Anna"]: who["Adam"]})
    assert said.splitlines() == [
        "wprowadza się następujące zmiany:",
        "1) w § 2:",
        "a) pkt 1 otrzymuje brzmienie:",
        "„1) przewodniczący – Adam Testowy, inspektor;”,",
        "b) w pkt 2 wyraz „przewodniczącej” zastępuje się wyrazem „przewodniczącego”;",
        "2) w § 4:",
        "a) ust. 1 otrzymuje brzmienie:",
        "„1. Pracami Zespołu kieruje przewodniczący, a w razie jego nieobecności – zastępca przewodniczącego.”,",
        "b) w ust. 2 wyraz „przewodnicząca” zastępuje się wyrazem „przewodniczący”,",
        "c) w ust. 6 wyraz „przewodniczącą” zastępuje się wyrazem „przewodniczącego”;",
        "3) w § 7 wyraz „przewodniczącej” zastępuje się wyrazem „przewodniczącemu”.",
    ]


def test_the_words_may_be_left(team, who):
    said = change(team, successors={who["Anna"]: who["Adam"]}, follows_gender=False)
    assert said.splitlines()[0] == "w § 2 pkt 1 otrzymuje brzmienie:"


@pytest.mark.parametrize(
    ("ticked", "refusal"),
    [
        ({"leaves": ["Anna"]}, "Po tych zmianach zespołowi nikt by nie przewodniczył. Wskaż, kto obejmie tę funkcję."),
        ({"functions": {"Jan": "chair"}}, "Po tych zmianach zespół miałby dwóch przewodniczących. Zmień funkcję jednej z tych osób."),
        ({"joins": [("Alicja", "secretary")]}, "Po tych zmianach zespół miałby dwóch sekretarzy. Zmień funkcję jednej z tych osób."),
        ({"successors": {"Ewa": "Alicja", "Piotr": "Alicja"}}, "Alicja Testowa: ta osoba jest w składzie dwa razy. Zostaw jedno miejsce."),
        ({}, "Nie wskazano jeszcze żadnej zmiany: zaznacz, kto odchodzi, dodaj osobę albo zmień zasady pracy."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(team, who, ticked, refusal):
    named = {key: _people(value, who) for key, value in ticked.items()}
    assert change(team, **named) == [refusal]


def _people(value, who):
    if isinstance(value, dict):
        return {who[key]: who.get(to, to) for key, to in value.items()}
    return [(who[one[0]], one[1]) if isinstance(one, tuple) else who[one] for one in value]


def test_changes_build_on_changes(team, who):
    issued(team, leaves=[who["Ewa"]], joins=[(who["Alicja"], "member")])
    said = change(team, leaves=[who["Alicja"]], joins=[(who["Adam"], "member")])
    assert said.splitlines() == [
        "w § 2 w pkt 4 wprowadza się następujące zmiany:",
        "1) uchyla się lit. d;",
        "2) dodaje się lit. e w brzmieniu:",
        "„e) Adam Testowy, inspektor.”.",
    ]
    assert text(team)[-4:] == [
        "a) Piotr Testowy, inspektor,",
        "b) (uchylona),",
        "c) Barbara Testowa, inspektor,",
        "d) Alicja Testowa, inspektor.",
    ]
