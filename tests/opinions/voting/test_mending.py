"""A change of content during a ballot closes it; a change of names does not; nobody else's save slips in."""

import threading

import pytest
from django.db import connection, transaction

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.opinions import actions, rules
from apps.opinions.changes import since_last_ballot
from apps.opinions.content import content_hash, content_of
from apps.opinions.models import Opinion, Section
from apps.opinions.voting.actions import NOTHING_NEW, mend
from apps.teams import actions as ballots
from apps.teams.models import BallotResult
from apps.texts.models import TextRevision
from tests.factories.opinions import VOTED, opinion_scene, vote
from tests.opinions.test_pages import client_of, html, url

pytestmark = pytest.mark.django_db
S = Opinion.Status
NEW = "<p>Klienci czekają na usługę dłużej.</p>"


def mended(scene, by=None, text=NEW):
    with clock.pretend(VOTED):
        return mend(scene.opinion.sections.get(), {"body": text}, by=by or scene.chair)


@pytest.mark.parametrize("role", ["chair", "secretary", "member", "director", "employee", "foreign_director"])
def test_only_who_presides_mends(role):
    scene = opinion_scene(S.VOTING)
    try:
        status = mended(scene, getattr(scene, role)).status
    except DomainError as refusal:
        status = str(refusal)[:24]

    assert status == (S.CIRCULATED if role == "chair" else "„Przerwij głosowanie”: m")


@pytest.mark.parametrize("status", [one for one in S.values if one != S.VOTING])
def test_only_during_a_vote(status):
    scene = opinion_scene(status)
    with pytest.raises(DomainError, match="nie można tego zrobić, bo stan to"):
        mended(scene)


def test_the_vote_is_closed_without_a_count_and_its_note_says_what_changed():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.secretary, scene.member)
    opinion = mended(scene)
    result, section = BallotResult.objects.get(), Section.objects.get()
    kept = TextRevision.objects.filter(object_type="opinions.section", object_id=section.pk).order_by("version")

    assert (result.outcome, result.note) == (
        "withdrawn",
        "Podczas głosowania zmieniono treść: „Wpływ na realizację usług”.",
    )
    assert (opinion.status, section.body, section.edited_by) == (S.CIRCULATED, NEW, scene.chair)
    assert kept.last().body == NEW
    verbs = AuditEvent.objects.filter(centre_id=scene.centre.pk).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs)[-1] == "opinion.mend"


def test_every_kind_of_text_may_be_mended_and_the_note_names_it():
    notes = []
    for rows, said_now in [("findings", {"body": "Inny wpis."}), ("recommendations", {"body": "Inna rekomendacja."})]:
        scene = opinion_scene(S.VOTING)
        with clock.pretend(VOTED):
            mend(getattr(scene.opinion, rows).first(), said_now, by=scene.chair)
        notes.append(scene.opinion.voted.get().ballot.result.note)

    assert notes == [
        "Podczas głosowania zmieniono treść: „Plusy”.",
        "Podczas głosowania zmieniono treść: „Rekomendacje”.",
    ]


def test_a_wording_that_says_the_same_leaves_the_vote_as_it_is():
    scene = opinion_scene(S.VOTING)
    section = Section.objects.get()
    with pytest.raises(DomainError) as refusal:
        mended(scene, text=section.body)

    assert str(refusal.value) == NOTHING_NEW
    section.refresh_from_db()
    assert (Opinion.objects.get().status, BallotResult.objects.count(), section.version) == (S.VOTING, 0, 2)


def test_names_of_project_and_its_money_close_no_vote():
    scene = opinion_scene(S.VOTING)
    seen = rules.open_vote(scene.opinion).content_hash
    with clock.pretend(VOTED):
        scene.pilot.project_name, scene.pilot.financing_line = "Poprawiona nazwa", "EFS+"
        scene.pilot.save()
        now = content_hash(content_of(Opinion.objects.get(pk=scene.opinion.pk)))
        vote(scene, "for", scene.chair, scene.secretary, scene.member)
        opinion = actions.close_vote(scene.opinion, by=scene.chair)

    assert (seen, opinion.status) == (now, S.ADOPTED)
    assert opinion.adoption.voted.content["pilot"]["project_name"] != "Poprawiona nazwa"


def test_the_next_ballot_shows_what_changed_since():
    scene = opinion_scene(S.VOTING)
    mended(scene)
    with clock.pretend(VOTED):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        page = client_of(scene.member).get(url(scene, "vote"))
    since = since_last_ballot(scene.opinion, rules.open_vote(scene.opinion))

    assert [change.title for change in since.changes] == ["Wpływ na realizację usług"]
    assert "Co się zmieniło od poprzedniego głosowania" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_those_entitled_are_told_and_nobody_else(django_capture_on_commit_callbacks):
    scene = opinion_scene(S.VOTING)
    with django_capture_on_commit_callbacks(execute=True):
        mended(scene)
    from django_tasks_db.models import DBTaskResult

    sent = [task.args_kwargs["kwargs"] for task in DBTaskResult.objects.all()]
    told = sorted((one["to"], one["subject"]) for one in sent if "Głosowanie przerwane" in one["subject"])
    assert told == sorted(
        (user.email, "Głosowanie przerwane: opinia 2a. opinia 2a") for user in (scene.secretary, scene.member)
    )


def test_the_page_asks_once_more_and_says_what_will_happen():
    scene = opinion_scene(S.VOTING)
    section = scene.opinion.sections.get()
    address = url(scene, "mend_text", "czesc", section.pk)
    client = client_of(scene.chair)
    with clock.pretend(VOTED):
        vote(scene, "for", scene.member)
        listed = client.get(url(scene, "mend")).content.decode()
        asked = client.post(address, html(NEW, section.version))
        page = asked.content.decode().replace("&nbsp;", " ")
        back = client.post(address, html(NEW, section.version) | {"wroc": "tak"}).content.decode()
        before = Opinion.objects.get(pk=scene.opinion.pk).status
        done = client.post(address, html(NEW, section.version) | {"potwierdzam": "tak"})

    assert f'href="{address}"' in listed
    assert "Oddane głosy (1 z 3) nie będą policzone." in page
    assert "<ins>" in page
    assert "dłużej" in back
    assert (before, done.url) == (S.VOTING, scene.opinion.get_absolute_url())
    assert Opinion.objects.get(pk=scene.opinion.pk).status == S.CIRCULATED


def test_what_the_chair_typed_stays_when_the_vote_was_closed_meanwhile():
    scene = opinion_scene(S.VOTING)
    section = scene.opinion.sections.get()
    with clock.pretend(VOTED):
        client = client_of(scene.chair)
        client.get(url(scene, "mend_text", "czesc", section.pk))
        actions.withdraw_vote(scene.opinion, by=scene.chair)
        sent = html(NEW, section.version) | {"potwierdzam": "tak"}
        answer = client.post(url(scene, "mend_text", "czesc", section.pk), sent, follow=True)

    assert "dłużej" in answer.content.decode()


def at_once(first, second):
    """Two transactions on two connections; the second begins while the first holds its locks. What each raised."""
    raised = {}

    def run():
        try:
            with clock.pretend(VOTED):
                second()
        except DomainError as refusal:
            raised["second"] = str(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    with clock.pretend(VOTED), transaction.atomic():
        first()
        thread.start()
        thread.join(1)
        waited = thread.is_alive()
    thread.join(20)
    return waited, raised.get("second")


@pytest.mark.django_db(transaction=True)
def test_a_vote_cast_while_the_text_is_mended_waits_and_is_refused():
    scene = opinion_scene(S.VOTING)
    ballot = rules.open_vote(scene.opinion).ballot
    section = scene.opinion.sections.get()
    found = at_once(
        lambda: mend(section, {"body": NEW}, by=scene.chair),
        lambda: ballots.cast_vote(ballot, "for", "", by=scene.member),
    )

    assert found == (True, "Głosowanie jest już zamknięte.")


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_the_second_closes_nothing():
    scene = opinion_scene(S.VOTING)
    section = scene.opinion.sections.get()
    waited, refusal = at_once(
        lambda: mend(section, {"body": NEW}, by=scene.chair),
        lambda: mend(section, {"body": NEW}, by=scene.chair),
    )

    assert waited
    assert "nie można tego zrobić, bo stan to „uzgadniana”" in refusal
    assert BallotResult.objects.count() == 1
