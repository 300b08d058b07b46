"""Seed 1 through the interface: a document is commissioned from an expert, two teams appointed by orders work on it,
remark, judge and vote, and it becomes an annex of the director's order."""

import re
from pathlib import Path

import pytest

from tests.browser import follow
from tests.gate import assert_gate

from . import consulting
from .consulting import told
from .steps import fetched, letters, link, menu, pick, printed, send, sheet

FILE = Path(__file__).parents[1] / "consultations/files/numery-automatyczne.docx"
TITLE = "Regulamin działów ośrodka"
EXPERT = "Elżbieta Ekspercka"
FIRST, SECOND = "Zespół do spraw działów ośrodka", "Zespół do spraw zastępstw"
TEAMS = {
    FIRST: [("Zmyślona", "chair"), ("Ćwiczebna", "secretary"), ("Fikcyjny", "member")],
    SECOND: [("Umowny", "chair"), ("Makietowa", "secretary"), ("Testowa", "member")],
}
NAMES = {
    "director": "helena.wzornikowa",
    "expert": "elzbieta.ekspercka",
    "chair": "zofia.zmyslona",
    "secretary": "alicja.cwiczebna",
    "member": "stefan.fikcyjny",
    "other_chair": "pawel.umowny",
    "other_secretary": "lucja.makietowa",
    "other_member": "maria.testowa",
}
STAFF = {"director", "expert"}
MEMBERS = NAMES.keys() - STAFF
TOPIC = "Kto zastępuje kierownika działu"
CONCEPT = "Kierownika zastępuje najstarszy stażem pracownik działu."
PINNED = "§ 2 ust. 1"
REMARKS = {
    1: "Nie wiadomo, kto wyznacza zastępcę.",
    2: "Brakuje zdania o tym, kto wyznacza zastępcę dyrektora.",
    3: "Do działów dopisać Dział Usług.",
    4: "Dyrektor nie powinien sam kierować ośrodkiem.",
}
ANSWERS = {
    1: ("uwzględniona", ""),
    3: ("uwzględniona częściowo", "Zapowiadam go w § 4, bo powstanie w następnym roku."),
    4: ("nieuwzględniona", "Kierowanie ośrodkiem przez dyrektora wynika ze statutu."),
}
ADDED = "Zastępcę wyznacza dyrektor na piśmie."
NEW = {"Dyrektora zastępuje zastępca.": ADDED, "Działy współpracują.": "Dział Usług powstanie w następnym roku."}
INFLECTED = {"Nazwa w dopełniaczu": "Regulaminu działów ośrodka", "Nazwa w bierniku": "Regulamin działów ośrodka"}
SETTLED = {1: PINNED, 3: "§ 4"}
REASONS = {FIRST: "Regulamin porządkuje zastępstwa.", SECOND: "Regulamin jest dobry, ale nie mówi o Dziale Usług."}
DISSENT = "Bez Działu Usług regulamin jest niepełny."


@pytest.fixture
def people(somebody):
    return {role: somebody(name) for role, name in NAMES.items()}


def test_seed_one_is_played_from_the_commission_to_the_order_with_an_annex(people, look):
    document = commission(people, look)
    work_out_a_topic(people, document)
    first = send_the_first_version(people, document)
    assert waiting_for(people) == (MEMBERS, STAFF)
    look(people["chair"], "sprawy-przewodniczacej")
    remark(people, first)
    answer(people, first)
    second = write_the_second_version(people, document, look)
    assert_it_is_seen_what_was_settled(people, first, document, look)
    judge(people, document, second)
    number = introduce(people, document, look)
    assert_everybody_is_done(people, document, number, look)


def commission(people, look):
    """The address of the document."""
    director = people["director"]
    document = consulting.commission(director, TITLE, EXPERT)
    consulting.contract(director, document, "E/7/2018", TITLE)
    for team, members in TEAMS.items():
        consulting.appoint(director, team, members, TITLE)
    director.goto(document)
    look(director, "zamowiony")
    for said in (f"umowa nr E/7/2018 – {EXPERT}", FIRST, SECOND, f"Czeka na: ekspertkę ({EXPERT})"):
        assert said in told(director), said
    return document


def work_out_a_topic(people, document):
    consulting.name_a_topic(people["expert"], document, TOPIC, FIRST)
    concept = consulting.work_out(people["member"], document, TOPIC, CONCEPT)
    consulting.take(people["expert"], concept, "Dziękuję, wykorzystam w § 2.")


def send_the_first_version(people, document):
    expert = people["expert"]
    version = consulting.upload(expert, document, FILE)
    assert {"§ 1", PINNED, "§ 2 ust. 2 pkt 2 lit. a", "§ 3 pkt 2"} <= set(consulting.units(expert))
    consulting.hand_to_teams(expert, 1, TEAMS)
    return version


def remark(people, version):
    """Two members say the same; somebody of the other team asks for more, its chair for less.
    Who wrote nothing sees what the others wrote when the team has closed."""
    consulting.pin(people["secretary"], version, PINNED, body=REMARKS[1], wording=ADDED)
    consulting.pin(people["member"], version, PINNED, body=REMARKS[2])
    consulting.pin(people["other_secretary"], version, "§ 3", body=REMARKS[3], why="Dział Usług już działa.")
    consulting.pin(people["other_chair"], version, "§ 2", body=REMARKS[4])
    consulting.close_team(people["chair"], version)
    consulting.merge(people["chair"], version, 1, 2)
    consulting.close_team(people["other_chair"], version)


def answer(people, version):
    expert = people["expert"]
    consulting.close_collecting(expert, version)
    consulting.answer(expert, ANSWERS)
    expert.goto(f"{version}uwagi/")
    reasons = [reason for _, reason in ANSWERS.values() if reason]
    consulting.assert_table(expert, "Zestawienie uwag (PDF)", [*REMARKS.values(), *reasons, ADDED])
    consulting.assert_table(expert, "Protokół rozbieżności (PDF)", [REMARKS[4], *reasons], [REMARKS[1]])


def write_the_second_version(people, document, look):
    """It begins with the first; the address."""
    expert = people["expert"]
    expert.goto(document)
    follow(expert.locator(".move a"))
    send(expert, "Zacznij od wersji 1")
    for old, new in NEW.items():
        consulting.writing(expert, "Treść wersji").locator("p", has_text=old).click()
        expert.keyboard.press("End")
        expert.keyboard.type(f" {new}")
    expert.get_by_text(re.compile(r"^Zapisano \d")).wait_for()
    send(expert, "Zapisz i zobacz jednostki")
    version = expert.url
    settle(expert, look)
    expert.goto(version)
    consulting.hand_to_teams(expert, 2, TEAMS)
    return version


def settle(page, look):
    link(page, "Wskaż, gdzie ta wersja załatwia uwzględnione uwagi")
    look(page, "zalatwienie")
    for number, unit in SETTLED.items():
        page.get_by_label(re.compile(f"^Załatwiona.*nr {number}$")).check()
        page.get_by_label(re.compile(f"^Gdzie: uwaga nr {number} ")).fill(unit)
    send(page, "Zapisz załatwienie uwag")


def assert_it_is_seen_what_was_settled(people, first, document, look):
    author = people["secretary"]
    author.goto(f"{first}uwagi/")
    link(author, re.compile(r"^Uwaga nr\s1$"))
    assert f"załatwiona w wersji 2, {PINNED}" in told(author)
    look(author, "uwaga-zalatwiona")
    author.goto(document)
    link(author, "Porównaj wersje 1 i 2")
    added = [letters(one.inner_text()).lstrip("+") for one in author.locator("ins").all()]
    assert added == [letters(f"[dodane: {new}]") for new in NEW.values()]


def judge(people, document, version):
    chair, other_chair = people["chair"], people["other_chair"]
    for page in (chair, other_chair):
        consulting.close_team(page, version)
    consulting.close_collecting(people["expert"], version)
    first = consulting.opine(chair, document, "pozytywna", REASONS[FIRST])
    second = consulting.opine(people["other_chair"], document, "pozytywna z uwagami", REASONS[SECOND])
    adopt([chair, people["secretary"], people["member"]], first, [])
    adopt([other_chair, people["other_member"]], second, [people["other_secretary"]])
    consulting.dissent(people["other_secretary"], second, DISSENT)
    consulting.confirm(chair, first, [REASONS[FIRST], "pozytywnie", "za: 3", REMARKS[1], REMARKS[2]])
    against = ["pozytywnie z uwagami", "za: 2, przeciw: 1", DISSENT, REMARKS[3], REMARKS[4], ANSWERS[4][1]]
    consulting.confirm(other_chair, second, [REASONS[SECOND], *against])


def adopt(supporters, opinion, opponents):
    chair = supporters[0]
    consulting.put_to_vote(chair, opinion)
    for page in supporters:
        consulting.vote(page, opinion, "Głosuję za")
    for page in opponents:
        consulting.vote(page, opinion, "Głosuję przeciw")
    consulting.close_vote(chair, opinion)


def introduce(people, document, look):
    """In one step from the accepted version to the form of the order; the number of the order."""
    director = people["director"]
    director.goto(document)
    follow(director.locator(".move a"))
    send(director, "Zatwierdź wersję")
    send(director, "Przygotuj zarządzenie wprowadzające")
    for label, words in INFLECTED.items():
        director.get_by_label(label).fill(words)
    pick(director.get_by_label("Ciąg dalszy przepisu"), "stanowiący")
    number = consulting.issue(director)
    look(director, "wprowadzone")
    pdf = fetched(director, "Otwórz PDF")
    assert_gate(pdf)
    assert printed(pdf) == sheet(director)
    for said in (TITLE, *NEW, *NEW.values(), "Dział Pomocy Środowiskowej"):
        assert letters(said) in printed(pdf), said
    return number


def assert_everybody_is_done(people, document, number, look):
    director = people["director"]
    director.goto(document)
    assert f"wprowadzony zarządzeniem nr {number}" in told(director)
    look(director, "wprowadzony")
    assert waiting_for(people) == (set(), set())


def waiting_for(people):
    """Whose „Moje sprawy” says that the document waits for them, and whose that it waits for others."""
    for page in people.values():
        menu(page, "Moje sprawy")
    parts = {role: told(page).partition("Czeka na innych") for role, page in people.items()}
    return ({role for role in people if TITLE in parts[role][0]}, {role for role in people if TITLE in parts[role][2]})


def test_another_centre_does_not_find_the_document(somebody):
    expert, stranger = somebody("elzbieta.ekspercka"), somebody("halina.niedookreslona")
    expert.goto("/dokumenty-ekspertow/")
    link(expert, "Lokalna Polityka Świadczeń")
    assert [stranger.request.get(expert.url).status, expert.request.get(expert.url).status] == [404, 200]
