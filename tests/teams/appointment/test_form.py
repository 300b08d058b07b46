"""The form keeps what was typed: half-done, wrong, without JavaScript, and when two people save at once."""

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.orders.models import IssuedOrder, Order
from tests import factories

from . import forms

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/powolanie-zespolu/"
ODD = "  Zażółć „gęślą” <b>jaźń</b> & 'x' \"y\"\r\n\r\n1) druga; \t"


@pytest.fixture
def centre():
    return factories.centre()


@pytest.fixture
def director(client, centre):
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


def errors(page):
    form = page.context["form"]
    found = {name: list(texts) for name, texts in form.errors.items()}
    rows = {f"row {row.place} {name}": list(texts) for row in form.rows for name, texts in row.errors.items()}
    return found | rows


def checked(client, data):
    return client.post(NEW, data | {"check": "1"}, follow=True)


def shown(page):
    form = page.context["form"]
    fields = {name: form[name].value() for name in form.fields}
    return fields, [(row["person"].value(), row["function"].value(), row["description"].value()) for row in form.rows]


def test_a_half_done_form_is_saved_and_comes_back_byte_for_byte(client, director, centre):
    person = factories.person(centre, "Anna Wzorowa")
    data = forms.typed(centre, [(person, "chair", " dwa  odstępy "), (person, "member")], name="", tasks=ODD)
    page = client.post(NEW, data | {"save": ""}, follow=True)

    kept = Order.objects.get().typed
    assert {name: kept[name] for name in data} == {name: list(values) for name, values in data.items()}
    fields, rows = shown(page)
    assert (fields["tasks"], fields["name"]) == (ODD, "")
    assert rows == [(str(person.pk), "chair", " dwa  odstępy "), (str(person.pk), "member", "")]
    assert errors(page) == {}


def test_an_invalid_form_asked_to_be_checked_is_saved_first_and_says_what_to_mend(client, director, centre):
    page = checked(client, forms.small(centre, name="Komisja", tasks="", effective="on_date", legal_basis=""))

    assert errors(page) == {
        "name": ["Nazwa zaczyna się od słów „Zespół do spraw …”."],
        "legal_basis": ["Wypełnij pole „Podstawa prawna”."],
        "tasks": ["Wypełnij pole „Zadania zespołu”."],
        "effective_on": ["Podaj dzień wejścia w życie, np. 1.09.2018."],
    }
    assert Order.objects.get().typed["name"] == ["Komisja"]
    assert Order.objects.get().body == []


@pytest.mark.parametrize(
    ("functions", "expected"),
    [
        ([], {"row 0 person": ["Wybierz osoby, które wejdą w skład zespołu."]}),
        (["member"], {"row 0 function": ["Wskaż, kto przewodniczy zespołowi."]}),
        (["chair", "chair"], {"row 1 function": ["Zespół ma jednego przewodniczącego. Zmień funkcję tej osoby."]}),
        (
            ["chair", "deputy", "deputy"],
            {"row 2 function": ["Zespół ma jednego zastępcę przewodniczącego. Zmień funkcję tej osoby."]},
        ),
        (
            ["chair", "secretary", "secretary"],
            {"row 2 function": ["Zespół ma jednego sekretarza. Zmień funkcję tej osoby."]},
        ),
    ],
)
def test_a_team_has_one_chair_and_at_most_one_deputy_and_secretary(client, director, centre, functions, expected):
    people = [(factories.person(centre, f"Osoba {n}"), function) for n, function in enumerate(functions, start=1)]
    rows = forms.typed(centre, people)
    columns = {name: rows[name] or [""] for name in ("person", "function", "description")}
    assert errors(checked(client, forms.small(centre) | columns)) == expected


def test_nobody_is_in_a_team_twice(client, director, centre):
    person = factories.person(centre, "Anna Wzorowa")
    data = forms.small(centre) | {"person": [str(person.pk)] * 2}
    expected = {"row 1 person": ["Ta osoba jest już w składzie. Usuń jeden z wierszy."]}
    assert errors(checked(client, data)) == expected


def test_people_of_another_centre_or_who_left_cannot_be_chosen(client, director, centre):
    stranger = factories.person(factories.centre(), "Olga Obca")
    data = forms.small(centre) | {"person": [str(stranger.pk), ""]}
    page = checked(client, data)
    assert errors(page) == {"row 0 person": ["W polu „Osoba” wybierz jedną z podanych możliwości."]}
    assert "Olga" not in page.content.decode()


@pytest.mark.parametrize("person", ["²", "x", "9" * 19, "9" * 5000])
def test_somebody_who_is_nobody_cannot_be_chosen(client, director, centre, person):
    page = checked(client, forms.small(centre) | {"person": [person, ""]})
    assert errors(page)["row 0 person"] == ["W polu „Osoba” wybierz jedną z podanych możliwości."]


def test_blank_rows_do_not_count(client, director, centre):
    data = forms.small(centre)
    for name, value in (("person", ""), ("function", "member"), ("description", "")):
        data[name] = [*data[name], value]
    assert checked(client, data).resolver_match.view_name == "desk:order_check"


@pytest.mark.parametrize(
    ("button", "expected"),
    [
        ({"add": "1"}, ["a", "b", "c", ""]),
        ({"remove": "1"}, ["a", "c"]),
        ({"up": "2"}, ["a", "c", "b"]),
        ({"up": "0"}, ["a", "b", "c"]),
        ({"down": "0"}, ["b", "a", "c"]),
        ({"down": "2"}, ["a", "b", "c"]),
        ({"remove": "9"}, ["a", "b", "c"]),
        ({"remove": "x"}, ["a", "b", "c"]),
    ],
)
def test_row_buttons_work_without_javascript_and_keep_everything_typed(client, director, centre, button, expected):
    rows = {"person": [""] * 3, "function": ["member"] * 3, "description": ["a", "b", "c"]}
    page = client.post(NEW, forms.typed(centre, [], tasks=ODD) | rows | button)

    fields, shown_rows = shown(page)
    assert [description for _, _, description in shown_rows] == expected
    assert (fields["tasks"], Order.objects.count(), errors(page)) == (ODD, 0, {})


def test_the_last_row_that_is_removed_leaves_a_blank_one(client, director, centre):
    rows = {"person": [""], "function": ["chair"], "description": ["x"]}
    page = client.post(NEW, forms.typed(centre, []) | rows | {"remove": "0"})
    assert [row["description"].value() for row in page.context["form"].rows] == [""]


def test_row_buttons_of_a_saved_draft_keep_its_version(client, director, centre):
    order = forms.draft(centre, director)
    address = reverse("teams:appointment_edit", args=[order.pk])
    page = client.post(address, forms.small(centre) | {"version": str(order.version), "add": "1"})
    assert f'name="version" value="{order.version}"' in page.content.decode()
    assert Order.objects.get().version == order.version


def test_who_saves_second_sees_both_versions_and_loses_neither(client, director, centre):
    order = forms.draft(centre, director)
    address = reverse("teams:appointment_edit", args=[order.pk])
    typed = Order.objects.get().typed
    client.post(address, typed | {"version": order.version, "save": "", "tasks": "zadanie pierwsze"})
    page = client.post(address, typed | {"version": order.version, "save": "", "tasks": "zadanie drugie"})

    assert page.status_code == 409
    [tasks] = page.context["differences"]
    assert tasks == {"label": "Zadania zespołu", "mine": "zadanie drugie", "theirs": "zadanie pierwsze"}
    again = dict(page.context["mine"]) | {"version": page.context["version"], "save": ""}
    again |= {name: typed[name] for name in ("person", "function", "description")}
    client.post(address, again)
    assert Order.objects.get().typed["tasks"] == ["zadanie drugie"]


def test_a_field_the_form_does_not_know_is_left_out_even_of_a_conflict(client, director, centre):
    order = forms.draft(centre, director)
    address = reverse("teams:appointment_edit", args=[order.pk])
    typed = Order.objects.get().typed
    client.post(address, typed | {"version": order.version, "save": "", "tasks": "zadanie pierwsze"})
    page = client.post(address, typed | {"version": order.version, "save": "", "tasks": "drugie", "obce": "x"})
    assert (page.status_code, [line["label"] for line in page.context["differences"]]) == (409, ["Zadania zespołu"])
    assert "obce" not in Order.objects.get().typed


def test_a_field_of_an_older_form_is_named_in_a_conflict_as_it_was_sent(client, director, centre):
    order = forms.draft(centre, director)
    draft = Order.objects.get()
    draft.typed["dawne"] = ["x"]
    draft.save()
    page = client.post(reverse("teams:appointment_edit", args=[order.pk]), forms.small(centre) | {"version": "0"})
    assert {"label": "dawne", "mine": "", "theirs": "x"} in page.context["differences"]


@pytest.mark.parametrize("version", ["²", "x", "-1", "", "9" * 5000, "9" * 10, "\0"])
def test_a_version_that_is_no_version_is_a_conflict(client, director, centre, version):
    order = forms.draft(centre, director)
    address = reverse("teams:appointment_edit", args=[order.pk])
    assert client.post(address, forms.small(centre) | {"version": version, "save": ""}).status_code == 409


@pytest.mark.parametrize("button", ["up", "down", "remove"])
@pytest.mark.parametrize("place", ["²", "9" * 5000, "\0"])
def test_a_row_button_with_no_place_changes_nothing(client, director, centre, button, place):
    rows = {"person": [""], "function": ["chair"], "description": ["a"]}
    page = client.post(NEW, forms.typed(centre, []) | rows | {button: place})
    assert [row["description"].value() for row in page.context["form"].rows] == ["a"]


@pytest.mark.parametrize("complete", [True, False])
def test_the_character_that_no_database_keeps_is_left_out(client, director, centre, complete):
    zero = {"name_genitive": "Zespołu do spraw\0 prób", "legal_basis": "§ 7\0", "tasks": "opraco\0wanie planu"}
    data = forms.small(centre, **zero) | ({} if complete else {"name": [""]})
    page = client.post(NEW, data | {"save": ""}, follow=True)
    order = Order.objects.get()
    assert (page.status_code, bool(order.body)) == (200, complete)
    assert (order.subject, order.legal_basis) == ("powołania Zespołu do spraw prób", "§ 7")
    assert Order.objects.get().typed["tasks"] == ["opracowanie planu"]
    client.post(reverse("teams:appointment_edit", args=[order.pk]), data | {"version": order.version, "save": ""})
    assert Order.objects.get().version == order.version + 1


@pytest.mark.parametrize(
    ("effective", "day", "refused"),
    [
        ("on_date", "10.06.2018", True),
        ("on_date", "11.06.2018", False),
        ("retroactive", "10.06.2018", False),
        ("retroactive", "11.06.2018", True),
    ],
)
def test_the_day_of_entry_is_judged_against_the_day_of_signing(client, director, centre, effective, day, refused):
    data = forms.small(centre, effective=effective, effective_on=day)
    with clock.pretend(datetime.date(2018, 6, 11)):
        page = checked(client, data)
    if refused:
        [said] = errors(page)["effective_on"]
        assert "wcześniejszy niż dzień podpisania (11 czerwca 2018 r.)" in said
    assert bool(Order.objects.get().body) is not refused


def sheet_key(client):
    return {"key": str(client.get(NEW).context["key"]), "save": ""}


def test_two_clicks_make_one_draft(client, director, centre):
    data = forms.small(centre) | sheet_key(client)
    first, second = client.post(NEW, data), client.post(NEW, data)
    assert (first.url, Order.objects.count()) == (second.url, 1)


def test_the_sheet_of_two_clicks_keeps_its_key_through_a_row_button(client, director, centre):
    key = sheet_key(client)
    page = client.post(NEW, forms.small(centre) | key | {"add": "1"})
    assert str(page.context["key"]) == key["key"]
    assert f'name="key" value="{key["key"]}"' in page.content.decode()


def test_going_back_and_typing_something_else_makes_another_draft(client, director, centre):
    key = sheet_key(client)
    data = forms.small(centre)
    for tasks in ("zadanie pierwsze", "zadanie drugie"):
        client.post(NEW, data | key | {"tasks": tasks})
    typed = Order.objects.order_by("pk").values_list("typed__tasks", flat=True)
    assert list(typed) == [["zadanie pierwsze"], ["zadanie drugie"]]


def test_the_key_of_somebody_elses_sheet_opens_nothing(client, director, centre):
    data = forms.small(centre) | sheet_key(client)
    client.post(NEW, data)
    client.force_login(factories.user_of(factories.person(centre, "Kamil Kadrowy", gender="m", roles=["hr"])))
    client.post(NEW, data)
    assert Order.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x", "\0", "9" * 5000])
def test_a_key_that_is_none_does_not_matter(client, director, centre, key):
    assert client.post(NEW, forms.small(centre) | {"key": key, "save": ""}).status_code == 302


def test_a_complete_draft_made_incomplete_can_no_longer_be_issued(client, director, centre):
    order = forms.draft(centre, director)
    typed = Order.objects.get().typed | {"tasks": [""]}
    client.post(reverse("teams:appointment_edit", args=[order.pk]), typed | {"version": order.version, "save": ""})

    page = client.get(reverse("desk:order_check", args=[order.pk]))
    assert page.context["missing"] == ["Formularz zarządzenia nie jest jeszcze kompletny."]
    assert "Wydaj zarządzenie <span" not in page.content.decode()


@pytest.mark.parametrize("is_new", [True, False])
def test_what_was_typed_when_the_session_had_expired_waits_after_log_in(client, director, centre, is_new):
    order = None if is_new else forms.draft(centre, director)
    address = NEW if is_new else reverse("teams:appointment_edit", args=[order.pk])
    page = client.get(address)
    client.session.flush()
    client.post(address, forms.small(centre, tasks=ODD) | {"version": page.context["version"], "save": ""})
    client.force_login(director)
    page = client.get(address)

    assert shown(page)[0]["tasks"] == ODD
    assert (Order.objects.count(), page.context["version"]) == ((0, "") if is_new else (1, str(order.version)))


def test_a_draft_is_thrown_away_with_its_form(client, director, centre):
    order = forms.draft(centre, director)
    client.post(reverse("teams:appointment_discard", args=[order.pk]))
    assert Order.objects.count() == 0


def test_the_form_of_an_issued_order_leads_to_the_order(client, director, centre):
    order = forms.draft(centre, director)
    check = reverse("desk:order_check", args=[order.pk])
    client.post(check, {"shown_hash": client.get(check).context["shown_hash"]})
    for method in (client.get, client.post):
        assert method(reverse("teams:appointment_edit", args=[order.pk])).url == order.get_absolute_url()
    assert IssuedOrder.objects.count() == 1


def test_the_genitive_follows_from_the_name_when_it_was_left(client, director, centre):
    checked(client, forms.small(centre, name="Zespół do spraw wdrożenia modelu", name_genitive="Zespołu do spraw "))
    assert Order.objects.get().subject == "powołania Zespołu do spraw wdrożenia modelu"


def test_a_description_left_empty_is_the_persons_job(client, director, centre):
    checked(client, forms.small(centre))
    assert Order.objects.get().effects["composition"][0]["description"] == "pracownik socjalny"


def test_the_number_of_queries_does_not_grow_with_people(client, director, centre, django_assert_max_num_queries):
    for n in range(30):
        factories.person(centre, f"Osoba {n}")
    people = [(person, "member") for person in centre.people.all()[:30]]
    order = forms.draft(centre, director, forms.small(centre) | forms.typed(centre, people))
    with django_assert_max_num_queries(14):
        client.get(reverse("teams:appointment_edit", args=[order.pk]))


@pytest.mark.parametrize("genitive", ["", "Zespołu do spraw"])
def test_a_genitive_that_cannot_be_guessed_is_asked_for(client, director, centre, genitive):
    page = checked(client, forms.small(centre, name="Zespół redakcyjny", name_genitive=genitive))
    assert errors(page) == {
        "name_genitive": ["Podaj nazwę w dopełniaczu, np. „Zespołu do spraw wdrożenia modelu”."],
    }


def test_the_form_opens_without_half_a_name(client, director, centre):
    fields, _ = shown(client.get(NEW))
    assert (fields["name"], fields["name_genitive"]) == ("", "")


def test_mistakes_are_listed_in_the_order_of_the_page(client, director, centre):
    rows = {"person": [""], "function": ["chair"], "description": [""]}
    data = forms.small(centre, legal_basis="", tasks="", effective="on_date") | rows
    page = checked(client, data).content.decode()
    summary = page[page.index("Do poprawienia") :].partition("</ul>")[0]
    said = ["Podstawa prawna", "Wybierz osoby", "Zadania zespołu", "Podaj dzień wejścia"]
    assert sorted(said, key=summary.index) == said


def test_a_conflict_with_ones_own_other_tab_says_so(client, director, centre):
    with clock.pretend(datetime.date(2018, 6, 11)):
        order = forms.draft(centre, director)
        typed = Order.objects.get().typed | {"version": "0", "save": ""}
        page = client.post(reverse("teams:appointment_edit", args=[order.pk]), typed)
    said = str(page.context["refusal"])
    assert said.startswith("Ten projekt zapisano w innej karcie (Dorota Dyrektorska, ")
    assert said.endswith("). Nic nie zginęło: porównaj obie wersje.")


def test_the_day_of_entry_is_not_called_optional_and_leaving_is_watched(client, director, centre):
    page = client.get(NEW).content.decode()
    day = page[page.index('id="div_id_effective_on"') :]
    assert "nieobowiązkowe" not in day[: day.index("<details")]
    assert ('data-unsaved="shown"' in page, "js/unsaved.js" in page) == (True, True)
    again = client.post(NEW, forms.small(centre) | {"add": "1", "csrfmiddlewaretoken": "x"}).content.decode()
    assert 'data-unsaved="typed"' in again
