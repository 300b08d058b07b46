"""Proposed structures: drawn from a day, changed row by row, held beside it, introduced as a whole or not at all."""

import datetime
from decimal import Decimal

import pytest
from django.db import InternalError, connection, transaction
from django.test import Client

from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.documents.rendering import render_html, render_pdf
from apps.organisation import reading as structure
from apps.organisation.actions import change_unit as change_own_unit
from apps.organisation.actions import close_position, close_unit, employ, end_employment
from apps.organisation.models import PositionTerm, Unit, UnitTerm, Variant
from apps.organisation.staffing.words import number as written
from apps.organisation.variants import actions, pdf, reading, rules
from apps.organisation.variants.actions.proposing import DECIDED
from tests import factories
from tests.factories.organisation import SINCE, position, unit
from tests.factories.staffing import key_post, value
from tests.factories.variants import DAY, change_position, change_unit, drawn, introduced, new_position
from tests.gate import assert_gate, normal, pdf_text

pytestmark = pytest.mark.django_db
BEFORE = DAY - datetime.timedelta(days=1)


def plain(text):
    return text.replace("\u00a0", " ").replace("&nbsp;", " ")


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        action(*args, **kwargs)
    return plain(str(refusal.value))


def outline(centre, day):
    """The structure of a day: names of units, deeper ones further in, with what is in them."""

    def lines(nodes, depth):
        for node in nodes:
            posts = ", ".join(
                f"{post.term.name} {written(post.term.fte)}{'*' * post.term.leads}" for post in node.posts
            )
            yield f"{'  ' * depth}{node.term.name}: {posts}".rstrip(": ")
            yield from lines(node.children, depth + 1)

    return list(lines(structure.structure_on(centre, day).roots, 0))


def said(variant, day=DAY):
    """What the page says that changes."""
    variant = Variant.objects.select_related("centre").get(pk=variant.pk)
    return [(str(one.kind), plain(one.words)) for one in reading.beside(variant, day).changes]


@pytest.fixture
def old(office):
    """The old structure: two regional teams, social workers that do everything."""
    office.top = unit(office.centre, "Dyrektor", office.hr, symbol="D")
    office.rzps1 = unit(office.centre, "RZPS Nr 1", office.hr, symbol="R1", parent=office.top)
    office.rzps2 = unit(office.centre, "RZPS Nr 2", office.hr, symbol="R2", parent=office.top, rank=1)
    office.head1 = position(office.rzps1, "kierownik RZPS Nr 1", office.hr, leads=True)
    office.head2 = position(office.rzps2, "kierownik RZPS Nr 2", office.hr, leads=True)
    office.workers = position(office.rzps1, "pracownik socjalny", office.hr, fte="12", key_post=key_post())
    office.anna = factories.person(office.centre, "Anna Zatrudniona")
    employ(office.workers, office.anna, Decimal(1), SINCE, by=office.hr)
    office.variant = drawn(office.centre, office.hr)
    return office


def test_a_variant_begins_as_the_structure_of_the_day(old):
    [proposed] = reading.proposals([old.variant], DAY)
    assert [node.term.name for node in proposed] == ["Dyrektor", "RZPS Nr 1", "RZPS Nr 2"]
    assert (said(old.variant), old.variant.status, proposed.fte) == ([], "working", Decimal("14.00"))


def reshape(old):
    """The new Regulamin."""
    variant, hr = old.variant, old.hr
    change_unit(variant, "RZPS Nr 1", hr, name="Zespół ds. Pracy Socjalnej", symbol="ZPS")
    team = actions.propose_unit(
        variant,
        {"name": "Zespół ds. Świadczeń", "symbol": "ZS", "parent": variant.units.get(name="Dyrektor"), "rank": 2},
        by=hr,
    )
    change_position(variant, "kierownik RZPS Nr 2", hr, unit=team)
    actions.remove_proposed_unit(variant.units.get(name="RZPS Nr 2"), by=hr)
    change_position(variant, "pracownik socjalny", hr, fte=Decimal(8))
    benefits = key_post("pracownik ds. świadczeń")
    new_position(variant, "Zespół ds. Świadczeń", "pracownik ds. świadczeń", hr, fte=Decimal(4), key_post=benefits)
    return variant


def test_what_changes_is_said_with_the_moved_as_moved(old):
    assert said(reshape(old)) == [
        ("Nowe", "Komórka „Zespół ds. Świadczeń”, pod „Dyrektor”."),
        ("Nowe", "Stanowisko „pracownik ds. świadczeń” w komórce „Zespół ds. Świadczeń”: 4 etaty, "
                 "stanowisko kluczowe: pracownik ds. świadczeń."),
        ("Zniesione", "Komórka „RZPS Nr 2”."),
        ("Przeniesione", "Stanowisko „kierownik RZPS Nr 2” (1 etat): z komórki „RZPS Nr 2” do „Zespół ds. Świadczeń”."),
        ("Przemianowane", "Komórka „RZPS Nr 1” otrzymuje nazwę „Zespół ds. Pracy Socjalnej”."),
        ("Zmiana liczby etatów", "Stanowisko „pracownik socjalny” (Zespół ds. Pracy Socjalnej): "
                                 "było 12 etatów, będzie 8 etatów (−4 etaty)."),
        ("Symbole i kolejność", "Komórka „Zespół ds. Pracy Socjalnej”: symbol był „R1”, będzie „ZPS”."),
    ]  # fmt: skip


def test_another_head_and_a_moved_unit_are_said_once(old):
    change_position(old.variant, "kierownik RZPS Nr 1", old.hr, leads=False)
    change_position(old.variant, "pracownik socjalny", old.hr, leads=True)
    change_unit(old.variant, "RZPS Nr 2", old.hr, parent=old.variant.units.get(name="RZPS Nr 1"))
    assert said(old.variant) == [
        ("Przeniesione", "Komórka „RZPS Nr 2”: było pod „Dyrektor”, będzie pod „RZPS Nr 1”."),
        ("Zmiana kierującego", "Komórka „RZPS Nr 1”: kierowało stanowisko „kierownik RZPS Nr 1”, "
                               "będzie kierować „pracownik socjalny”."),
    ]  # fmt: skip


def test_sums_by_key_post_before_and_after(old):
    beside = reading.beside(reshape(old), DAY)
    assert [(str(one.key_post), one.before, one.after) for one in beside.sums] == [
        ("pracownik socjalny", 12, 8), ("pracownik ds. świadczeń", 0, 4), ("None", 2, 2),
    ]  # fmt: skip


def test_a_proposal_changes_nothing_in_the_centre(old):
    before = outline(old.centre, DAY)
    reshape(old)
    assert outline(old.centre, DAY) == before


def test_introduced_from_a_day_it_is_the_structure_from_that_day_on(old):
    variant, past = reshape(old), outline(old.centre, BEFORE)
    introduced(variant, DAY, old.hr)

    assert outline(old.centre, BEFORE) == past
    assert outline(old.centre, DAY) == [
        "Dyrektor",
        "  Zespół ds. Pracy Socjalnej: kierownik RZPS Nr 1 1*, pracownik socjalny 8",
        "  Zespół ds. Świadczeń: kierownik RZPS Nr 2 1*, pracownik ds. świadczeń 4",
    ]
    assert said(variant) == []
    variant.refresh_from_db()
    assert (variant.status, variant.introduced_on, variant.closed_by) == ("introduced", DAY, old.hr)
    assert AuditEvent.objects.filter(centre_id=old.centre.pk).latest("sequence").verb == "variant.introduced"
    post = structure.posts_on(old.centre, DAY, position=old.workers.pk)[0]
    assert post.names == "Anna Zatrudniona"


def test_what_did_not_change_gets_no_new_term(old):
    introduced(reshape(old), DAY, old.hr)
    assert old.top.terms.count() == old.head1.terms.count() == 1
    assert (old.rzps1.terms.count(), old.rzps2.terms.count()) == (3, 2)


def test_heads_change_places_in_one_deed(old):
    first, second = (old.variant.units.get(name=f"RZPS Nr {n}") for n in (1, 2))
    change_position(old.variant, "kierownik RZPS Nr 1", old.hr, unit=second, leads=False)
    change_position(old.variant, "kierownik RZPS Nr 2", old.hr, unit=first)
    with pytest.raises(DomainError):
        new_position(old.variant, "RZPS Nr 1", "drugi kierownik", old.hr, leads=True)
    change_position(old.variant, "kierownik RZPS Nr 1", old.hr, leads=True)
    introduced(old.variant, DAY, old.hr)
    assert outline(old.centre, DAY)[1:] == [
        "  RZPS Nr 1: kierownik RZPS Nr 2 1*, pracownik socjalny 12",
        "  RZPS Nr 2: kierownik RZPS Nr 1 1*",
    ]


def test_who_sits_on_a_dropped_position_is_named_first(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    before = list(UnitTerm.objects.order_by("pk").values()) + list(PositionTerm.objects.order_by("pk").values())
    assert refused(introduced, old.variant, DAY, old.hr) == (
        "Na stanowiskach, których nie ma w wariancie, są zatrudnieni: Anna Zatrudniona („pracownik socjalny”). "
        "Najpierw przenieś te osoby albo zakończ ich zatrudnienie na tych stanowiskach."
    )
    assert list(UnitTerm.objects.order_by("pk").values()) + list(PositionTerm.objects.order_by("pk").values()) == before
    assert Variant.objects.get(pk=old.variant.pk).status == "working"
    end_employment(old.workers, old.anna, DAY, by=old.hr)
    introduced(old.variant, DAY, old.hr)
    assert outline(old.centre, DAY)[1] == "  RZPS Nr 1: kierownik RZPS Nr 1 1*"


def test_later_changes_are_not_swept_away(old):
    change_unit(old.variant, "RZPS Nr 2", old.hr, name="Nowa nazwa")
    change_own_unit(old.top, {"name": "Dyrekcja"}, datetime.date(2019, 6, 1), by=old.hr)
    assert "Po tym dniu struktura już się zmienia: 1 czerwca 2019 r." in refused(introduced, old.variant, DAY, old.hr)


def test_a_variant_that_changes_nothing_is_not_introduced(old):
    assert refused(introduced, old.variant, DAY, old.hr) == "Struktura z tego dnia jest już taka jak w wariancie."


def test_what_was_read_is_what_is_introduced(old):
    variant = reshape(old)
    shown = reading.beside(variant, DAY).fingerprint
    change_position(variant, "pracownik socjalny", old.hr, fte=Decimal(9))
    assert refused(actions.introduce_variant, variant, DAY, shown, by=old.hr).startswith(
        "Wariant albo struktura zmieniły się, odkąd ta strona została otwarta."
    )


def test_a_guard_of_the_structure_refuses_the_whole(old):
    """A position that begins only later stands in a unit that the variant drops."""
    actions.remove_proposed_unit(old.variant.units.get(name="RZPS Nr 2"), whole=True, by=old.hr)
    later = Unit.objects.create(centre=old.centre)
    UnitTerm.objects.create(
        unit=later, parent=old.rzps2, name="Przyszła", since_on=DAY, recorded_at="2018-01-01T00:00Z", recorded_by=old.hr
    )
    before = outline(old.centre, DAY)
    shown = reading.beside(old.variant, BEFORE).fingerprint
    with pytest.raises(DomainError), transaction.atomic():
        actions.introduce_variant(old.variant, BEFORE, shown, by=old.hr)
    assert (outline(old.centre, DAY), Variant.objects.get(pk=old.variant.pk).status) == (before, "working")


def test_removing_a_unit_says_where_its_own_go(old):
    first = old.variant.units.get(name="RZPS Nr 1")
    assert refused(actions.remove_proposed_unit, first, by=old.hr) == (
        "W tej komórce coś jest. Wskaż, dokąd to przenieść, albo usuń ją z zawartością."
    )
    second = old.variant.units.get(name="RZPS Nr 2")
    actions.remove_proposed_unit(first, second, by=old.hr)
    assert sorted(second.positions.values_list("name", "leads")) == [
        ("kierownik RZPS Nr 1", False), ("kierownik RZPS Nr 2", True), ("pracownik socjalny", False),
    ]  # fmt: skip


def test_what_was_removed_can_come_back_as_itself(old):
    actions.remove_proposed_unit(old.variant.units.get(name="RZPS Nr 1"), whole=True, by=old.hr)
    assert refused(actions.restore_position, old.variant, old.workers, by=old.hr) == (
        "Wariant nie ma komórki tego stanowiska. Najpierw ją przywróć."
    )
    actions.restore_unit(old.variant, old.rzps1, by=old.hr)
    for one in (old.workers, old.head1):
        actions.restore_position(old.variant, one, by=old.hr)
    assert said(old.variant) == []


def test_a_unit_does_not_stand_under_itself(old):
    inner = old.variant.units.get(name="RZPS Nr 1")
    assert refused(change_unit, old.variant, "Dyrektor", old.hr, parent=inner) == (
        "Komórka „Dyrektor” podlegałaby sama sobie."
    )


def test_two_people_do_not_overwrite_one_another(old):
    row = old.variant.positions.get(name="pracownik socjalny")
    shown = rules.seen(row)
    change_position(old.variant, "pracownik socjalny", old.hr, fte=Decimal(9))
    data = {key: getattr(row, key) for key in ("unit", "name", "symbol", "fte", "key_post", "leads")} | {
        "fte": Decimal(10)
    }
    assert refused(actions.change_proposed_position, row, data, shown, by=old.hr) == (
        "W międzyczasie zmienił to ktoś inny. Teraz jest to: „pracownik socjalny” w komórce „RZPS Nr 1”. "
        "Jeśli ma być tak, jak w formularzu, zapisz jeszcze raz."
    )
    assert old.variant.positions.get(name="pracownik socjalny").fte == 9


def test_the_usual_new_structure_is_a_start(old):
    actions.propose_usual_units(old.variant, by=old.hr)
    names = list(old.variant.units.filter(parent__name="Dyrektor").values_list("name", flat=True))
    assert names == ["RZPS Nr 1", "RZPS Nr 2", *rules.USUAL]
    assert refused(actions.propose_usual_units, old.variant, by=old.hr) == "Wariant ma już wszystkie te komórki."


def test_a_dropped_variant_stays_with_its_reason_and_changes_no_more(old):
    actions.drop_variant(old.variant, "Wybrano inny.", by=old.hr)
    old.variant.refresh_from_db()
    assert (old.variant.status, old.variant.closed_why) == ("dropped", "Wybrano inny.")
    assert refused(change_unit, old.variant, "RZPS Nr 1", old.hr, name="X") == DECIDED
    assert "stan to „odłożony”" in refused(introduced, old.variant, DAY, old.hr)


def test_only_kadry_of_the_centre_propose(old):
    stranger = factories.user_of(factories.person(factories.centre(), roles=["hr"]))
    for who in (old.employee, stranger):
        assert refused(drawn, old.centre, who) == "Strukturę organizacyjną prowadzą kadry ośrodka."
        assert refused(change_unit, old.variant, "RZPS Nr 1", who, name="X") == (
            "Strukturę organizacyjną prowadzą kadry ośrodka."
        )


STATEMENTS = {
    "a unit of a decided one": "UPDATE organisation_variantunit SET name = 'X'",
    "a position of a decided one": "DELETE FROM organisation_variantposition",
    "its day": "UPDATE organisation_variant SET drawn_from_on = '2001-01-01'",
    "back to work": "UPDATE organisation_variant SET status = 'working', closed_by_id = NULL, closed_at = NULL",
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_the_database_keeps_what_was_decided(old, what):
    actions.drop_variant(old.variant, "Nie.", by=old.hr)
    with pytest.raises(InternalError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[what])


def test_rows_of_another_centre_have_no_place_in_a_variant(old):
    other = factories.centre()
    theirs = factories.user_of(factories.person(other, roles=["hr"]))
    foreign = unit(other, "Obca", theirs)
    with pytest.raises(InternalError, match="muszą do siebie należeć"), transaction.atomic():
        old.variant.units.create(unit=foreign, name="Obca")


def test_variants_are_compared_with_one_another(old):
    actions.propose_usual_units(old.variant, by=old.hr)
    second = drawn(old.centre, old.hr, "Wersja 2")
    actions.propose_usual_units(second, by=old.hr)
    change_position(second, "pracownik socjalny", old.hr, fte=Decimal(6), unit=second.units.get(name=rules.USUAL[2]))

    comparison = reading.compared([old.variant, second], old.centre, DAY)
    assert comparison.counts == [("Komórki", [3, 7, 7]), ("Stanowiska", [3, 3, 3])]
    assert comparison.rows[:2] == [("Etaty razem", [14, 14, 8]), ("pracownik socjalny", [12, 12, 6])]
    [(_, groups)] = comparison.differences
    assert [(label, [plain(one.words) for one in own]) for label, own in groups] == [
        ("W innym miejscu", ["Stanowisko „pracownik socjalny” (6 etatów): z komórki „RZPS Nr 1” do "
                          "„Zespół ds. Pracy Socjalnej”."]),
        ("Inna liczba etatów", ["Stanowisko „pracownik socjalny” (Zespół ds. Pracy Socjalnej): było 12 etatów, "
                                  "będzie 6 etatów (−6 etatów)."]),
    ]  # fmt: skip


def test_needs_stand_against_the_posts_of_the_variant(old):
    value(old.centre, "inhabitants", "20000", old.hr)
    beside = reading.beside(reshape(old), DAY)
    [line, _] = reading.staffing_of(beside.proposed, old.centre).ratios
    assert (plain(line.need.formula), line.actual.planned, plain(line.gap_words)) == (
        "20 000 : 2000 = 10 etatów", Decimal(8), "brakuje: 2 etaty",
    )  # fmt: skip


def test_what_has_changed_since_the_variant_was_drawn_is_said(old):
    day = datetime.date(2019, 6, 1)
    change_own_unit(old.rzps2, {"name": "RZPS Nr 2 – Północ"}, day, by=old.hr)
    assert [plain(one.words) for one in reading.drift(reading.beside(old.variant, day))] == [
        "Komórka „RZPS Nr 2” otrzymuje nazwę „RZPS Nr 2 – Północ”."
    ]
    assert reading.drift(reading.beside(old.variant, DAY)) == []


def test_a_unit_closed_meanwhile_opens_again_from_the_day(old):
    change_position(
        old.variant, "kierownik RZPS Nr 2", old.hr, unit=old.variant.units.get(name="RZPS Nr 1"), leads=False
    )
    close_position(old.head2, DAY, by=old.hr)
    close_unit(old.rzps2, DAY, by=old.hr)
    introduced(old.variant, DAY, old.hr)
    assert [line.split(":")[0].strip() for line in outline(old.centre, DAY)] == ["Dyrektor", "RZPS Nr 1", "RZPS Nr 2"]


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def test_hr_plays_it_through_the_pages(old):
    client = client_of(old.hr)
    answer = client.post("/organizacja/warianty/nowy/", {"name": "Projekt B", "description": "", "day": "1.03.2019"})
    variant = Variant.objects.get(name="Projekt B")
    assert answer.url == variant.get_absolute_url()
    row = variant.units.get(name="RZPS Nr 2")
    path = f"{answer.url}komorki/{row.pk}/"
    assert f'name="seen" value="{rules.seen(row)}"' in client.get(path).content.decode()
    sent = {"name": "Zespół ds. Usług", "symbol": "ZU", "parent": row.parent_id, "rank": "1"}
    stale = client.post(path, sent | {"seen": "dawny"})
    assert "W międzyczasie zmienił to ktoś inny" in plain(stale.content.decode())
    assert f'name="seen" value="{rules.seen(row)}"' in stale.content.decode()
    client.post(path, sent | {"seen": rules.seen(row)})
    page = plain(client.get(answer.url).content.decode())
    assert "Komórka „RZPS Nr 2” otrzymuje nazwę „Zespół ds. Usług”." in page

    path = f"{answer.url}wprowadz/"
    page = client.get(f"{path}?dzien=1.03.2019")
    shown = page.context["beside"].fingerprint
    client.post(path, {"dzien": "2019-03-01", "shown": shown})
    assert "  Zespół ds. Usług: kierownik RZPS Nr 2 1*" in outline(old.centre, DAY)
    assert client.get(path).status_code == 404
    assert client.get(answer.url).status_code == 200


def test_the_introduction_names_who_must_be_settled(old):
    actions.remove_proposed_position(old.variant.positions.get(name="pracownik socjalny"), by=old.hr)
    page = plain(
        client_of(old.hr).get(f"/organizacja/warianty/{old.variant.pk}/wprowadz/?dzien=1.03.2019").content.decode()
    )
    assert "Najpierw te osoby" in page
    assert f"/organizacja/stanowiska/{old.workers.pk}/osoby/{old.anna.pk}/zakoncz/" in page
    assert "Wprowadź strukturę od" not in page


def test_the_page_asks_as_much_for_many_units_as_for_one(old, django_assert_max_num_queries):
    client, path = client_of(old.hr), f"/organizacja/warianty/{old.variant.pk}/"

    def asked(address):
        with django_assert_max_num_queries(20) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    pages = [path, f"{path}?dzien=2019-03-01", "/organizacja/warianty/", "/organizacja/warianty/porownanie/"
             f"?w={old.variant.pk}", f"{path}wprowadz/?dzien=2019-03-01"]  # fmt: skip
    [asked(one) for one in pages]
    alone = [asked(one) for one in pages]
    for number in range(100):
        made = unit(old.centre, f"Dział {number}", old.hr, parent=old.top)
        posted = position(made, f"inspektor {number}", old.hr, key_post=key_post("pracownik ds. świadczeń"))
        employ(posted, factories.person(old.centre), Decimal(1), SINCE, by=old.hr)
        row = old.variant.units.create(unit=made, parent=old.variant.units.get(name="Dyrektor"), name=f"Dział {number}")
        old.variant.positions.create(unit=row, position=posted, name=f"inspektor {number}")
    assert [asked(one) for one in pages] == alone
    assert max(alone) <= 17, alone


@pytest.mark.parametrize("changed", [False, True])
def test_the_printed_variant_passes_the_gate(old, changed):
    variant = reshape(old) if changed else old.variant
    variant = Variant.objects.select_related("centre").get(pk=variant.pk)
    printed = render_pdf(render_html("pdf/variant.html", pdf.context_of(reading.beside(variant, DAY))))
    assert_gate(printed)
    assert ("Komórka „RZPS Nr 1” otrzymuje nazwę" in normal(pdf_text(printed))) == changed
