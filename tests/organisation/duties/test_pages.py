"""Scopes of duties through the interface, without JavaScript unless it is said."""

import datetime
import json
from html import unescape

import pytest
from django.test import Client

from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.rendering import render_html, render_pdf
from apps.organisation.duties import pdf
from apps.organisation.models import ScopeOfDuties
from tests import factories
from tests.factories import duties as made
from tests.factories.duties import PROCEDURE, SERVICES, SOCIAL
from tests.gate import assert_gate, pdf_text

pytestmark = pytest.mark.django_db
LATER = datetime.date(2018, 9, 1)


@pytest.fixture
def mine():
    return made.keepers(factories.centre())


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def words(answer):
    return " ".join(unescape(answer.content.decode()).replace("\u00a0", " ").split())


def address(scope, page=""):
    return f"{scope.get_absolute_url()}{page}"


def sheet(scope, *duties, **more):
    said = {"purpose": scope.purpose, "effective_on": "1.09.2018", "change_note": "", "version": str(scope.version)}
    return said | {"duty": [body for body, _ in duties], "tag": [tag for _, tag in duties]} | more


def rows(answer):
    return [(row.data["duty"], row.data["tag"]) for row in answer.context["form"].rows]


def test_from_the_first_line_to_the_confirmation(mine):
    of = made.post(mine)
    made.employed(of, "", mine.hr, person=mine.people["employee"])
    hr, director, employee = (client_of(user) for user in (mine.hr, mine.director, mine.employee))

    hr.post(f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/nowy/", {"begin": "empty"})
    scope = of.scopes.get()
    hr.post(address(scope, "zmien/"), sheet(scope, SOCIAL, SERVICES, save="1"))
    hr.post(address(scope, "przekaz/"))
    assert "Czeka na Ciebie" in words(director.get(address(scope)))
    scope.refresh_from_db()
    director.post(address(scope, "zatwierdz/"), {"version": scope.version})
    assert "Zapoznałam się" in words(employee.get(address(scope)))
    assert "jeszcze nie</span> – Osoba Employee" in words(hr.get(address(scope)))
    employee.post(address(scope, "zapoznanie/"))

    assert "Zapoznałam się" not in words(employee.get(address(scope)))
    assert "potwierdzono</span> – Osoba Employee" in words(hr.get(address(scope)))
    assert "Osoba Employee, " not in words(employee.get(address(scope))).split("Historia")[1]


def test_the_form_opens_with_what_stands(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL, SERVICES, purpose="Cel.", note="nowe usługi")
    form = client_of(mine.hr).get(address(scope, "zmien/")).context["form"]
    assert {name: form.data[name] for name in ("purpose", "effective_on", "change_note", "version")} == {
        "purpose": "Cel.",
        "effective_on": "1.06.2018",
        "change_note": "nowe usługi",
        "version": str(scope.version),
    }
    assert [(row.data["duty"], row.data["tag"]) for row in form.rows] == [SOCIAL, SERVICES]


@pytest.mark.parametrize(
    ("button", "after"),
    [
        ({"add": "1"}, [SOCIAL, SERVICES, PROCEDURE, ("", "")]),
        ({"remove": "1"}, [SOCIAL, PROCEDURE]),
        ({"up": "2"}, [SOCIAL, PROCEDURE, SERVICES]),
        ({"down": "0"}, [SERVICES, SOCIAL, PROCEDURE]),
        ({"up": "0"}, [SOCIAL, SERVICES, PROCEDURE]),
        (
            {"paste": "1", "pasted": "1) jedno\n– drugie\n\nA. trzecie\nII piętro", "pasted_tag": "services"},
            [SOCIAL, SERVICES, PROCEDURE]
            + [(line, "services") for line in ("jedno", "drugie", "trzecie", "II piętro")],
        ),
    ],
)
def test_buttons_of_the_rows_show_the_form_again_and_save_nothing(mine, button, after):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    answer = client_of(mine.hr).post(address(scope, "zmien/"), sheet(scope, SOCIAL, SERVICES, PROCEDURE, **button))
    assert (answer.status_code, rows(answer), scope.duties.count()) == (200, after, 1)


def test_pasted_lines_are_not_forgotten_on_saving(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    answer = client_of(mine.hr).post(address(scope, "zmien/"), sheet(scope, SOCIAL, pasted="jedno", save="1"))
    assert "Naciśnij „Dopisz wklejone”" in words(answer)
    assert "jedno" in words(answer)


def test_a_draft_begins_from_the_scope_of_another_position(mine):
    source = made.post(mine, "inspektor", SERVICES, PROCEDURE).scopes.get()
    of = made.post(mine, "podinspektor")
    begin = {"begin": "other", "other": str(source.pk)}
    client_of(mine.hr).post(f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/nowy/", begin)
    assert [(duty.body, duty.tag) for duty in of.scopes.get().duties.all()] == [SERVICES, PROCEDURE]


def test_a_scope_of_another_centre_is_no_source(mine):
    foreign = made.post(made.keepers(factories.centre()), "inspektor", SERVICES).scopes.get()
    of = made.post(mine, "podinspektor")
    made.post(mine, "inspektor", SERVICES)
    begin = {"begin": "other", "other": str(foreign.pk)}
    answer = client_of(mine.hr).post(f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/nowy/", begin)
    assert (answer.status_code, of.scopes.count()) == (200, 0)


def test_what_the_script_saves_says_when_and_which_version(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    hr, script = client_of(mine.hr), {"headers": {"Accept": "application/json"}}
    saved = hr.post(address(scope, "zmien/"), sheet(scope, SERVICES), **script)
    stale = hr.post(address(scope, "zmien/"), sheet(scope, SOCIAL), **script)
    wrong = hr.post(address(scope, "zmien/"), sheet(scope, SOCIAL, effective_on="jutro"), **script)

    assert (saved.status_code, json.loads(saved.content)["version"]) == (200, scope.version + 1)
    assert (stale.status_code, "Ktoś inny zapisał" in json.loads(stale.content)["refused"]) == (409, True)
    assert wrong.status_code == 422
    assert list(scope.duties.values_list("body", flat=True)) == [SERVICES[0]]


def test_who_lost_a_race_sees_both_and_may_save_anew(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    hr = client_of(mine.hr)
    hr.post(address(scope, "zmien/"), sheet(scope, SERVICES, save="1"))

    lost = hr.post(address(scope, "zmien/"), sheet(scope, PROCEDURE, save="1"))

    assert lost.status_code == 409
    assert rows(lost) == [PROCEDURE]
    assert "<del>" in lost.content.decode()
    hr.post(address(scope, "zmien/"), sheet(scope, PROCEDURE, save="1", version=str(lost.context["version"])))
    assert list(scope.duties.values_list("body", flat=True)) == [PROCEDURE[0]]


def test_a_wrong_day_keeps_everything_typed(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    answer = client_of(mine.hr).post(
        address(scope, "zmien/"), sheet(scope, SERVICES, effective_on="31.02.2018", save="1")
    )
    assert (answer.status_code, rows(answer)) == (200, [SERVICES])
    assert "31.02.2018" in words(answer)


def test_the_director_is_told_before_accepting_that_it_mixes(mine):
    scope = made.submitted(made.post(mine), mine.hr, SOCIAL, PROCEDURE, note="nowe zadania")
    said = words(client_of(mine.director).get(address(scope)))
    assert "łączy pracę socjalną z postępowaniem administracyjnym" in said
    assert "Co się zmienia: nowe zadania" in said
    apart = made.submitted(made.post(mine, "inspektor"), mine.hr, SERVICES, PROCEDURE)
    assert "łączy pracę socjalną" not in words(client_of(mine.director).get(address(apart)))


def test_others_do_not_see_a_draft(mine):
    scope = made.drafted(made.post(mine), mine.hr, SOCIAL)
    assert [client_of(user).get(address(scope)).status_code for user in (mine.hr, mine.director, mine.employee)] == [
        200,
        200,
        404,
    ]


def test_the_scope_of_any_day_is_named(mine):
    of = made.post(mine, "inspektor", SERVICES)
    made.accepted(of, mine.hr, mine.director, SOCIAL, since=LATER)
    client, url = client_of(mine.employee), f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/"
    said = [words(client.get(url, {"dzien": day})) for day in ("31.05.2018", "11.06.2018", "1.09.2018")]
    assert [
        next(text for text in ("nie ma zakresu czynności", "wersja 1</a>", "wersja 2</a>") if text in page)
        for page in said
    ] == ["nie ma zakresu czynności", "wersja 1</a>", "wersja 2</a>"]


def test_two_versions_are_compared_by_area(mine):
    of = made.post(mine, "inspektor", SERVICES, PROCEDURE)
    made.accepted(of, mine.hr, mine.director, SERVICES, SOCIAL, since=LATER)
    url = f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/porownanie/"
    page = client_of(mine.employee).get(url).content.decode()
    assert "Od wersji 1 do wersji 2" in page
    assert "<del>" in page
    assert "<ins>" in page
    same = client_of(mine.employee).get(url, {"z": "1", "na": "1"})
    assert "To ta sama wersja." in words(same)


def test_the_draft_is_printed_as_one_and_the_accepted_is_frozen(mine):
    of = made.post(mine, "starszy pracownik socjalny")
    made.employed(of, "Anna Próbna", mine.hr)
    draft = made.drafted(of, mine.hr, SOCIAL, SERVICES, purpose="Pomoc osobom i rodzinom.")
    client = client_of(mine.hr)
    printed = client.get(address(draft, "zakres.pdf")).content
    assert_gate(printed)
    said = pdf_text(printed)
    for expected in (
        "WERSJA ROBOCZA",
        "starszy pracownik socjalny",
        "Dział starszy pracownik socjalny",
        "Anna Próbna",
        "Pomoc osobom i rodzinom.",
        "1. prowadzenie pracy socjalnej",
        "2. organizowanie usług",
        "Zapoznałem/am się",
    ):
        assert expected in said, expected

    client.post(address(draft, "przekaz/"))
    draft.refresh_from_db()
    client_of(mine.director).post(address(draft, "zatwierdz/"), {"version": draft.version})
    frozen = client.get(address(draft, "zakres.pdf")).content
    assert_gate(frozen)
    draft.refresh_from_db()
    assert "WERSJA ROBOCZA" not in pdf_text(frozen)
    assert draft.document.code in pdf_text(frozen)
    assert client.get(address(draft, "zakres.pdf")).content == frozen
    proof = words(Client().get(f"/sprawdz/{draft.document.code}/"))
    assert "starszy pracownik socjalny" in proof
    assert "Anna Próbna" not in proof


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_printed_scope_passes_the_gate(mine, count):
    """The duties repeat one sentence, which outloud takes for a running head."""
    of = made.post(mine, "inspektor")
    long = "prowadzenie spraw, w tym ich rejestrowanie, opisywanie i terminowe załatwianie zgodnie z przepisami, " * 4
    duties = [(f"{long}(rodzaj {n})", tag) for n in range(count) for tag in ("procedure", "services", "other")]
    scope = made.drafted(of, mine.hr, *(duties or [("", "")]))
    if not count:
        scope.duties.all().delete()
        ScopeOfDuties.objects.filter(pk=scope.pk).update(effective_on=None)
        scope = ScopeOfDuties.objects.get(pk=scope.pk)
    assert_gate(render_pdf(render_html("pdf/scope.html", pdf.context_of(scope))), tolerate=("PAG-001",))


@pytest.mark.parametrize("page", ["", "zmien/"])
def test_a_page_asks_as_much_for_many_duties_as_for_one(mine, django_assert_max_num_queries, page):
    client = client_of(mine.hr)

    def asked(scope):
        client.get(address(scope, page))
        with django_assert_max_num_queries(15) as queries:
            assert client.get(address(scope, page)).status_code == 200
        return len(queries)

    one = made.drafted(made.post(mine, "jeden"), mine.hr, SOCIAL)
    many = made.drafted(made.post(mine, "wiele"), mine.hr, *[SOCIAL, SERVICES, PROCEDURE] * 5)
    assert asked(one) == asked(many)


def test_the_pages_of_an_accepted_scope_ask_as_much_for_three_readers_as_for_one(mine, django_assert_max_num_queries):
    client = client_of(mine.hr)

    def asked(url):
        client.get(url)
        with django_assert_max_num_queries(15) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    few, more = made.post(mine, "jeden", SOCIAL), made.post(mine, "wiele", SOCIAL)
    made.employed(few, "Osoba Pierwsza", mine.hr)
    for name in ("Druga", "Trzecia", "Czwarta"):
        made.employed(more, f"Osoba {name}", mine.hr)
    made.accepted(more, mine.hr, mine.director, SERVICES, since=clock.today())
    made.accepted(few, mine.hr, mine.director, SERVICES, since=clock.today())
    last = [of.scopes.first().get_absolute_url() for of in (few, more)]
    assert asked(last[0]) == asked(last[1])
    lists = [f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/" for of in (few, more)]
    assert asked(lists[0]) == asked(lists[1])
    assert asked(f"/organizacja/stanowiska/{few.pk}/") == asked(f"/organizacja/stanowiska/{more.pk}/")


def test_a_scope_to_come_is_announced_and_read_by_who_comes_with_it(mine):
    of = made.post(mine)
    tomorrow = clock.today() + datetime.timedelta(days=1)
    first = made.accepted(of, mine.hr, mine.director, since=LATER)
    second = made.accepted(of, mine.hr, mine.director, since=tomorrow)
    made.employed(of, "Kinga Przyszła", mine.hr, since=tomorrow)
    made.employed(of, "Zdzisława Bezkonta", mine.hr)
    hr = client_of(mine.hr)
    day = day_in_words(tomorrow)
    assert f'Od {day} – <a href="{second.get_absolute_url()}">wersja {second.number}</a>.' in words(
        hr.get(f"/organizacja/stanowiska/{of.pk}/")
    )
    listed = words(hr.get(f"/organizacja/stanowiska/{of.pk}/zakres-czynnosci/"))
    assert f"zacznie obowiązywać {day}" in listed
    assert f"obowiązuje od {day_in_words(LATER)} do {day_in_words(clock.today())}" in listed
    shown = words(hr.get(second.get_absolute_url()))
    assert f"jeszcze nie</span> – Kinga Przyszła, na stanowisku od {day}" in shown
    assert "bez konta</span> – Zdzisława Bezkonta, podpisuje wydruk" in shown
    assert "Kinga" not in words(hr.get(first.get_absolute_url()))
