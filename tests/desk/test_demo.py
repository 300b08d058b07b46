"""The example centres, built once for all tests of this file by the real actions, renderer included."""

import datetime
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from apps.accounts.models import Centre, Person, User
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.desk.demo import builder, source
from apps.desk.demo.checking import defects
from apps.desk.matters import matters_of
from apps.opinions.models import HandOver, Opinion
from apps.orders.models import IssuedOrder
from apps.orders.text import sheet_lines
from apps.projects.models import Pilot
from apps.reports.coverage.conditions import CONDITIONS, gaps_of
from apps.reports.coverage.situation import situations
from apps.teams.models import Team, Vote
from apps.teams.rules import roster_on
from tests import factories
from tests.factories.organisation import rows_of_migrations
from tests.teams.appointment import example

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """One database with the demo in it, rolled back after the module's tests. It was built in two goes."""
    with django_db_blocker.unblock(), transaction.atomic():
        transaction.get_connection().atomic_blocks[-1]._from_testcase = True  # texts are saved durably
        rows_of_migrations()
        begin_and_stop_halfway()
        assert builder.build() is True
        connection.check_constraints()  # once: what is still deferred would be asked after every test anew
        yield
        transaction.set_rollback(True)


def begin_and_stop_halfway():
    """As if the build had been interrupted: one opinion is done, another is under vote, the rest is missing."""
    at = source.centres()[0]
    by_product = {said["product"]: said for said in at["opinions"] if "step" not in said}
    done = ("product", "team", "writer", "begun", "circulated", "vote", "content")
    with builder._no_letters():
        centre = builder._with_orders(at)
        builder.run_table_1(centre, at)
        builder.write_opinion(centre, by_product["1"])
        builder.write_opinion(centre, {name: by_product["2a"][name] for name in done})


@pytest.fixture(autouse=True)
def _each_in_the_demo(demo):
    """What a test does is undone after it: the mark opens a savepoint inside the demo's transaction."""


def account(name):
    return User.objects.select_related("person__centre").get(email=f"{name}@example.org")


def test_the_orders_of_2018_are_numbered_from_23():
    issued = IssuedOrder.objects.filter(centre__slug="czestochowa-przyklad").order_by("number")
    assert [(order.number_text, order.kind, order.signed_on.month) for order in issued] == [
        *[(f"{number}/2018", "appointment", 6) for number in range(23, 28)],
        ("28/2018", "composition", 8),
    ]


def test_the_first_order_is_the_worked_example_word_for_word():
    first = IssuedOrder.objects.get(number_text="23/2018")
    lines = sheet_lines(first.text, first.number_text, day_in_words(first.signed_on))
    assert "\n".join(lines) == example.WHOLE


def test_an_order_of_august_changes_the_first_team_since_september():
    changed = IssuedOrder.objects.get(kind="composition")
    lines = sheet_lines(changed.text, changed.number_text, day_in_words(changed.signed_on))
    assert [line for line in lines if line.startswith(("zmieniające", "1) w § 2", "a) pkt 3"))] == [
        f"zmieniające zarządzenie w sprawie {changed.subject}",
        "1) w § 2:",
        "a) pkt 3 otrzymuje brzmienie:",
    ]
    team = Team.objects.get(issued_order__number_text="23/2018")
    last, first = datetime.date(2018, 8, 31), datetime.date(2018, 9, 1)
    assert [sorted({entry.name for entry in roster_on(team, day)} & CHANGED) for day in (last, first)] == [
        ["Maria Testowa", "Piotr Szablonowy"],
        ["Alicja Ćwiczebna", "Tomasz Przykładny"],
    ]


YEAR_BEFORE = datetime.date(2017, 6, 12)
CHANGED = {"Maria Testowa", "Tomasz Przykładny", "Piotr Szablonowy", "Alicja Ćwiczebna"}

STATUSES = {
    "czestochowa-przyklad": {
        "1": "accepted",
        "2a": "handed_over",
        "2b": "voting",
        "3": "circulated",
        "4a": "working",
        "4a krok 6": "confirmed",
        "5": "confirmed",
    },
    "przykladowo": {"1": "returned", "2b": "confirmed", "4a krok 9": "working", "4b": "working"},
}


@pytest.mark.parametrize("slug", STATUSES)
def test_opinions_stand_at_different_stages(slug):
    opinions = Opinion.objects.filter(pilot__centre__slug=slug).select_related("product", "step")
    assert {_name(one): one.status for one in opinions} == STATUSES[slug]


def _name(opinion):
    return f"{opinion.product.code} krok {opinion.step.rank}" if opinion.step else opinion.product.code


def test_the_second_centre_has_every_kind_of_gap():
    pilot = Pilot.objects.select_related("centre", "catalogue_version").get(centre__slug="przykladowo")
    assert {gap.condition for one in situations(pilot) for gap in gaps_of(one)} == set(CONDITIONS)


def test_the_first_product_went_to_wrzos_twice_and_is_final():
    opinion = Opinion.objects.get(pilot__centre__slug="czestochowa-przyklad", product__code="1")
    reviews = opinion.reviews.order_by("pk")
    assert [(one.hand_over.edition, one.outcome) for one in reviews] == [(1, "returned"), (2, "accepted")]
    answers = opinion.answers.order_by("remark__number").values_list("disposition", flat=True)
    assert list(answers) == ["accepted", "explained"]


WAITING = {
    "helena.wzornikowa": ["Sprawdź i wydaj", "Przekaż do WRZOS", "Przygotuj zarządzenie"],
    "elzbieta.ekspercka": ["Odpowiedz na uwagi", "Przeczytaj koncepcję", *["Zacznij wersję 1"] * 3],
    "anna.przykladowa": [
        "Odpowiedz na uwagi",
        "Pisz dalej",
        "Zacznij pracę",
        "Zobacz porządek obrad",
        "Przeczytaj protokół",
    ],  # fmt: skip
    "piotr.szablonowy": ["Odpowiedz na uwagi", "Zagłosuj", "Pisz dalej", "Zacznij pracę"],
    "adam.administracki": ["Sprawdź i zapisz", "Zaproś do programu"],
    "roman.zastepczy": ["Przekaż do WRZOS"],
}


@pytest.mark.parametrize("name", WAITING)
def test_each_role_has_something_waiting(name):
    assert sorted(matter.action for matter in matters_of(account(name)).mine) == sorted(WAITING[name])


def test_the_reviewer_sees_what_three_directors_steps_handed_over():
    found = HandOver.objects.visible_to(account("recenzentka")).select_related("opinion__pilot__centre")
    assert sorted((str(h.opinion.pilot.centre), h.opinion.product.code, h.edition) for h in found) == [
        ("MOPR w Przykładowie", "1", 1),
        ("MOPS w Częstochowie", "1", 1),
        ("MOPS w Częstochowie", "1", 2),
        ("MOPS w Częstochowie", "2a", 1),
    ]


def test_the_centres_are_marked_as_examples_and_every_printed_account_opens():
    assert set(Centre.objects.values_list("is_example", flat=True)) == {True}
    opens = {email: User.objects.get(email=email).check_password(source.PASSWORD) for _, _, email in source.accounts()}
    assert set(opens.values()) == {True}


def test_the_second_build_does_nothing_and_asks_little():
    with CaptureQueriesContext(connection) as asked:
        assert builder.build() is False
    assert len(asked) == 1


def test_letters_of_2018_went_nowhere():
    assert mail.outbox == []


def test_every_row_has_its_trace():
    assert defects() == []


@pytest.mark.parametrize("what", ["person", "order", "document"])
def test_a_row_without_its_deed_is_named(what):
    centre = Centre.objects.get(slug="przykladowo")
    made = {
        "person": lambda: Person.objects.create(centre=centre, first_name="Bez", last_name="Śladu", gender="f"),
        "order": lambda: factories.issued_order(centre, effects={}, on=YEAR_BEFORE, by=account("roman.zastepczy")),
        "document": lambda: factories.orders.frozen_document(centre, "order"),
    }[what]()
    named = [line for line in defects() if str(getattr(made, "code", made.pk)) in line]
    assert named
    with pytest.raises(CommandError, match="nie powstały w całości z czynności programu"):
        call_command("check_demo")


DEEDS = {
    "ballot.vote": "głos",
    "order.published": "publikacja",
    "order.reading_asked": "prośba o zapoznanie się",
    "reading.acknowledged": "potwierdzenie zapoznania się",
    "evidence.added": "wersja dowodu",
    "task.planned": "wykonawca zadania",
    "opinion.file_remark": "uwaga",
    "opinion.return": "rozstrzygnięcie WRZOS",
    "opinion.comment": "komentarz",
}


@pytest.mark.parametrize("verb", DEEDS)
def test_what_lost_its_deed_is_named(verb):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditevent DISABLE TRIGGER USER")
        cursor.execute(
            "DELETE FROM core_auditevent WHERE id = (SELECT min(id) FROM core_auditevent WHERE verb = %s)", [verb]
        )
    lines = "\n".join(defects())
    said = [f"brak śladu czynności: {DEEDS[verb]} ", "naruszony rejestr zdarzeń"]
    assert [words in lines for words in said] == [True, True]


def test_an_interrupted_build_was_continued_without_doing_anything_twice():
    opinion = Opinion.objects.get(pilot__centre__slug="czestochowa-przyklad", product__code="2a")
    counted = [opinion.findings.count(), opinion.recommendations.count(), opinion.voted.count()]
    assert counted == [5, 3, 1]
    assert [vote.choice for vote in Vote.objects.filter(elector__ballot__voted_content__opinion=opinion)].count(
        "for"
    ) == 5


def test_the_accounts_are_printed_with_their_password():
    out = io.StringIO()
    call_command("demo_accounts", stdout=out)
    assert source.PASSWORD in out.getvalue()
    assert "piotr.szablonowy@example.org" in out.getvalue()


@pytest.mark.parametrize("stranger", ["account", "centre"])
def test_no_examples_among_real_centres(stranger):
    """Their passwords are public."""
    Centre.objects.filter(slug="przykladowo").update(slug="inny")
    factories.centre() if stranger == "centre" else factories.operator()
    with pytest.raises(DomainError, match="są już prawdziwe konta albo ośrodki"):
        builder.build()
