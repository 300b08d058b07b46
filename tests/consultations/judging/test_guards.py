"""What the database itself refuses, whoever asks."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from apps.consultations.judging import actions
from apps.consultations.models import (
    DocumentAdoption,
    DocumentConfirmation,
    DocumentDissent,
    DocumentOpinion,
    VotedDocumentOpinion,
)
from apps.core import clock
from tests.factories import consultations as made
from tests.factories.judged import AFTER, LAST_DAY, VOTED, judged
from tests.factories.orders import frozen_document
from tests.guards import ignoring_everything

pytestmark = pytest.mark.django_db
S = DocumentOpinion.Status


def refused(write, *, at_commit=False):
    """What the database says to a session that lets no trigger of pgtrigger fire."""
    with pytest.raises(DatabaseError) as said, transaction.atomic():
        _to_the_end(write, at_commit)
    return str(said.value).splitlines()[0]


def _to_the_end(write, at_commit):
    with connection.cursor() as cursor:
        cursor.execute(ignoring_everything())
        write()
        if at_commit:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def row_of(mine):
    return DocumentOpinion.objects.filter(pk=mine.opinion.pk)


def test_only_a_team_that_was_asked_has_an_opinion():
    mine = made.scene()
    version, now = made.sent(mine, teams=[mine.team]), timezone.now()
    said = {"started_by": mine.chair, "started_at": now, "edited_by": mine.chair, "edited_at": now}

    strange = refused(lambda: DocumentOpinion.objects.create(of_version=version, team=mine.other_team, **said))
    made.to(version, "withdrawn")
    late = refused(lambda: DocumentOpinion.objects.create(of_version=version, team=mine.team, **said))

    assert strange == late == "Opinię wydaje zespół, którego o nią poproszono, o wersji, która jest w opiniowaniu."


@pytest.mark.parametrize("status", [S.VOTING, S.ADOPTED, S.CONFIRMED])
@pytest.mark.parametrize("change", [{"body": "<p>x</p>"}, {"conclusion": "negative"}])
def test_words_rest_while_they_are_voted_on_and_after(status, change):
    mine = judged(status=status)

    said = refused(lambda: row_of(mine).update(**change))

    assert said == "Treści opinii nie można już zmienić: trwa głosowanie albo opinia została przyjęta."


def test_words_do_not_change_in_the_same_breath_as_the_vote_opens():
    mine = judged()
    assert "Treści opinii nie można" in refused(lambda: row_of(mine).update(status="voting", body="<p>x</p>"))


@pytest.mark.parametrize(("status", "claims"), [(S.WORKING, "voting"), (S.VOTING, "working")])
def test_a_state_without_its_proof_is_refused_at_commit(status, claims):
    mine = judged(status=status)

    said = refused(lambda: row_of(mine).update(status=claims), at_commit=True)

    assert said.startswith(f"Stan „{claims}” opinii o dokumencie {mine.opinion.pk} nie ma potwierdzenia")


def test_a_confirmation_without_the_state_is_refused_at_commit():
    mine = judged(status=S.ADOPTED)
    paper = frozen_document(mine.centre, "document_opinion")

    def write():
        DocumentConfirmation.objects.create(
            adoption=mine.opinion.adoption, document=paper, confirmed_at=timezone.now(), confirmed_by=mine.chair
        )

    assert "nie ma potwierdzenia" in refused(write, at_commit=True)


def test_what_is_voted_on_is_what_the_ballot_and_the_opinion_say():
    mine = judged(status=S.VOTING)
    voted = mine.opinion.voted.get()
    other = judged(mine, S.VOTING, version=made.sent(mine, document=made.expert_document(mine, "Inny"),
                                                      deadline=datetime.date(2018, 8, 31)))  # fmt: skip
    ballot = other.opinion.voted.get().ballot

    def stolen(**said):
        fields = {"opinion": voted.opinion, "ballot": ballot, "content": voted.content, "content_hash": "0" * 64} | said
        return refused(lambda: VotedDocumentOpinion.objects.create(**fields))

    assert stolen() == "To głosowanie nie dotyczy tej treści albo nie jest głosowaniem jej zespołu."
    forged = voted.content | {"html": "<p>Inaczej.</p>"}
    assert stolen(content_hash=ballot.content_hash, content=forged).startswith("To głosowanie nie dotyczy")


def test_an_adoption_follows_from_its_own_vote():
    mine = judged(status=S.VOTING)

    def write():
        DocumentAdoption.objects.create(
            opinion=mine.opinion,
            voted=mine.opinion.voted.get(),
            adopted_on=VOTED,
            adopted_at=timezone.now(),
            dissent_until=VOTED,
        )

    assert refused(write) == "Przyjęcie opinii nie wynika z zamkniętego głosowania nad jej treścią."


@pytest.mark.parametrize(
    ("who", "day", "confirmed"), [("chair", VOTED, False), ("expert", VOTED, False), ("member", AFTER, False),
                                  ("member", VOTED, True)]
)  # fmt: skip
def test_dissent_comes_in_time_from_who_did_not_vote_for(who, day, confirmed):
    mine = judged(status=S.CONFIRMED if confirmed else S.ADOPTED, against=["member"])
    person = mine.people[who]
    with clock.pretend(day):
        at = clock.now()

    def write():
        DocumentDissent.objects.create(
            adoption=mine.opinion.adoption, person=person, person_name=str(person), body="x", filed_at=at
        )

    assert refused(write).startswith("Zdanie odrębne zgłasza w terminie uprawniony, który nie głosował „za”")


def test_a_confirmation_waits_for_dissent_in_the_database_too():
    mine = judged(status=S.ADOPTED, against=["member"])
    paper = frozen_document(mine.centre, "document_opinion")
    with clock.pretend(LAST_DAY):
        at = clock.now()

    def write(document=paper):
        DocumentConfirmation.objects.create(
            adoption=mine.opinion.adoption, document=document, confirmed_at=at, confirmed_by=mine.chair
        )

    foreign = frozen_document(made.scene().centre, "document_opinion")
    assert refused(write) == "Zdania odrębne można zgłaszać do 2018-09-06, więc opinii nie można jeszcze potwierdzić."
    assert refused(lambda: write(foreign)) == "Potwierdzenie wskazuje dokument innego ośrodka albo rodzaju."
    with clock.pretend(LAST_DAY):
        actions.file_dissent(mine.opinion, "Nie.", by=mine.member)
    assert "nie ma potwierdzenia" in refused(write, at_commit=True)  # it need wait no longer


def test_the_application_may_not_rewrite_what_was_voted_on(as_app_role):
    with pytest.raises(Exception, match="permission denied"):
        as_app_role.execute("UPDATE consultations_voteddocumentopinion SET content_hash = ''")
