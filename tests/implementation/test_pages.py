"""The pages, without a script: the board, a task, the register, a piece, spreadsheets."""

import datetime
import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.documents.uploads import LARGEST, TOO_BIG
from apps.implementation import actions, phases
from apps.implementation.evidence.actions import withdraw_evidence
from apps.implementation.models import Evidence, Task
from tests import factories
from tests.factories.implementation import filed, pdf, scene, statement, step

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2018, 10, 4)


@pytest.fixture(autouse=True)
def in_the_pilot():
    with clock.pretend(TODAY):
        yield


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def words(answer):
    text = re.sub(r"<[^>]*>", " ", unescape(answer.content.decode().partition("<main")[2]))
    return " ".join(text.replace("\xa0", " ").split())


def address(mine, page, which=None):
    return reverse(f"implementation:{page}", args=[mine.pilot.pk, *([which.pk] if which else [])])


def planned(mine, which, on=None, who=()):
    people = [mine.people[name] for name in who]
    return actions.plan_task(mine.pilot, which, seen="|", due_on=on, give=people, by=mine.director)


# The board


def labels(answer):
    return [line.label for group in answer.context["board"].groups for line in group.lines]


def test_the_board_says_who_by_when_and_how_late(mine):
    planned(mine, mine.analysis, datetime.date(2018, 10, 1), ["chair"])
    statement(mine, shows=[mine.analysis])

    said = words(client_of(mine.employee).get("/wdrazanie/"))

    assert "Wykonano 0 z 5 zadań. Po terminie: 1 ." in said
    assert "2a.1. Zespół dokona analizy. do zrobienia Osoba Chair 1.10.2018 3 dni po terminie 1" in said
    assert "1.3. Pracownik ds. kadrowych opracowuje zakresy czynności. do zrobienia nikogo nie wskazano" in said


FILTERS = {
    "": ["1.1", "1.2", "1.3", "2a.1", "2a.2"],
    "czyje=moje": ["2a.1"],
    "czyje=nikt": ["1.1", "1.3", "2a.2"],
    "termin=po-terminie": ["2a.1"],
    "produkt=1": ["1.1", "1.2", "1.3"],
    "produkt=1&stan=in_work": ["1.2"],
    "stan=done": ["1.1"],
    "etap={early}": ["1.2"],
    "etap={late}": ["2a.1"],
    "etap=-": ["1.1", "1.3", "2a.2"],
    "stan=bzdura": [],
}


@pytest.mark.parametrize("query", FILTERS)
def test_the_board_is_narrowed_in_the_address(mine, query):
    rows = phases.proposed(mine.pilot)
    early, late, _ = actions.set_phases(mine.pilot, rows, seen=phases.fingerprint([]), by=mine.director)
    planned(mine, mine.analysis, datetime.date(2018, 10, 1), ["chair"])  # in the late phase by its deadline
    actions.plan_task(mine.pilot, mine.rules, seen="|", phase=early, give=[mine.people["employee"]], by=mine.director)
    actions.move_task(mine.pilot, mine.rules, "begin", by=mine.director)
    actions.move_task(mine.pilot, mine.workshop, "finish", by=mine.director)

    page = client_of(mine.chair).get("/wdrazanie/?" + query.format(early=early.pk, late=late.pk))

    assert labels(page) == FILTERS[query]


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(url).status_code == 200
    return len(asked)


@pytest.mark.parametrize("name", ["director", "member", "expert"])
def test_pages_ask_the_same_few_queries_whatever_they_show(mine, name):
    client = client_of(getattr(mine, name))
    pages = ["/wdrazanie/", "/wdrazanie/dowody/", address(mine, "task", mine.analysis)]
    planned(mine, mine.analysis, TODAY, ["chair"])
    statement(mine, shows=[mine.analysis])
    few = [queries(client, page) for page in pages]
    for n in range(6):
        planned(mine, step(mine.products[1]), TODAY, ["chair", "member"])
        statement(mine, f"Oświadczenie {n}.", shows=[mine.analysis, mine.workshop])

    assert [queries(client, page) for page in pages] == few
    assert max(few) <= 15, few


def test_before_a_pilot_the_board_says_who_sets_one_up():
    user = factories.user_of(factories.person(factories.centre(), "Ewa Pierwsza"))
    assert "Nie ma jeszcze pilotażu" in words(client_of(user).get("/wdrazanie/"))
    assert "Nie ma jeszcze pilotażu" in words(client_of(user).get("/wdrazanie/dowody/"))


def test_one_pilot_of_several_is_shown(mine):
    later = factories.pilot(mine.centre, mine.version, project_name="Następny", starts_on=datetime.date(2019, 9, 1),
                            ends_on=datetime.date(2020, 8, 31))  # fmt: skip
    client = client_of(mine.director)

    assert client.get("/wdrazanie/").context["pilot"] == later
    assert client.get(f"/wdrazanie/?pilotaz={mine.pilot.pk}").context["pilot"] == mine.pilot
    assert client.get(f"/wdrazanie/?pilotaz={scene().pilot.pk}").context["pilot"] == later
    narrowed = client.get(f"/wdrazanie/?pilotaz={mine.pilot.pk}&produkt=1")
    assert [choice.chosen for choice in narrowed.context["choices"]][:4] == [str(mine.pilot.pk), "", "", "1"]


# Phases


def phase_rows(*rows):
    data = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for n, row in enumerate(rows):
        data |= {f"form-{n}-{name}": value for name, value in zip(("name", "starts_on", "ends_on"), row, strict=True)}
    return data


def test_phases_are_proposed_changed_and_saved(mine):
    client, url = client_of(mine.coordinator), reverse("implementation:phases", args=[mine.pilot.pk])
    page = client.get(url + "?propozycja=1")
    names = [form["name"].value() for form in page.context["formset"]]
    assert names == ["Przygotowanie", "Wdrażanie modelu", "Ocena modelu", None]

    rows = phase_rows(("Etap jeden", "1.03.2018", "31.08.2018"), ("", "", ""), ("Dwa", "1.09.2018", "31.08.2019"))
    client.post(url, rows | {"seen": page.context["seen"]})
    assert list(mine.pilot.phases.values_list("name", flat=True)) == ["Etap jeden", "Dwa"]

    stale = client.post(url, phase_rows(("Trzy", "1.03.2018", "2.03.2018")) | {"seen": page.context["seen"]})
    assert "W międzyczasie ktoś zmienił etapy" in words(stale)
    again = phase_rows(("Trzy", "1.03.2018", "2.03.2018")) | {"seen": stale.context["seen"]}
    assert client.post(url, again).status_code == 302
    assert [str(one) for one in mine.pilot.phases.all()] == ["Trzy"]


def test_a_phase_half_typed_is_told_what_it_lacks(mine):
    client, url = client_of(mine.director), reverse("implementation:phases", args=[mine.pilot.pk])
    page = client.post(url, phase_rows(("Etap", "2.03.2018", ""), ("Dwa", "2.03.2018", "1.03.2018")))

    assert "Wypełnij pole „Koniec” albo opróżnij cały wiersz." in words(page)
    assert "Koniec etapu nie może być przed jego początkiem." in words(page)
    assert not mine.pilot.phases.exists()


# One task


def test_a_task_without_evidence_is_warned_of_and_finished_all_the_same(mine):
    client, url = client_of(mine.chair), address(mine, "task_finish", mine.analysis)
    assert "To zadanie nie ma jeszcze dowodu" in words(client.get(url))

    refused = client.post(url, {})
    assert "Napisz oświadczenie, wskaż dowód albo oznacz zadanie bez dowodu." in words(refused)
    assert not Task.objects.exists()

    done = client.post(url, {"bez-dowodu": "1"}, follow=True)
    assert "Zadanie 2a.1 jest wykonane." in words(done)
    assert "nikogo nie wskazano; według Tabeli 1: zespół ds. wdrożenia modelu – brak" in words(
        client.get("/wdrazanie/?stan=done")
    )


def test_a_statement_finishes_a_task_and_stands_in_the_register(mine):
    client, url = client_of(mine.chair), address(mine, "task_finish", mine.analysis)

    page = client.post(url, {"statement": "Zespół spotkał się dwa razy."}, follow=True)

    assert "D1. Oświadczenie o wykonaniu zadania 2a.1" in words(page)
    assert "Oznaczono jako wykonane. Dowód: D1." in words(page)


def test_a_task_with_evidence_is_finished_with_one_click(mine):
    planned(mine, mine.analysis, TODAY, ["chair"])
    statement(mine, shows=[mine.analysis])
    client = client_of(mine.chair)
    page = client.get(address(mine, "task", mine.analysis))
    finish = address(mine, "task_finish", mine.analysis)
    assert f'<form method="post" action="{finish}">' in page.content.decode()

    assert "Zadanie 2a.1 jest wykonane." in words(client.post(finish, {}, follow=True))


def test_who_may_not_change_a_task_reads_it_without_buttons(mine):
    page = client_of(mine.employee).get(address(mine, "task", mine.analysis))
    assert "Zespół dokona analizy." in words(page)
    assert "<form" not in page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_plan_of_two_at_once_says_what_stands_now(mine):
    client, url = client_of(mine.chair), address(mine, "task_plan", mine.analysis)
    data = {"seen": client.get(url).context["form"]["seen"].value(), "due_on": "1.11.2018"}
    planned(mine, mine.analysis, datetime.date(2018, 10, 20))

    stale = client.post(url, data)
    assert "Teraz: termin 20 października 2018 r., etap według terminu." in words(stale)
    client.post(url, data | {"seen": stale.context["form"]["seen"].value()})
    assert Task.objects.get().due_on == datetime.date(2018, 11, 1)


def test_people_that_the_page_did_not_show_stay_with_the_task(mine):
    client, url = client_of(mine.chair), address(mine, "task_plan", mine.analysis)
    client.post(url, {"seen": "|", "people": [mine.people["chair"].pk], "other": mine.people["employee"].pk})
    shown = client.get(url).context["form"]
    assert sorted(shown["people"].value()) == sorted([mine.people["chair"].pk, mine.people["employee"].pk])

    client.post(url, {"seen": "|", "people": [mine.people["employee"].pk]})
    assert [str(one.person) for one in Task.objects.get().holders.all()] == ["Osoba Employee"]


def test_a_lost_race_of_notes_shows_both_and_keeps_both(mine):
    url = address(mine, "task_notes", mine.analysis)
    client_of(mine.chair).post(url, {"notes": "Pierwsze.", "version": "1"})
    page = client_of(mine.member).post(url, {"notes": "Drugie.", "version": "1"})

    assert page.status_code == 409
    assert page.context["form"]["notes"].value() == "Pierwsze.\n\nDrugie."
    both = {name: page.context["form"][name].value() for name in ("notes", "version")}
    client_of(mine.member).post(url, both)
    assert Task.objects.get().notes == "Pierwsze.\n\nDrugie."


def test_the_order_that_a_step_asks_for_is_shown_or_said_to_be_missing(mine):
    client = client_of(mine.director)
    url = address(mine, "task", mine.rules)
    missing = client.get(url)
    assert "Brakuje zarządzenia, które wprowadza „Zasady przyznawania zasiłku celowego" in words(missing)
    begin = reverse("orders:introduction_new") + "?co=special_benefit_rules"
    assert begin in missing.content.decode()
    opened = client.get(begin).context["form"].data
    assert (opened["what"], opened["annex_title"]) == (
        "special_benefit_rules",
        "Zasady przyznawania zasiłku celowego na podstawie art. 39a ustawy z dnia 12 marca 2004 r. o pomocy społecznej",
    )
    assert reverse("orders:introduction_new") not in client_of(mine.coordinator).get(url).content.decode()

    effects = {"kind": "introduce", "introduces": {"what": "special_benefit_rules", "annexes": 1, "provision": "§ 1"}}
    issued = factories.issued_order(mine.centre, effects=effects, subject="zasad", by=mine.director)
    shown = words(client.get(url))
    assert f"wprowadza zarządzenie nr {issued.number_text} z dnia 11 czerwca 2018 r. obowiązuje" in shown
    assert f"zarządzenie nr {issued.number_text}" in words(client.get("/wdrazanie/?produkt=1"))
    assert "Zadanie 1.2 jest wykonane." in words(client.post(address(mine, "task_finish", mine.rules), {}, follow=True))


def test_an_order_that_was_repealed_shows_nothing(mine):
    effects = {"kind": "introduce", "introduces": {"what": "special_benefit_rules", "annexes": 1, "provision": "§ 1"}}
    issued = factories.issued_order(mine.centre, effects=effects, by=mine.director)
    repeals = {"kind": "other", "repeals": [{"order": issued.order_id, "provision": "§ 2"}]}
    factories.issued_order(mine.centre, effects=repeals, on=datetime.date(2018, 7, 1), by=mine.director)

    assert "To zarządzenie dziś nie obowiązuje" in words(client_of(mine.hr).get(address(mine, "task", mine.rules)))


# The register


def new_file(mine, **more):
    file = SimpleUploadedFile("lista obecności.pdf", pdf(), "text/html")
    return {"title": "Lista", "dated_on": "3.09.2018", "file": file, "steps": [mine.analysis.pk]} | more


def test_a_file_is_added_with_its_tasks_and_given_back_as_an_attachment(mine):
    client = client_of(mine.chair)
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "plik"])
    page = client.post(url, new_file(mine), follow=True)
    assert "Dodano dowód D1." in words(page)
    assert "Zadanie 2a.1 : Zespół dokona analizy." in words(page)

    piece = Evidence.objects.get()
    given = client_of(mine.employee).get(reverse("implementation:evidence_file", args=[piece.pk, 1]))
    assert (given.content, given["Content-Type"], given["X-Content-Type-Options"]) == (
        pdf(), "application/pdf", "nosniff",
    )  # fmt: skip
    assert given["Content-Disposition"].startswith("attachment; ")
    assert client_of(scene().director).get(reverse("implementation:evidence", args=[piece.pk])).status_code == 404


def test_evidence_added_from_a_task_leads_back_to_it(mine):
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "plik"])
    task = reverse("implementation:task", args=[mine.pilot.pk, mine.analysis.pk])
    client = client_of(mine.chair)
    assert client.post(f"{url}?zadanie={mine.analysis.pk}", new_file(mine))["Location"] == task
    assert client.get(f"{url}?zadanie=0").context["task"] == ""


def test_the_banner_says_when_the_task_waits_for_the_reader(mine):
    planned(mine, mine.analysis, who=["chair"])
    task = reverse("implementation:task", args=[mine.pilot.pk, mine.analysis.pk])
    assert "Czeka na Ciebie" in words(client_of(mine.chair).get(task))
    assert f"Czeka na: {mine.chair.person}" in words(client_of(mine.employee).get(task))


def test_a_member_shows_only_tasks_of_the_team(mine):
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "oswiadczenie"])
    page = client_of(mine.chair).get(url)
    assert list(page.context["form"].fields["steps"].queryset) == [mine.analysis, mine.document]


def test_a_refused_file_keeps_what_was_typed(mine):
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "plik"])
    file = SimpleUploadedFile("rysunek.png", b"<svg/>", "image/png")
    page = client_of(mine.chair).post(url, new_file(mine, file=file, description="Dwa spotkania"))

    assert "Rysunku SVG nie można dodać" in words(page)
    assert "Dwa spotkania" in page.content.decode()


@pytest.mark.parametrize("typed", ["strona.example.org", "javascript:alert(1)", "ftp://example.org/a"])
def test_an_address_is_a_whole_address(mine, typed):
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "odsylacz"])
    page = client_of(mine.chair).post(url, new_file(mine, address=typed))
    assert "Podaj cały adres strony, od https://." in words(page)


def test_a_file_beyond_the_limit_is_told_so(mine):
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "plik"])
    file = SimpleUploadedFile("duży.pdf", pdf() + b"\0" * LARGEST, "application/pdf")
    page = client_of(mine.chair).post(url, new_file(mine, file=file, description="Zostaje"))
    assert page.context["form"].errors["file"] == [TOO_BIG]
    assert "Zostaje" in page.content.decode()


@pytest.mark.parametrize("query", ["szukaj=%27%25", "produkt=x", "narzedzie=9999999999999", "rodzaj=%27", "strona=x"])
def test_nonsense_in_the_address_of_the_register_finds_nothing_and_breaks_nothing(mine, query):
    assert client_of(mine.employee).get(f"/wdrazanie/dowody/?{query}").status_code == 200


def test_a_day_that_has_not_come_is_refused(mine):
    url = reverse("implementation:evidence_new", args=[mine.pilot.pk, "plik"])
    assert "Dowód nie może być z przyszłości" in words(
        client_of(mine.hr).post(url, new_file(mine, dated_on="5.10.2018"))
    )


def test_a_next_version_is_told_where_one_came_meanwhile(mine):
    piece = filed(mine.pilot, by=mine.director)
    client, url = client_of(mine.director), reverse("implementation:evidence_replace", args=[piece.pk])
    data = {"title": "Lista", "dated_on": "4.09.2018", "change_note": "Poprawka daty.", "seen": "1"}
    assert client.post(url, data).status_code == 302
    stale = client.post(url, data | {"change_note": "Druga."})
    assert "W międzyczasie dodano wersję 2" in words(stale)
    again = data | {"change_note": "Druga.", "seen": stale.context["form"]["seen"].value()}
    assert client.post(url, again).status_code == 302

    page = client.get(piece.get_absolute_url())
    assert "obowiązuje wersja 3" in words(page)
    assert [one.version for one in page.context["versions"]] == [3, 2, 1]


def test_a_withdrawn_piece_says_who_and_why_and_has_no_buttons(mine):
    piece = withdraw_evidence(filed(mine.pilot, by=mine.director), "To nie ta lista.", by=mine.director)
    page = words(client_of(mine.director).get(piece.get_absolute_url()))

    assert "Dowód wycofany Osoba Director" in page
    assert "Powód: To nie ta lista." in page
    assert "Wycofaj dowód" not in page
