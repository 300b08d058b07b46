"""What the database refuses about opinions: a state without its proof, a proof of another opinion, a changed text; to
the application's role, with every trigger of pgtrigger ignored, and behind temporary tables that say something else."""

import pytest
from django.db import connection, transaction

from apps.core import clock
from apps.opinions import actions
from apps.opinions.models import Adoption, Confirmation, DissentingOpinion, HandOver, Opinion, ReviewRemark
from tests import factories
from tests.factories.opinions import VOTED, opinion_scene, second_edition
from tests.factories.orders import frozen_document

from .guards import attempt, ignoring_everything, temporary_tables_allowed

S = Opinion.Status
TABLES = ["opinions_opinion", "opinions_votedcontent", "opinions_adoption", "opinions_confirmation",
          "opinions_handover", "opinions_review", "opinions_reviewremark", "teams_ballot", "teams_ballotresult",
          "teams_elector", "documents_frozendocument"]  # fmt: skip
SHADOWS = " ".join(f"CREATE TEMP TABLE {table} AS SELECT * FROM public.{table};" for table in TABLES)
LIES = (
    "UPDATE pg_temp.opinions_opinion SET status = 'working'; UPDATE pg_temp.teams_ballotresult SET outcome = 'adopted';"
    "UPDATE pg_temp.opinions_votedcontent SET opinion_id = {o}; UPDATE pg_temp.opinions_adoption SET opinion_id = {o};"
    "UPDATE pg_temp.opinions_confirmation SET opinion_id = {o}; "
    "UPDATE pg_temp.documents_frozendocument SET kind = 'opinion'; DELETE FROM pg_temp.teams_ballotresult;"
)
ADOPT = """
    INSERT INTO public.opinions_adoption (opinion_id, voted_id, adopted_on, adopted_at, dissent_until)
    SELECT {o}, {voted}, current_date, now(), current_date"""
CONFIRM = """
    INSERT INTO public.opinions_confirmation (opinion_id, adoption_id, document_id, confirmed_at, confirmed_by_id)
    SELECT {o}, {adoption}, {document}, now(), {user}"""
HAND_OVER = """
    INSERT INTO public.opinions_handover
        (opinion_id, confirmation_id, edition, responsibility_variant, handed_at, handed_by_id)
    SELECT {o}, {confirmation}, 1, 'dispersed', now(), {user}"""
DISSENT = """
    INSERT INTO public.opinions_dissentingopinion (adoption_id, person_id, person_name, body, filed_at)
    SELECT {adoption}, {person}, 'X', 'x', now()"""
REVIEW = """
    INSERT INTO public.opinions_review (opinion_id, hand_over_id, outcome, reasons, decided_by_id, decided_at)
    SELECT {o}, {hand_over}, 'accepted', '', {user}, now()"""
REMARK = """
    INSERT INTO public.opinions_reviewremark (hand_over_id, number, chapter, quote, body, written_by_id, written_at,
        version, edited_by_id, edited_at)
    SELECT {hand_over}, 99, '', '', 'x', {user}, now(), 1, {user}, now()"""
ANSWER = """
    INSERT INTO public.opinions_remarkanswer (remark_id, opinion_id, disposition, body, version, edited_by_id,
        edited_at)
    SELECT {remark}, {o}, 'accepted', '', 1, {user}, now()"""
ANSWER_LAST = ANSWER.replace("{remark}", "currval('public.opinions_reviewremark_id_seq')")
VOTED_CONTENT = """
    INSERT INTO public.teams_ballot (centre_id, team_id, subject, content_hash, mode, rules, opened_at, opened_by_id)
    SELECT centre_id, team_id, subject, content_hash, mode, rules, opened_at, opened_by_id
    FROM public.teams_ballot WHERE id = {ballot};
    INSERT INTO public.teams_elector (ballot_id, person_id, name, function, provision, rank)
    SELECT currval('public.teams_ballot_id_seq'), person_id, name, function, '', rank
    FROM public.teams_elector WHERE ballot_id = {ballot};
    INSERT INTO public.opinions_votedcontent (opinion_id, ballot_id, content, content_hash)
    SELECT {o}, currval('public.teams_ballot_id_seq'), content, {hash} FROM public.opinions_votedcontent
    WHERE ballot_id = {ballot}"""
HASH, NO_HASH = {"hash": "content_hash"}, {"hash": "'00'"}
CLOSE = """
    INSERT INTO public.teams_ballotresult
        (ballot_id, outcome, votes_for, votes_against, abstentions, entitled, decided_by_chair, note, closed_at,
         closed_by_id)
    SELECT {ballot}, 'withdrawn', 0, 0, 0, 3, false, '', now(), {user}"""

VOTE_FOR = """
    INSERT INTO public.teams_vote (elector_id, choice, reason, cast_at)
    SELECT id, 'for', '', now() FROM public.teams_elector WHERE ballot_id = {ballot}"""
CLOSE_ADOPTED = VOTE_FOR + ";" + CLOSE.replace("'withdrawn', 0", "'adopted', 3")


def become(*states):
    return "; ".join(f"UPDATE public.opinions_opinion SET status = '{one}' WHERE id = {{o}}" for one in states)


AGAIN = (
    VOTED_CONTENT.format(hash="content_hash", o="{o}", ballot="{ballot}")
    + """;
    INSERT INTO public.teams_vote (elector_id, choice, reason, cast_at)
    SELECT id, 'for', '', now() FROM public.teams_elector
    WHERE ballot_id = currval('public.teams_ballot_id_seq');"""
    + CLOSE.replace("{ballot}, 'withdrawn', 0", "currval('public.teams_ballot_id_seq'), 'adopted', 3")
)
ADOPT_AGAIN = AGAIN + ";" + ADOPT.replace("{voted}", "currval('public.opinions_votedcontent_id_seq')")
POINT = "UPDATE public.opinions_opinion SET {} WHERE id = {{o}}"

NO_PROOF, NO_STEP = "Stan „{}” opinii {{o}} nie ma potwierdzenia", "Nie ma kroku ze stanu „{}”"
NOT_ADOPTED, OTHER_VOTE = "Przyjęcie opinii nie wynika", "To głosowanie nie dotyczy tej treści"
OTHER_ADOPTION, TOO_LATE = "Potwierdzenie wskazuje przyjęcie albo dokument innej", "Zdanie odrębne zgłasza uprawniony"
NOT_REVIEWED, DECIDED = "Rozstrzygnięcie wskazuje przekazanie innej opinii.", "WRZOS już rozstrzygnął"
# The opinion under attack is {o}; {adoption}, {confirmation}, {ballot}, {voted} are its own, or, where it has none,
# those of another opinion, which was handed over.
ATTACKS = {
    "the whole way without a vote": (
        S.CIRCULATED, become("voting", "adopted", "confirmed", "handed_over"), NO_PROOF.format("handed_over"),
    ),
    "a vote without a content": (S.CIRCULATED, become("voting"), NO_PROOF.format("voting")),
    "adopted without an adoption": (S.VOTING, become("adopted"), NO_PROOF.format("adopted")),
    "back from the vote that stays open": (S.VOTING, become("circulated"), NO_PROOF.format("circulated")),
    "a second open vote": (
        S.VOTING, VOTED_CONTENT.format(**HASH, o="{o}", ballot="{ballot}"), NO_PROOF.format("voting"),
    ),
    "a vote closed and the state left": (S.VOTING, CLOSE, NO_PROOF.format("voting")),
    "an adopted vote passed over": (
        S.VOTING, CLOSE_ADOPTED + ";" + become("circulated"), NO_PROOF.format("circulated"),
    ),
    "an adopted vote and an adoption, the state left": (
        S.VOTING, CLOSE_ADOPTED + ";" + ADOPT, NO_PROOF.format("voting"),
    ),
    "confirmed without a document": (S.ADOPTED, become("confirmed"), NO_PROOF.format("confirmed")),
    "handed over by nobody": (S.CONFIRMED, become("handed_over"), NO_PROOF.format("handed_over")),
    "a hand-over that nobody sees": (S.CONFIRMED, HAND_OVER, NO_PROOF.format("confirmed")),
    "a confirmation of what stays adopted": (S.ADOPTED, CONFIRM, NO_PROOF.format("adopted")),
    "a vote on what is still written": (
        S.WORKING, VOTED_CONTENT.format(**HASH, o="{o}", ballot="{ballot}"), OTHER_VOTE,
    ),
    "a vote on another text": (S.VOTING, VOTED_CONTENT.format(**NO_HASH, o="{o}", ballot="{ballot}"), OTHER_VOTE),
    "adopted by an open vote": (S.VOTING, ADOPT + "; " + become("adopted"), NOT_ADOPTED),
    "adopted by the vote on another opinion": (S.CIRCULATED, ADOPT, NOT_ADOPTED),
    "another's adoption confirmed": (S.WORKING, CONFIRM, OTHER_ADOPTION),
    "an order frozen as the opinion": (S.ADOPTED, CONFIRM.replace("{document}", "{order}"), OTHER_ADOPTION),
    "another centre's document": (S.ADOPTED, CONFIRM.replace("{document}", "{foreign}"), OTHER_ADOPTION),
    "another's confirmation handed over": (S.ADOPTED, HAND_OVER, "Przekazanie wskazuje potwierdzenie innej opinii."),
    "dissent after the confirmation": (S.CONFIRMED, DISSENT, TOO_LATE),
    "dissent of who had no vote": (S.ADOPTED, DISSENT.replace("{person}", "{stranger}"), TOO_LATE),
    "back to work after the hand-over": (S.HANDED_OVER, become("working"), NO_STEP.format("handed_over")),
    "the text after the hand-over": (
        S.HANDED_OVER, "UPDATE public.opinions_section SET body = 'x' WHERE opinion_id = {o}", "Treści nie można już",
    ),
    "a second adoption without a return": (S.HANDED_OVER, ADOPT_AGAIN, NO_PROOF.format("handed_over")),
    "returned by nobody": (S.HANDED_OVER, become("returned"), NO_PROOF.format("returned")),
    "accepted by nobody": (S.HANDED_OVER, become("accepted"), NO_PROOF.format("accepted")),
    "a decision that nobody sees": (S.HANDED_OVER, REVIEW, NO_PROOF.format("handed_over")),
    "a decision about what is confirmed": (S.CONFIRMED, REVIEW, NOT_REVIEWED),
    "another's hand-over reviewed": (S.HANDED_OVER, REVIEW.replace("{hand_over}", "{others}"), NOT_REVIEWED),
    "an answer before the return": (S.HANDED_OVER, REMARK + ";" + ANSWER_LAST, "Odpowiada się na uwagi do zwróconej"),
    "a second decision": (S.RETURNED, REVIEW, "duplicate key value violates unique constraint"),
    "a remark after the return": (S.RETURNED, REMARK, DECIDED),
    "a remark after the acceptance": (S.ACCEPTED, REMARK, DECIDED),
    "a remark changed after the return": (
        S.RETURNED, "UPDATE public.opinions_reviewremark SET body = 'x' WHERE id = {remark}", DECIDED,
    ),
    "a remark removed after the return": (
        S.RETURNED, "DELETE FROM public.opinions_reviewremark WHERE id = {remark}", DECIDED,
    ),
    "an answer before the work is resumed": (S.RETURNED, ANSWER, "Treści nie można już"),
    "resumed with the old adoption": (S.RETURNED, become("working"), NO_PROOF.format("working")),
    "the hand-over forgotten": (S.RETURNED, POINT.format("hand_over_id = NULL"), NO_PROOF.format("returned")),
    "the adoption forgotten": (S.ACCEPTED, POINT.format("adoption_id = NULL"), NO_PROOF.format("accepted")),
    "the final one returned": (S.ACCEPTED, become("returned"), NO_STEP.format("accepted")),
    "to another team": (
        S.ADOPTED, "UPDATE public.opinions_opinion SET team_id = team_id + 1 WHERE id = {o}", "Raz zapisane nie",
    ),
}  # fmt: skip


def names_for(scene, other):
    voted = scene.opinion.voted.first() or other.opinion.voted.first()
    return {
        "o": scene.opinion.pk,
        "adoption": _pk(Adoption, scene) or _pk(Adoption, other),
        "confirmation": _pk(Confirmation, scene) or _pk(Confirmation, other),
        "voted": voted.pk,
        "ballot": voted.ballot_id,
        "hand_over": _pk(HandOver, scene) or _pk(HandOver, other),
        "others": _pk(HandOver, other),
        "remark": ReviewRemark.objects.filter(hand_over__opinion=scene.opinion).values_list("pk", flat=True).first(),
        "document": frozen_document(scene.centre, "opinion").pk,
        "order": frozen_document(scene.centre, "order").pk,
        "foreign": frozen_document(other.centre, "opinion").pk,
        "person": scene.people["member"].pk,
        "stranger": factories.person(scene.centre, "Tomasz Postronny").pk,
        "user": scene.director.pk,
    }


def _pk(model, scene):
    return model.objects.filter(opinion=scene.opinion).values_list("pk", flat=True).first()


@pytest.mark.parametrize("status", S.values)
def test_an_opinion_cannot_be_forged(as_app_role, status):
    scene, other = opinion_scene(status), opinion_scene(S.HANDED_OVER)
    tried = {attack: rest for attack, (at, *rest) in ATTACKS.items() if at == status}
    refused_every_way(as_app_role, names_for(scene, other), tried)
    assert Opinion.objects.get(pk=scene.opinion.pk).status == status


# An opinion whose first edition was returned; {first_…} are of that edition, the other names of the one in work.
ATTACKS_OF_EDITIONS = {
    "the first adoption taken for the second": (
        S.WORKING,
        become("circulated", "voting", "adopted") + ";" + POINT.format("adoption_id = {first_adoption}"),
        NO_PROOF.format("adopted"),
    ),
    "the first decision forgotten": (S.WORKING, POINT.format("hand_over_id = NULL"), NO_PROOF.format("working")),
    "the first edition's confirmation pointed at": (
        S.CONFIRMED, POINT.format("confirmation_id = {first_confirmation}"), NO_PROOF.format("confirmed"),
    ),
    "the first edition's adoption pointed at": (
        S.ADOPTED, POINT.format("adoption_id = {first_adoption}"), NO_PROOF.format("adopted"),
    ),
    "dissent to the first edition": (S.ADOPTED, DISSENT.replace("{adoption}", "{first_adoption}"), TOO_LATE),
    "the first edition handed over again": (
        S.CONFIRMED, HAND_OVER.replace("{confirmation}, 1", "{first_confirmation}, 2"), "duplicate key value",
    ),
    "a remark to the returned edition": (S.WORKING, REMARK, DECIDED),
    "an answer moved to another remark": (
        S.CIRCULATED, "UPDATE public.opinions_remarkanswer SET remark_id = remark_id + 1 WHERE opinion_id = {o}",
        "Raz zapisane nie",
    ),
    "an answer after the vote": (
        S.VOTING, "UPDATE public.opinions_remarkanswer SET body = 'x' WHERE opinion_id = {o}", "Treści nie można już",
    ),
}  # fmt: skip


@pytest.mark.parametrize("status", [S.WORKING, S.CIRCULATED, S.VOTING, S.ADOPTED, S.CONFIRMED])
def test_a_second_edition_cannot_be_forged(as_app_role, status):
    scene, other = second_edition(status), opinion_scene(S.HANDED_OVER)
    first = HandOver.objects.get(opinion=scene.opinion, edition=1)
    names = names_for(scene, other) | {
        "first_adoption": first.confirmation.adoption_id,
        "first_confirmation": first.confirmation_id,
    }
    tried = {attack: rest for attack, (at, *rest) in ATTACKS_OF_EDITIONS.items() if at == status}
    refused_every_way(as_app_role, names, tried)
    assert Opinion.objects.get(pk=scene.opinion.pk).status == status


def refused_every_way(as_app_role, names, tried):
    """Plainly, with triggers ignored, and behind temporary tables."""
    befores = ["", ignoring_everything(), (SHADOWS + LIES).format(**names)]
    with temporary_tables_allowed():
        said = {
            attack: [attempt(as_app_role, sql.format(**names), before=before) for before in befores]
            for attack, (sql, _) in tried.items()
        }
    expected = {attack: [refusal.format(**names)] * 3 for attack, (_, refusal) in tried.items()}
    assert {
        attack: [one[: len(expected[attack][0])] for one in all_of_it] for attack, all_of_it in said.items()
    } == expected


@pytest.mark.django_db(transaction=True)
def test_who_dissents_while_it_is_being_confirmed_waits_and_is_refused(as_app_role):
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    names = {"adoption": scene.opinion.adoption.pk, "person": scene.people["member"].pk}
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SELECT FROM opinions_opinion WHERE id = %s FOR UPDATE", [scene.opinion.pk])
        said = attempt(as_app_role, DISSENT.format(**names), before="SET LOCAL lock_timeout = '200ms';")
    assert (said, DissentingOpinion.objects.count()) == ("canceling statement due to lock timeout", 0)


@pytest.mark.django_db(transaction=True)
def test_the_whole_way_by_the_actions_passes_every_guard():
    scene = opinion_scene(S.CONFIRMED)
    with clock.pretend(VOTED):
        actions.hand_over(scene.opinion, by=scene.director)
    assert HandOver.objects.get().opinion_id == scene.opinion.pk
