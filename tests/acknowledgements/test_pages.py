"""The pages, without a script: choosing, checking, sending, reading, noting."""

import datetime
import re
from html import unescape
from itertools import pairwise

import pymupdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.acknowledgements import actions, reading
from apps.acknowledgements.models import Acknowledgement, Reader, ReadingRequest
from apps.core import clock
from apps.core.polish import plain_spaces
from apps.desk.matters import matters_of
from apps.orders.recorded.actions import strike_entry
from tests import factories
from tests.gate import assert_gate, pdf_text
from tests.orders.recorded.paper import entered

from .scene import JUNE_11, SEPTEMBER_1

pytestmark = pytest.mark.django_db
NEXT_YEAR = datetime.date(2019, 1, 2)  # the factory's numbers are its own


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def address(scene, page):
    return reverse(f"acknowledgements:{page}", args=[scene.issued.order_id])


def words(answer):
    text = re.sub(r"<[^>]*>", " ", unescape(answer.content.decode().partition("<main")[2]))
    return " ".join(text.replace("\xa0", " ").split())


def ticked(answer):
    found = re.findall(r'name="people" value="\d+" id="[^"]*" checked>\s*<label[^>]*>([^<]*)', answer.content.decode())
    return [name.strip() for name in found]


def test_everybody_but_who_issued_it_is_offered_first_and_seen_before_sending(scene):
    client = client_of(scene.director)
    page = client.get(address(scene, "ask"))
    assert "oprócz tej, która wydała zarządzenie (4 osoby)" in words(page)

    check = client.post(address(scene, "ask"), {"who": "all", "due_on": "1.12.2100"})
    assert ReadingRequest.objects.count() == 0
    assert "Dostaną wiadomość i potwierdzą w programie (3)" in words(check)
    assert "Nie mają konta: podpiszą papierową listę (1) Bezkonta Ewa" in words(check)

    chosen = check.context["form"].cleaned_data["chosen"]
    data = {"who": "chosen", "people": [one.pk for one in chosen], "due_on": "1.12.2100", "wyslij": "1"}
    sent = [client.post(address(scene, "ask"), data, follow=True) for _ in range(2)]
    assert "Poproszono o zapoznanie się: 4 osoby." in words(sent[0])
    assert "Wybrane osoby mają już tę prośbę" in words(sent[1])
    assert (ReadingRequest.objects.count(), Reader.objects.count()) == (1, 4)


def test_a_team_of_a_day_may_be_asked(scene):
    team = factories.team(scene.centre, [(scene.person(scene.anna), "chair"), (scene.ewa, "member")], on=NEXT_YEAR)
    data = {"who": "team", "team": team.pk, "on": "2.01.2019"}
    check = client_of(scene.hr).post(address(scene, "ask"), data)
    assert [str(one) for one in check.context["audience"].asked] == ["Ewa Bezkonta", "Anna Próbna"]

    early = client_of(scene.hr).post(address(scene, "ask"), data | {"on": "1.06.2018"})
    assert "W tym dniu w zespole nie było nikogo" in words(early)


def test_the_team_of_the_order_is_chosen_already(scene):
    members = [(scene.person(scene.anna), "chair")]
    factories.team(scene.centre, members, on=NEXT_YEAR)
    team = factories.team(scene.centre, members, on=NEXT_YEAR)
    page = client_of(scene.hr).get(reverse("acknowledgements:ask", args=[team.pk]))
    assert re.findall(r'<option value="(\d+)" selected', page.content.decode()) == [str(team.pk)]
    assert page.context["form"]["who"].value() == "all"

    page = client_of(scene.hr).get(address(scene, "ask"))
    assert re.findall(r'<option value="(\d+)" selected', page.content.decode()) == []


def test_searching_without_a_script_keeps_who_is_ticked(scene):
    data = {"who": "chosen", "people": [scene.anna.person_id], "sought": "zolty", "szukaj": "1"}
    found = client_of(scene.hr).post(address(scene, "ask"), data)
    assert ticked(found) == ["Próbna Anna"]
    assert [one["person"].last_name for one in found.context["form"].people_shown()] == ["Próbna", "Żółty"]


@pytest.mark.parametrize("pk", ["²", "9" * 5000, "x"])
def test_a_tick_that_names_nobody_is_no_tick(scene, pk):
    said = {"who": "chosen", "people": [scene.anna.person_id, pk], "szukaj": "1"}
    page = client_of(scene.hr).post(address(scene, "ask"), said)
    assert (page.status_code, ticked(page)) == (200, ["Próbna Anna"])


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        ({"who": "chosen"}, "Zaznacz co najmniej jedną osobę."),
        ({"who": "team"}, "Wybierz zespół."),
        ({}, "Zaznacz jedną z odpowiedzi w polu „Kogo poprosić”."),
        ({"who": "all", "due_on": "1.01.2018"}, "Podaj termin nie wcześniejszy niż dzisiejszy dzień"),
        ({"who": "all", "due_on": "kiedyś"}, "Podaj datę, np. 1.09.2018."),
    ],
)
def test_a_mistake_is_told(scene, data, refusal):
    factories.team(scene.centre, [(scene.ewa, "chair")], on=NEXT_YEAR)
    assert refusal in words(client_of(scene.hr).post(address(scene, "ask"), data))


def test_a_person_of_another_centre_cannot_be_ticked(scene):
    stranger = factories.person(factories.centre(), "Olga Obca")
    answer = client_of(scene.hr).post(address(scene, "ask"), {"who": "chosen", "people": [stranger.pk], "wyslij": "1"})
    assert (answer.status_code, ReadingRequest.objects.count()) == (200, 0)


def asked(scene, *users, due_on=None):
    with clock.pretend(JUNE_11):
        people = [scene.ewa, *(scene.person(user) for user in users)]
        return actions.ask_to_read(scene.issued, people, due_on=due_on, by=scene.hr)


def test_a_reader_finds_it_reads_it_and_confirms_with_one_button(scene):
    asked(scene, scene.anna, scene.jan, due_on=datetime.date(2100, 12, 1))
    client = client_of(scene.jan)
    [matter] = matters_of(scene.jan).mine
    assert (matter.what, matter.why) == (
        "Zapoznaj się z zarządzeniem nr 1/2018 w sprawie powołania Zespołu",
        "Poprosiła o to Halina Kadrowa.",
    )
    page = client.get(matter.url)
    assert "Potwierdzam, że zapoznałem się z zarządzeniem nr 1/2018" in words(page)
    assert "zapoznałam się" in words(client_of(scene.anna).get(matter.url))

    shown_hash = re.search(r'name="shown_hash" value="(\w+)"', page.content.decode())[1]
    told = [words(client.post(matter.url, {"shown_hash": shown_hash}, follow=True)) for _ in range(2)]
    assert "Potwierdzenie zostało zapisane." in told[0]
    assert "Zapoznanie się potwierdzono już" in told[1]
    assert (Acknowledgement.objects.count(), matters_of(scene.jan).mine) == (1, [])
    order = words(client.get(scene.issued.get_absolute_url()))
    assert "Twoje zapoznanie się Potwierdzone" in order


def test_a_reader_whose_day_passed_is_told_so_in_words(scene):
    asked(scene, scene.anna, due_on=datetime.date(2018, 7, 1))
    [matter] = matters_of(scene.anna).mine
    assert matter.what.endswith("w sprawie powołania Zespołu – termin minął")
    page = client_of(scene.hr).get(address(scene, "readers"))
    assert "po terminie do 1 lipca 2018 r." in words(page)
    assert '<span class="status status-late"><svg class="shape"' in page.content.decode()
    assert plain_spaces(matters_of(scene.director).others[0].waits) == "czeka na potwierdzenie 2 osób, po terminie: 2"


def test_a_repealed_order_waits_for_nobody(scene):
    asked(scene, scene.anna)
    scene.repealed()
    found = matters_of(scene.anna), matters_of(scene.hr)
    assert [(one.mine, one.others) for one in found] == [([], []), ([], [])]


def test_nobody_is_asked_to_read_what_is_repealed_or_struck(scene):
    entry = entered(scene.centre, scene.director, 3, datetime.date(2017, 3, 1))
    ask, client = "Poproś o zapoznanie się", client_of(scene.hr)
    assert [ask in words(client.get(one.get_absolute_url())) for one in (scene.issued, entry)] == [True, True]
    strike_entry(entry, "Pomyłka w dacie.", by=scene.director)
    scene.repealed()
    for one in (scene.issued, entry):
        board = client.get(reverse("acknowledgements:readers", args=[one.order_id]))
        for page in (words(client.get(one.get_absolute_url())), words(board)):
            assert ("Nikogo nie poproszono o zapoznanie się" in page, ask in page) == (True, False)


def test_a_reader_of_an_amended_order_reads_the_consolidated_text(scene):
    asked(scene, scene.anna)
    amending = scene.amended()
    earlier = words(client_of(scene.anna).get(address(scene, "read")))
    assert f"To zarządzenie zmieniło potem zarządzenie nr {amending.number_text}" in earlier
    with clock.pretend(SEPTEMBER_1):
        actions.ask_to_read(scene.issued, [scene.person(scene.anna)], by=scene.hr)
    now = words(client_of(scene.anna).get(address(scene, "read")))
    assert f"Tekst ujednolicony, w brzmieniu nadanym zarządzeniem nr {amending.number_text}" in now
    assert "Powołuje się Zespół do spraw prób." in now


def test_who_knows_only_the_earlier_text_is_chosen_by_one_link(scene):
    asked(scene, scene.anna)
    scene.amended()
    page = client_of(scene.hr).get(address(scene, "readers"))
    assert "Wcześniejsze brzmienie (2)" in words(page)
    assert ticked(client_of(scene.hr).get(address(scene, "ask") + "?kogo=wczesniejsze")) == [
        "Bezkonta Ewa",
        "Próbna Anna",
    ]


def test_signatures_are_noted_from_the_list(scene):
    asked(scene, scene.anna)
    answer = client_of(scene.hr).post(address(scene, "signatures"), {"people": [scene.ewa.pk]}, follow=True)
    assert "Odnotowano podpisy na liście: 1 osoba." in words(answer)
    assert "podpis na papierowej liście odnotowała Halina Kadrowa" in words(answer)


def test_the_list_to_sign_passes_the_gate_and_says_who_has_confirmed(scene):
    asked(scene, scene.anna)
    with clock.pretend(datetime.date(2018, 7, 2)):
        reader = Reader.objects.get(person=scene.anna.person_id)
        actions.acknowledge(reader, by=scene.anna, shown_hash=scene.issued.text_hash)
    pdf = client_of(scene.hr).get(address(scene, "list")).content
    assert_gate(pdf)
    text = pdf_text(pdf)
    for said in [
        "zapoznania się z zarządzeniem nr 1/2018 Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie z dnia "
        "11 czerwca 2018 r. w sprawie powołania Zespołu",
        "Bezkonta Ewa",
        "2.07.2018 w programie, godz.",
    ]:
        assert said in text


def test_the_list_to_sign_has_room_for_offices_and_signatures(scene):
    """The office is the longest thing on the list; the day and the signature are written by hand."""
    asked(scene, scene.anna)
    with pymupdf.open(stream=client_of(scene.hr).get(address(scene, "list")).content) as pdf:
        left = {word[4]: word[0] * 25.4 / 72 for word in pdf[0].get_text("words")}
    edges = [left[heading] for heading in ("Stanowisko", "Data", "Podpis")]
    assert [round(b - a) for a, b in pairwise([*edges, 186.5])] == [48, 24, 36]


@pytest.mark.parametrize("page", ["readers", "list", "ask"])
def test_more_readers_cost_no_more_queries(scene, page):
    def queries():
        client = client_of(scene.hr)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address(scene, page)).status_code == 200
        return len(captured)

    asked(scene)
    few = queries()
    asked(scene, scene.anna, scene.jan, scene.director)
    assert queries() == few


def test_the_page_of_the_order_counts_readers_as_their_own_page_in_as_many_queries(scene):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client_of(scene.hr).get(scene.issued.get_absolute_url()).status_code == 200
        return len(captured)

    asked(scene, scene.hr)
    few = queries()
    asked(scene, scene.anna, scene.jan, scene.director)
    scene.amended()
    with clock.pretend(SEPTEMBER_1):
        actions.ask_to_read(scene.issued, [scene.person(scene.anna)], by=scene.hr)
    issued = type(scene.issued).objects.get(pk=scene.issued.pk)
    named, counted = reading.board_of(issued), reading.counted_board(issued, scene.hr)
    for board in ("lines", "waiting", "confirmed", "earlier", "left"):
        assert people_in(counted, board) == people_in(named, board)
    assert (counted.progress, counted.overdue, named.amended_by) == (named.progress, named.overdue, counted.amended_by)
    assert queries() <= few + 1  # the order that changed it


def people_in(board, name):
    return sorted(line.reader.pk for line in getattr(board, name))


def test_more_requests_cost_no_more_queries_at_home(scene):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            matters_of(type(scene.hr).objects.get(pk=scene.hr.pk))
        return len(captured)

    asked(scene, scene.hr)
    few = queries()
    for name in ("a", "b"):
        other = scene.issue_on(JUNE_11, subject=name)
        with clock.pretend(JUNE_11):
            actions.ask_to_read(other, [scene.ewa, scene.person(scene.hr)], by=scene.hr)
    assert queries() == few
