"""Worked example B (domain 2.8), from what a browser sends to the words of the PDF, the roster and the text as amended."""
# ruff: noqa: E501

import datetime

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.reading import stored_bytes
from apps.orders.actions import set_last_number
from apps.orders.amending.reading import consolidated_on
from apps.orders.models import IssuedOrder
from apps.orders.text import sheet_lines, to_text
from apps.teams import rules
from apps.teams.models import Team
from tests import factories
from tests.orders.amending import example as amending
from tests.orders.drafts import draft, issue
from tests.teams.appointment import example
from tests.teams.appointment import forms as appointment
from tests.teams.appointment.test_worked_example import preview, printed, words

from . import forms

pytestmark = pytest.mark.django_db
JUNE_11, AUGUST_20, AUGUST_31 = datetime.date(2018, 6, 11), datetime.date(2018, 8, 20), datetime.date(2018, 8, 31)
SEPTEMBER_1 = datetime.date(2018, 9, 1)
COOPERATION = (
    "Zespół współpracuje z zespołami powołanymi przez Dyrektora do opracowania koncepcji pozostałych dokumentów "
    "przygotowywanych w ramach projektu."
)
WHOLE = f"""\
ZARZĄDZENIE NR 31/2018
DYREKTORA MIEJSKIEGO OŚRODKA POMOCY SPOŁECZNEJ W CZĘSTOCHOWIE
z dnia 20 sierpnia 2018 r.
zmieniające zarządzenie w sprawie powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń
Na podstawie {example.LEGAL_BASIS}, zarządzam, co następuje:
{amending.AMENDING}
§ 2. Zarządzenie wchodzi w życie z dniem 1 września 2018 r.
Dyrektor
Miejskiego Ośrodka Pomocy Społecznej
w Częstochowie"""
BEFORE = [
    ("Anna Przykładowa", "chair", "§ 2 pkt 1 zarządzenia nr 23/2018"),
    ("Jan Wzorcowy", "deputy", "§ 2 pkt 2 zarządzenia nr 23/2018"),
    ("Maria Testowa", "secretary", "§ 2 pkt 3 zarządzenia nr 23/2018"),
    ("Barbara Modelowa", "member", "§ 2 pkt 4 lit. a zarządzenia nr 23/2018"),
    ("Piotr Szablonowy", "member", "§ 2 pkt 4 lit. b zarządzenia nr 23/2018"),
    ("Ewa Próbna", "member", "§ 2 pkt 4 lit. c zarządzenia nr 23/2018"),
]
AFTER = [
    *BEFORE[:2],
    ("Tomasz Przykładny", "secretary", "§ 1 pkt 1 lit. a zarządzenia nr 31/2018"),
    BEFORE[3],
    BEFORE[5],
    ("Alicja Ćwiczebna", "member", "§ 1 pkt 1 lit. b tiret drugie zarządzenia nr 31/2018"),
]


def sent_through(client, address, data):
    """Typed, checked and issued, as the director does it; the check page comes back."""
    sent = client.post(reverse(address), data | {"check": "1"})
    page = client.get(sent.url)
    client.post(sent.url, {"shown_hash": page.context["shown_hash"]})
    return page


@pytest.fixture
def director(client):
    centre = factories.centre(is_example=True)
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


@pytest.fixture
def team(client, director):
    """Worked example A, issued on 11 June 2018 as number 23."""
    with clock.pretend(JUNE_11):
        set_last_number(director.centre, 2018, 22, by=director)
        sent_through(client, "teams:appointment_new", appointment.worked_example(director.centre))
    return Team.objects.get()


@pytest.fixture
def checked(client, director, team):
    """Worked example B, issued on 20 August 2018 as number 31."""
    centre = director.centre
    new = [("Tomasz Przykładny", "m", "podinspektor w Dziale Organizacyjnym")]
    new += [("Alicja Ćwiczebna", "f", "pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 2")]
    for name, gender, job in new:
        factories.person(centre, name, gender=gender, job_title=job)
    person = lambda name: forms.of(centre, name)  # noqa: E731
    with clock.pretend(AUGUST_20):
        for _ in range(7):
            issue(draft(centre, director), director)
        data = forms.typed(
            team,
            effective="on_date",
            effective_on="1.09.2018",
            legal_basis=example.LEGAL_BASIS,
            leaves=[person("Piotr Szablonowy")],
            successors={person("Maria Testowa"): person("Tomasz Przykładny")},
            joins=[(person("Alicja Ćwiczebna"), "member")],
            adds=[("§ 3 ust. 1", COOPERATION)],
            changes_rules=True,
            dissent_days="5",
        )
        return sent_through(client, "teams:composition_new", data)


def issued():
    return IssuedOrder.objects.get(kind="composition")


def test_the_order_comes_out_word_for_word(checked):
    order = issued()
    assert "\n".join(sheet_lines(order.text, order.number_text, day_in_words(order.signed_on))) == WHOLE


def test_the_page_and_the_pdf_say_the_same_words(checked):
    assert preview(checked) == words(WHOLE)
    assert printed(stored_bytes(issued().document)) == words(WHOLE)


def roster(team, day):
    return [(entry.name, entry.function, entry.provision) for entry in rules.roster_on(team, day)]


def test_the_roster_before_and_after(team, checked):
    assert (roster(team, AUGUST_31), roster(team, SEPTEMBER_1)) == (BEFORE, AFTER)


def test_the_rules_before_and_after(team, checked):
    before, after = rules.rules_on(team, AUGUST_31), rules.rules_on(team, SEPTEMBER_1)
    assert (before["dissent_days"], after["dissent_days"], after["order"]) == (3, 5, "31/2018")
    assert after["changed"] == {"dissent": "zmieniony przez § 1 pkt 3"}


def test_the_text_as_amended(team, checked):
    text = consolidated_on(team.issued_order, SEPTEMBER_1)
    assert to_text(text.tree).split("\n§ 3.")[0].split("\n§ 2.")[1] == amending.CONSOLIDATED_2.removeprefix("§ 2.")
    assert [note.text for note in text.footnotes][:4] == amending.FOOTNOTES_2
