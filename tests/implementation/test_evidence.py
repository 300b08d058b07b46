"""The register: numbers, versions, what is refused, what stays."""

import hashlib
import threading

import pytest
from django.db import DatabaseError, connection, transaction

from apps.core.errors import DomainError
from apps.documents.models import Blob
from apps.implementation import citations
from apps.implementation.actions import move_task
from apps.implementation.evidence import reading
from apps.implementation.evidence.actions import Said, add_evidence, replace_evidence, withdraw_evidence
from apps.implementation.models import Evidence, EvidenceVersion, TaskEvidence
from tests.factories.implementation import BEGUN, pdf, scene, statement, tool
from tests.factories.implementation import filed as in_the_register
from tests.guards import attempt

pytestmark = pytest.mark.django_db


def filed(mine, words="dowód", **more):
    return in_the_register(mine.pilot, words, by=mine.director, **more)


def numbers(mine):
    return [str(one) for one in mine.pilot.evidence.order_by("number")]


def test_pieces_are_numbered_in_their_pilot(mine):
    other = scene()
    statement(other)
    filed(mine)
    link = Said("Strona", BEGUN, content=pdf("kopia"), file_name="kopia.pdf", address="https://example.org/strona")
    add_evidence(mine.pilot, "link", link, by=mine.hr, tool=tool())
    statement(mine)

    assert (numbers(mine), numbers(other)) == (["D1", "D2", "D3"], ["D1"])
    assert list(mine.pilot.evidence.values_list("kind", "current__version", "tool__name")) == [
        ("file", 1, None),
        ("link", 1, "Ankieta dla pracowników"),
        ("statement", 1, None),
    ]


def test_a_refused_piece_takes_no_number(mine):
    with pytest.raises(DomainError, match="Tego rodzaju pliku nie można dodać"):
        add_evidence(mine.pilot, "file", Said("Plik", BEGUN, content=b"cokolwiek"), by=mine.director)
    assert str(filed(mine)) == "D1"


def test_hashes_are_those_of_the_file_and_of_the_statement(mine):
    content = pdf()
    versions = [filed(mine).current, statement(mine, "Słowa.").current]

    assert [one.sha256 for one in versions] == [
        hashlib.sha256(content).hexdigest(),
        hashlib.sha256("Słowa.".encode()).hexdigest(),
    ]
    assert Blob.objects.get(pk=versions[0].blob_id).media_type == "application/pdf"


def test_the_same_file_or_statement_is_not_added_twice(mine):
    filed(mine)
    with pytest.raises(DomainError, match="jest już w rejestrze jako dowód D1"):
        filed(mine)


def test_a_next_version_leaves_the_one_before_as_it_was(mine):
    piece = filed(mine)
    said = Said("Lista, uzupełniona", BEGUN, file_name="nowa.pdf", content=pdf("nowa"), change_note="Drugie spotkanie.")
    replace_evidence(piece, said, seen=1, by=mine.director)

    told = list(piece.versions.values_list("version", "title", "file_name", "change_note"))
    assert told == [
        (2, "Lista, uzupełniona", "nowa.pdf", "Drugie spotkanie."),
        (1, "Lista obecności", "lista.pdf", ""),
    ]
    piece.refresh_from_db()
    assert piece.current.version == 2


def test_a_version_without_a_new_file_keeps_the_one_before(mine):
    piece = filed(mine)
    made = replace_evidence(piece, Said("Inny tytuł", BEGUN, change_note="Tytuł."), seen=1, by=mine.director)

    assert (made.blob_id, made.file_name) == (piece.versions.get(version=1).blob_id, "lista.pdf")


@pytest.mark.parametrize(
    ("seen", "note", "why"), [(2, "Zmiana.", "W międzyczasie dodano wersję 1"), (1, " ", "Napisz, co zmieniono")]
)
def test_what_a_next_version_must_say(mine, seen, note, why):
    piece = filed(mine)
    with pytest.raises(DomainError, match=why):
        replace_evidence(piece, Said("Tytuł", BEGUN, change_note=note), seen=seen, by=mine.director)


def test_who_adds_and_who_keeps(mine):
    adds = {
        name: _may(statement, mine, name, by=getattr(mine, name)) for name in ("hr", "member", "employee", "expert")
    }
    piece = Evidence.objects.get(added_by=mine.member)
    keeps = {
        name: _may(replace_evidence, piece, Said(name, BEGUN, statement=name, change_note="x"), by=getattr(mine, name),
                   seen=EvidenceVersion.objects.filter(evidence=piece).count())
        for name in ("member", "hr", "chair", "coordinator", "director")
    }  # fmt: skip

    assert adds == {"hr": True, "member": True, "employee": False, "expert": False}
    assert keeps == {"member": True, "hr": False, "chair": False, "coordinator": True, "director": True}


def _may(action, *args, **kwargs):
    try:
        return bool(action(*args, **kwargs))
    except DomainError:
        return False


def test_a_withdrawn_piece_stays_readable_and_nothing_points_to_it_anew(mine):
    piece = withdraw_evidence(statement(mine, shows=[mine.workshop]), "Pomyłka.", by=mine.director)

    assert (piece.withdrawn_why, piece.current.statement) == ("Pomyłka.", "Warsztaty odbyły się 3 września.")
    assert list(reading.offered(mine.pilot)) == []
    assert Evidence.objects.visible_to(mine.employee).get() == piece
    with pytest.raises(DomainError, match="został wycofany"):
        replace_evidence(piece, Said("x", BEGUN, statement="y", change_note="z"), seen=1, by=mine.director)
    with pytest.raises(DomainError, match="już wycofany"):
        withdraw_evidence(piece, "Znowu.", by=mine.director)


def test_a_piece_in_a_settled_text_is_not_withdrawn(mine, monkeypatch):
    """Rooms above say what cites; here one that is settled is handed over as they would."""
    place = citations.Place("opinia 2a, część „Ocena”", "/opinie/1/", is_settled=True)
    source = citations.Source(lambda outer: TaskEvidence.objects.none(), lambda piece, user: [place])
    monkeypatch.setattr(citations, "_sources", [source])

    with pytest.raises(DomainError, match="powołuje się na niego: opinia 2a, część „Ocena”"):
        withdraw_evidence(statement(mine), "Pomyłka.", by=mine.director)


def test_wrzos_and_other_centres_see_nothing(mine):
    from tests import factories

    statement(mine)
    for stranger in (factories.wrzos(), factories.operator(), scene().director):
        assert list(Evidence.objects.visible_to(stranger)) == []


# Two at once


@pytest.mark.django_db(transaction=True)
def test_two_who_add_at_once_get_numbers_without_a_gap():
    mine = scene()
    failed = []

    def add(text):
        try:
            statement(mine, text)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=(f"Oświadczenie {n}.",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (failed, numbers(mine)) == ([], ["D1", "D2", "D3", "D4", "D5", "D6"])


@pytest.mark.django_db(transaction=True)
def test_finishing_and_adding_at_once_do_not_wait_for_each_other_for_ever():
    mine = scene()
    failed = []

    def run(deed):
        try:
            deed()
        except DomainError:
            pass  # the second of two who finish
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    def finish(n):
        move_task(mine.pilot, mine.workshop, "finish", by=mine.director, statement=f"Wykonano {n}.")

    def add(n):
        statement(mine, f"Oświadczenie {n}.", shows=[mine.workshop, mine.analysis])

    threads = [
        threading.Thread(target=run, args=(lambda n=n, deed=deed: deed(n),)) for n in range(4) for deed in (finish, add)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (failed, numbers(mine)) == ([], [f"D{n}" for n in range(1, 6)])


# The database's own guards


def deeds_against(mine):
    piece, other = statement(mine), statement(mine, "Inne.")
    gone = withdraw_evidence(statement(mine, "Trzecie."), "Pomyłka.", by=mine.director)
    born = {"added_by": mine.director, "added_at": piece.added_at}
    written = {"title": "x", "dated_on": BEGUN} | born
    said = {"statement": "a", "sha256": hashlib.sha256(b"a").hexdigest()}
    make, version = Evidence.objects.create, EvidenceVersion.objects.create
    of = Evidence.objects.filter
    return {
        "a number with a gap": lambda: make(pilot=mine.pilot, number=9, kind="file", **born),
        "a number taken": lambda: make(pilot=mine.pilot, number=1, kind="file", **born),
        "another number": lambda: of(pk=piece.pk).update(number=4),
        "another pilot": lambda: of(pk=piece.pk).update(pilot=scene().pilot),
        "another kind": lambda: of(pk=piece.pk).update(kind="file"),
        "a version with a gap": lambda: version(evidence=piece, version=3, **written, **said),
        "a version of what is withdrawn": lambda: version(evidence=gone, version=2, **written, **said),
        "a hash of something else": lambda: version(
            evidence=piece, version=2, **written, statement="a", sha256="0" * 64
        ),
        "a version of another kind": lambda: version(
            evidence=piece, version=2, **written, address="https://a.pl", **said
        ),
        "withdrawn no more": lambda: of(pk=gone.pk).update(withdrawn_at=None, withdrawn_by=None),
        "current of another": lambda: (
            of(pk=piece.pk).update(current=None) and of(pk=other.pk).update(current=piece.current)
        ),
        "no version": lambda: make(pilot=mine.pilot, number=4, kind="file", **born),
        "an old version holds": lambda: version(evidence=piece, version=2, **written, **said),
    }  # fmt: skip


REFUSED = {
    "a number with a gap": "idą po kolei",
    "a number taken": "idą po kolei",
    "another number": "Raz zapisane nie zmienia się",
    "another pilot": "Raz zapisane nie zmienia się",
    "another kind": "Raz zapisane nie zmienia się",
    "a version with a gap": "Wersje dowodu idą po kolei",
    "a version of what is withdrawn": "Wycofany dowód nie ma następnych wersji",
    "a hash of something else": "SHA-256 nie zgadza się",
    "a version of another kind": "nie jest tym, czym jest dowód",
    "withdrawn no more": "Wycofany dowód się nie zmienia",
    "current of another": "Obowiązuje ostatnia wersja",
    "no version": "Obowiązuje ostatnia wersja",
    "an old version holds": "Obowiązuje ostatnia wersja",
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_database_has_the_last_word(mine, what):
    deed = deeds_against(mine)[what]
    with pytest.raises(DatabaseError, match=REFUSED[what]), transaction.atomic():
        _to_the_end(deed)


def _to_the_end(deed):
    """With what the database asks at the end of a transaction."""
    deed()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.django_db(transaction=True)
def test_versions_are_written_once_and_pieces_are_not_deleted(as_app_role):
    statement(scene())
    for attack, table in [
        ("UPDATE implementation_evidenceversion SET title = 'x'", "implementation_evidenceversion"),
        ("DELETE FROM implementation_evidenceversion", "implementation_evidenceversion"),
        ("DELETE FROM implementation_evidence", "implementation_evidence"),
        ("DELETE FROM implementation_task", "implementation_task"),
    ]:
        assert attempt(as_app_role, attack) == f"permission denied for table {table}"


# Looking for


def found(mine, **asked):
    return [str(one) for one in reading.register(mine.pilot, reading.Asked(**asked))]


def test_the_register_is_searched_by_number_and_by_words(mine):
    filed(mine, tool=tool())
    statement(mine, "Wyniki ankiety o obciążeniu pracą.", shows=[mine.analysis])
    gone = withdraw_evidence(statement(mine, "Błędne."), "Pomyłka.", by=mine.director)

    asked = {
        "nothing": {},
        "D2": {"sought": "D2"},
        "d 1": {"sought": "d 1"},
        "a number of a withdrawn one": {"sought": "D3"},
        "words": {"sought": "obciazeniu ANKIETY"},
        "kind": {"kind": "file"},
        "tool": {"tool": str(Evidence.objects.get(number=1).tool_id)},
        "product": {"product": "2a"},
        "cited": {"cited": "tak"},
        "uncited": {"cited": "nie"},
        "withdrawn": {"cited": "wycofane"},
        "nonsense": {"kind": "x", "tool": "x", "cited": "x"},
    }
    assert {name: found(mine, **said) for name, said in asked.items()} == {
        "nothing": ["D2", "D1"],
        "D2": ["D2"],
        "d 1": ["D1"],
        "a number of a withdrawn one": [str(gone)],
        "words": ["D2"],
        "kind": ["D1"],
        "tool": ["D1"],
        "product": ["D2"],
        "cited": [],
        "uncited": ["D2", "D1"],
        "withdrawn": ["D3"],
        "nonsense": ["D2", "D1"],
    }
