"""Publishing and withdrawing, with the real renderer and reader of PDFs."""

import datetime
import io
import threading

import pikepdf
import pytest
from django.db import connection, transaction
from django.utils import timezone

from apps.accounts.models import Person
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.documents import rendering
from apps.documents.models import FrozenDocument
from apps.documents.reading import stored_bytes
from apps.publication import actions, reading
from apps.publication.checking import left_in_pdf
from apps.publication.leaving_out import MARKER, LeavingOut, strings
from apps.publication.mentions import Named
from apps.publication.models import Publication
from apps.publication.offer import Said, offer, others_named, people_of, usual
from tests import factories
from tests.factories.publications import public_order, publication, withdrawal
from tests.gate import assert_gate, body_text, bookmarks, pdf_text
from tests.guards import attempt, ignoring_everything

MEMBERS = ["Barbara Modelowa", "Piotr Szablonowy"]
JUNE = datetime.date(2018, 6, 11)


def publish(issued, by, said=None, **changed):
    said = said or Said(**vars(usual(issued)) | changed)
    return actions.publish_order(issued, said, by=by, shown_hash=offer(issued, said, by).hash)


def test_the_public_file_names_functions_and_nobody_else(centre, director, team):
    issued = public_order(centre, team, more=["Barbarze Modelowej powierza się obsługę."])
    made = publish(issued, director)
    pdf = stored_bytes(made.document)
    said = pdf_text(pdf)
    assert [name in said for name in ["Anna Przykładowa, kierownik", "Maria Testowa", *MEMBERS, "Modelowej"]] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert said.count(MARKER) == 4  # two entries, a sentence, the notice
    assert "Jawność w tym zakresie wyłączyła Dorota Dyrektorska." in body_text(pdf)
    assert_gate(pdf, pages=1)


def test_no_name_is_left_beside_the_text_either(centre, director, team):
    issued = public_order(centre, team, subject="powołania Zespołu Barbary Modelowej")
    made = publish(issued, director)
    pdf = stored_bytes(made.document)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        beside = f"{opened.docinfo.get('/Title')} {opened.Root.Metadata.read_bytes().decode()} {bookmarks(pdf)}"
    kept = " ".join(strings([beside, made.text, made.exclusion, made.document.title, made.note]))
    assert [word in kept for word in ["Barbar", "Modelow", "Szablonow"]] == [False] * 3
    assert made.document.title == f"w sprawie powołania Zespołu {MARKER}"


def test_what_is_kept_says_who_when_and_what(centre, director, team):
    issued = public_order(centre, team)
    before = timezone.now()
    made = publish(issued, director)
    assert (made.produced_by, made.produced_on, made.entered_by, made.without_members, made.note) == (
        "Dorota Dyrektorska, Dyrektor", JUNE, "Dorota Dyrektorska", True, "",
    )  # fmt: skip
    assert before <= made.published_at <= timezone.now()
    assert (made.document.kind, made.document.number, made.document.dated_on) == ("public", issued.number_text, JUNE)
    event = AuditEvent.objects.order_by("-pk").first()
    assert (event.verb, event.object_id, event.data) == (
        "order.published", issued.order_id, {"document": made.document.code, "without": True},
    )  # fmt: skip


def test_with_the_names_nothing_is_left_out(centre, director, team):
    made = publish(public_order(centre, team), director, without_members=False)
    assert (made.text, made.exclusion) == (made.issued_order.text, "")
    assert all(name in pdf_text(stored_bytes(made.document)) for name in MEMBERS)


def test_words_of_the_publisher_are_left_out(centre, director):
    issued = public_order(centre, more=["Opiekę nad wnioskiem obejmuje Felicja Prywatna."])
    made = publish(issued, director, words=("Felicja Prywatna",))
    assert "Prywatna" not in pdf_text(stored_bytes(made.document))
    assert made.exclusion.startswith(f"W miejscach oznaczonych „{MARKER}” pominięto dane osób fizycznych. ")


def test_people_of_the_centre_who_are_still_named_are_pointed_out(centre, director, team):
    issued = public_order(centre, team, more=["Protokół pisze Felicja Prywatna."])
    factories.person(centre, "Felicja Prywatna")
    assert others_named(offer(issued, usual(issued), director)) == ["„Felicja Prywatna” (§ 2)"]


def test_an_amending_order_leaves_out_members_of_the_order_it_quotes(centre, director, team):
    base = public_order(centre, team)
    quotes = "W § 1 uchyla się lit. c – Barbara Modelowa, a Piotr Szablonowy zostaje sekretarzem"
    people = [(Person.objects.get(last_name="Szablonowy"), "secretary")]
    amending = public_order(centre, people, more=[quotes], amends={"order": base.order_id, "provision": "§ 2"})
    hidden, shown = people_of(amending)
    assert [one.name for one in hidden] == ["Barbara Modelowa"]
    assert [one.name for one in shown] == ["Piotr Szablonowy", "Anna Przykładowa", "Maria Testowa"]
    assert "Modelowa" not in str(offer(amending, usual(amending), director).text)
    assert [one.name for one in people_of(base)[0]] == MEMBERS


def test_what_was_not_shown_is_not_published(centre, director, team):
    issued = public_order(centre, team)
    with pytest.raises(actions.ChangedSinceShown):
        actions.publish_order(issued, usual(issued), by=director, shown_hash="0" * 64)
    assert Publication.objects.count() == FrozenDocument.objects.filter(kind="public").count() == 0


def test_a_name_left_in_the_file_stops_the_publication(centre, director, team, monkeypatch):
    """The template is made to print what it should not: the last check reads the finished file."""
    issued = public_order(centre, team)
    real = rendering.render_html
    leak = "<p>Sporządziła Barbara Modelowa</p></article>"
    monkeypatch.setattr(rendering, "render_html", lambda *said: real(*said).replace("</article>", leak))
    with pytest.raises(DomainError, match="strona 1: Barbara Modelowa"):
        publish(issued, director)
    assert Publication.objects.count() == 0


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>1 maja<p>Z Barbarą Modelową", ["strona 1: Barbarą Modelową"]),
        ("<p>1 maja<p>Bar bara Mode lowa", ["strona 1: Barbara Modelowa"]),
        ("<h1>1 maja</h1><p>Anna Przykładowa", []),
        ("<p>nic", ["z gotowego pliku nie dało się odczytać tekstu"]),
    ],
)
def test_a_finished_file_is_read_back(html, found):
    pdf = rendering.render_pdf(f"<html lang=pl><title>T</title>{html}")
    looking = LeavingOut((Named("Barbara Modelowa"),), (Named("Anna Przykładowa"),))
    assert left_in_pdf(pdf, looking, "1 maja") == found


def test_words_that_every_document_bears_name_nobody():
    pdf = rendering.render_pdf("<html lang=pl><title>T</title><p>1 maja<p>Program Polska Cyfrowa")
    looking = LeavingOut((Named("Jan Polski"),))
    assert left_in_pdf(pdf, looking, "1 maja") == ["strona 1: Polska"]
    assert left_in_pdf(pdf, looking, "1 maja", ["Program Polska Cyfrowa"]) == []


def test_what_is_no_pdf_was_not_read():
    assert left_in_pdf(b"%PDF-1.7 broken", LeavingOut(), "1 maja") == ["z gotowego pliku nie dało się odczytać tekstu"]


def test_two_publications_at_once_make_two_versions(transactional_db):
    """The second waits for the first, and is then asked what changed."""
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    issued, said_why = public_order(centre), []

    def one():
        try:
            publish(issued, director)
        except DomainError as refusal:
            said_why.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (Publication.objects.count(), said_why) == (1, ["Napisz, co się zmieniło od poprzedniej wersji."])


def test_metadata_are_read_back_too():
    pdf = rendering.render_pdf("<html lang=pl><title>Lista Barbary Modelowej</title><p>1 maja")
    assert left_in_pdf(pdf, LeavingOut((Named("Barbara Modelowa"),)), "1 maja") == ["opis pliku: Barbary Modelowej"]


@pytest.mark.parametrize(("roles", "may"), [(["hr"], True), (["admin"], False), (["legal"], False), ([], False)])
def test_who_may_publish_and_withdraw(centre, team, roles, may):
    issued = public_order(centre, team)
    someone = factories.user_of(factories.person(centre, "Ktoś Inny", roles=roles))
    if may:
        assert actions.withdraw(publish(issued, someone), "Omyłka.", "", by=someone).withdrawn_by == someone
        return
    with pytest.raises(DomainError, match="publikuje dyrektor albo pracownik kadr"):
        publish(issued, someone)
    with pytest.raises(DomainError, match="wycofuje dyrektor albo pracownik kadr"):
        actions.withdraw(publication(issued), "Omyłka.", "", by=someone)


def test_another_centre_may_not(centre, team):
    stranger = factories.user_of(factories.person(factories.centre(), "Feliks Obcy", roles=["director"]))
    with pytest.raises(DomainError):
        publish(public_order(centre, team), stranger)


def test_a_next_version_says_what_changed(centre, director, team):
    issued = public_order(centre, team)
    first = publish(issued, director, without_members=False)
    with pytest.raises(DomainError, match="Napisz, co się zmieniło"):
        publish(issued, director)
    second = publish(issued, director, note="Pominięto dane członków.")
    assert reading.latest(issued) == second
    told = [(event.what, event.note) for event in reading.history_of(issued)]
    assert told == [("Opublikowano wersję 2.", "Pominięto dane członków."), ("Opublikowano zarządzenie.", "")]
    with pytest.raises(Exception, match="Wycofać można tylko bieżącą wersję"), transaction.atomic():
        withdrawal(first)


def test_withdrawal_leaves_the_entry_with_its_reason(centre, director, team):
    made = publish(public_order(centre, team), director)
    actions.withdraw(made, " Omyłka w załączniku. ", "art. 5 ust. 2 ustawy", by=director)
    [withdrawn, published] = reading.history_of(made.issued_order)
    assert (withdrawn.what, withdrawn.who, withdrawn.note) == (
        "Wycofano publikację.", "Dorota Dyrektorska", "Omyłka w załączniku. art. 5 ust. 2 ustawy.",
    )  # fmt: skip
    assert published.what == "Opublikowano zarządzenie."
    with pytest.raises(DomainError, match="już wycofano"):
        actions.withdraw(made, "Jeszcze raz.", "", by=director)


def test_an_order_entered_without_text_is_not_published(centre, director):
    issued = factories.issued_order(centre, effects={})
    with pytest.raises(DomainError, match="Skanu program nie publikuje"):
        publish(issued, director)


# The database


@pytest.mark.parametrize("table", ["publication_publication", "publication_withdrawal"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_application_cannot_change_what_was_published(as_app_role, table, statement):
    refused = attempt(as_app_role, statement.format(table), before=ignoring_everything())
    assert refused == f"permission denied for table {table}"


ROW = """INSERT INTO publication_publication (centre_id, issued_order_id, document_id, without_members, produced_by,
 produced_on, entered_by, published_by_id, published_at, note, text, exclusion)
 SELECT {centre}, issued_order_id, {document}, false, 'x', '2018-06-11', 'x', published_by_id, {at}, '', '{{}}', ''
 FROM publication_publication WHERE id = {like}"""


@pytest.mark.parametrize(
    ("forged", "refusal"),
    [
        ({"at": "now() - interval '1 day'"}, "Chwila publikacji nie jest chwilą, w której się ona odbywa."),
        ({"document": "order"}, "Publikuje się wersję publiczną dokumentu."),
        ({"centre": "foreign"}, "Publikacja, zarządzenie i plik są z jednego ośrodka."),
    ],
)
def test_the_database_refuses_a_publication_that_is_not_what_it_says(as_app_role, forged, refusal):
    made = publication(public_order(factories.centre()))
    names = {"order": made.issued_order.document_id, "foreign": factories.centre().pk}
    usual = {"centre": made.centre_id, "document": _another_public_file(made).pk, "at": "now()", "like": made.pk}
    row = usual | {key: names.get(value, value) for key, value in forged.items()}
    assert attempt(as_app_role, ROW.format(**row), before=ignoring_everything()) == refusal


def _another_public_file(made):
    document = FrozenDocument.objects.get(pk=made.document_id)
    document.pk, document.code = None, rendering.new_code()
    document.save(force_insert=True)
    return document
