"""The form of an entry: what is typed of the paper, with its scan, becomes the order, its effects and its rosters."""

import datetime

import pytest

from apps.core import clock
from apps.documents.models import FrozenDocument
from apps.documents.reading import stored_bytes
from apps.orders.models import IssuedOrder
from apps.orders.recorded import actions
from apps.orders.recorded.composing import RULES
from apps.orders.recorded.rows import DISMISSED, FUNCTIONS
from apps.orders.recorded.words import counter_raised
from apps.orders.relations import relations_of
from apps.orders.text import from_json, to_text
from apps.teams.models import Function, RosterInterval, Team
from tests import factories
from tests.factories.orders import RULES as RULES_OF_A_TEAM

from .paper import entered, scan, typed, upload

NEW = "/zarzadzenia/nowe/sprzed-programu/"
TEXT = """§ 1. Powołuje się Zespół do spraw wdrożenia modelu.
§ 2. W skład Zespołu wchodzą:
1) przewodnicząca – Anna Przykładowa, kierownik działu;
2) członkowie:
a) Jan Wzorcowy, inspektor,
b) Ewa Dawna, referent.
§ 4. Zarządzenie wchodzi w życie z dniem podpisania."""


@pytest.fixture
def people(centre):
    names = [
        ("Anna Przykładowa", "f", None),
        ("Jan Wzorcowy", "m", None),
        ("Ewa Dawna", "f", datetime.date(2018, 9, 30)),
    ]
    return [factories.person(centre, name, gender=gender, left_on=left) for name, gender, left in names]


@pytest.fixture
def send(client, centre, director):
    """Send the form; what came back, and the newest entry."""
    client.force_login(director)

    def sent(**fields):
        said = typed(centre, **fields) | {"file": fields.get("file", upload())}
        return client.post(NEW, said, follow=True), IssuedOrder.objects.order_by("-pk").first()

    return sent


def messages(page):
    return [str(message) for message in page.context["messages"]]


def names(team, on):
    roster = RosterInterval.objects.filter(team=team).on(datetime.date.fromisoformat(on))
    return sorted(one.name for one in roster)


def appointing(people, **fields):
    return {
        "team": "appoints",
        "name": "Zespół do spraw wdrożenia modelu",
        "subject": "powołania Zespołu do spraw wdrożenia modelu",
        "body": TEXT,
        "person": [str(person.pk) for person in people],
        "function": ["chair", "member", "member"],
        "description": ["", "", "referent"],
        "provision": ["", "§ 2 pkt 2 lit. a", ""],
    } | fields


def test_what_stands_on_paper_is_entered_with_its_scan(send, centre):
    page, issued = send(subject="w sprawie dyżurów.", effective_on="15.03.2018")
    assert messages(page) == ["Wpisano zarządzenie nr 22/2018 ze skanem. Ostatni numer w 2018 r. to teraz 22."]
    assert (issued.subject, issued.title) == ("dyżurów", "w sprawie dyżurów")
    assert (issued.signed_on, issued.effective_on) == (datetime.date(2018, 3, 1), datetime.date(2018, 3, 15))
    assert issued.text["issuer"] == "Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie"
    assert stored_bytes(issued.document) == scan()
    said = page.content.decode()
    assert ("Otwórz skan" in said, "Wpisano je ręcznie" in said, "Treść jest na skanie" in said) == (True, True, True)
    assert page.client.get(f"/zarzadzenia/{issued.order_id}/pdf/").content == scan()


def test_while_the_year_lasts_the_next_number_is_said(june):
    assert counter_raised(2018, 22) == "Ostatni numer w 2018 r. to teraz 22. Następne zarządzenie dostanie numer 23."


def test_a_number_below_the_counter_says_nothing_of_it(send):
    send()
    page, issued = send(number_text="21/2018")
    assert messages(page) == ["Wpisano zarządzenie nr 21/2018 ze skanem."]


def test_the_text_keeps_the_numbers_of_the_paper(send):
    _, issued = send(body=TEXT)
    assert to_text(from_json(issued.text["body"])) == TEXT


def test_an_order_that_appointed_a_team_makes_its_roster(send, people):
    page, issued = send(**appointing(people))
    team = Team.objects.get()
    assert (team.pk, team.name_genitive, page.status_code) == (
        issued.order_id,
        "Zespołu do spraw wdrożenia modelu",
        200,
    )
    roster = RosterInterval.objects.filter(team=team).on(datetime.date(2018, 3, 1)).order_by("rank")
    assert [(one.name, one.function, one.description, one.provision) for one in roster] == [
        ("Anna Przykładowa", "chair", "pracownik socjalny", "§ 2 pkt 1 zarządzenia nr 22/2018"),
        ("Jan Wzorcowy", "member", "pracownik socjalny", "§ 2 pkt 2 lit. a zarządzenia nr 22/2018"),
        ("Ewa Dawna", "member", "referent", "§ 2 pkt 2 lit. b zarządzenia nr 22/2018"),
    ]
    assert (
        "Zespół do spraw wdrożenia modelu" in page.client.get(f"/zespoly/{team.pk}/?dzien=2018-03-01").content.decode()
    )


def test_a_later_paper_order_changes_the_roster(send, people, centre):
    _, base = send(**appointing(people))
    new = factories.person(centre, "Iza Nowa")
    page, change = send(
        number_text="30/2018",
        signed_on="1.06.2018",
        team="changes",
        amends=str(base.pk),
        person=[str(people[1].pk), str(new.pk)],
        function=["dismiss", "member"],
        description=["", ""],
        provision=["§ 1 pkt 1", "§ 1 pkt 2"],
        file=upload(scan("zmiana")),
    )
    team = Team.objects.get()
    assert names(team, "2018-05-31") == ["Anna Przykładowa", "Ewa Dawna", "Jan Wzorcowy"]
    assert names(team, "2018-06-01") == ["Anna Przykładowa", "Ewa Dawna", "Iza Nowa"]
    assert change.title == "zmieniające zarządzenie w sprawie dyżurów"
    assert [one.older for one in relations_of(change).amends] == [base]


def test_a_struck_entry_appoints_nobody(send, people, director):
    _, issued = send(**appointing(people))
    actions.strike_entry(issued, "Pomyłka.", by=director)
    assert (Team.objects.count(), RosterInterval.objects.count()) == (0, 0)


def test_a_struck_entry_is_shown_struck(client, send, centre):
    _, issued = send()
    client.post(f"/zarzadzenia/{issued.order_id}/uniewaznij-wpis/", {"reason": "Pomyłka w dacie."})
    said = client.get(issued.get_absolute_url()).content.decode()
    assert ("Wpis unieważniony." in said, "Pomyłka w dacie." in said, "wpis unieważniony" in said) == (True, True, True)
    listed = client.get("/zarzadzenia/?status=struck").content.decode()
    assert "<s>22/2018</s>" in listed
    assert "powód unieważnienia: Pomyłka w dacie." in listed.replace("\u00a0", " ")


def test_an_entry_repeals_earlier_ones(send, centre, director):
    old = entered(centre, director, 2)
    _, issued = send(repeals=[str(old.pk)], repeals_provision="§ 3")
    assert [(one.older, one.provision) for one in relations_of(issued).repeals] == [(old, "§ 3")]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"number_text": "DO.021.7.2018"}, "Z numeru nie wynika kolejny numer w roku. Wpisz go tutaj, np. 23."),
        ({"signed_on": "1.03.2100"}, "Ta data jeszcze nie nadeszła."),
        ({"file": ""}, "Wybierz plik PDF ze skanem."),
        ({"file": upload(b"tekst")}, "Skan może być plikiem PDF, JPG albo PNG."),
        ({"team": "appoints", "name": "Zespół X"}, "Wybierz osoby, których dotyczy zarządzenie."),
        ({"team": "changes"}, "Wybierz wpisane zarządzenie, które powołało ten zespół."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_entered(send, fields, refusal):
    page, issued = send(**fields)
    assert refusal in page.content.decode()
    assert (issued, FrozenDocument.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"team": ""}, "Zaznacz, że zarządzenie powołuje zespół albo zmienia jego skład, lub usuń osoby."),
        (
            {"body": "", "provision": ["§ 2", "§ 2", ""]},
            "Podaj przepis, z którego wynika funkcja tej osoby (Ewa Dawna), np. § 2 pkt 1.",
        ),
        (
            {"body": "§ 1. Powołuje się zespół.", "provision": ["§ 2", "§ 2", ""]},
            "(Ewa Dawna), np. § 2 pkt 1. We wpisanej treści jej nie ma.",
        ),
        ({"function": ["member"] * 3}, "Wskaż, kto przewodniczy zespołowi."),
        ({"function": ["chair", "dismiss", "member"]}, "Powołanie nie odwołuje nikogo."),
        ({"name": ""}, "Podaj nazwę zespołu, np."),
    ],
)
def test_a_composition_that_cannot_be_is_refused_by_its_row(send, people, fields, refusal):
    page, issued = send(**appointing(people, **fields))
    assert refusal in page.content.decode()
    assert issued is None


def test_the_file_is_asked_for_again_when_something_else_was_wrong(send):
    page, _ = send(signed_on="")
    assert "Wybierz plik jeszcze raz: przeglądarka nie oddaje go sama." in page.content.decode()


def test_an_entry_already_there_is_refused_by_its_number(send):
    send()
    page, _ = send(file=upload(scan("b")))
    assert "Zarządzenie nr 22/2018 jest już w rejestrze." in page.content.decode()


def test_a_row_button_only_shows_the_form_again(client, centre, director):
    client.force_login(director)
    page = client.post(NEW, typed(centre, subject="pilnej sprawy") | {"add": "1"})
    assert (len(page.context["form"].rows), IssuedOrder.objects.count()) == (5, 0)
    assert "pilnej sprawy" in page.content.decode()


@pytest.mark.parametrize("place", ["²", "9" * 5000, "-1", "x"])
def test_a_button_of_a_row_that_is_not_there_changes_nothing(client, centre, director, place):
    client.force_login(director)
    page = client.post(NEW, typed(centre, subject="pilnej sprawy") | {"remove": place})
    assert (page.status_code, "pilnej sprawy" in page.content.decode()) == (200, True)


def test_functions_and_rules_are_those_of_teams():
    assert [key for key, _ in FUNCTIONS if key != DISMISSED] == Function.values
    assert set(RULES) == RULES_OF_A_TEAM.keys() - {"provisions"}


def test_an_order_issued_afterwards_may_repeal_an_entry(centre, director):
    from apps.orders.repealing import repealable

    old = entered(centre, director)
    with clock.pretend(datetime.date(2018, 6, 11)):
        assert list(repealable(centre)) == [old]
