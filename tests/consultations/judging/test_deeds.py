"""What the actions do: votes, adoption, dissent, confirmation, and what they refuse."""

import datetime

import pytest

from apps.consultations.judging import actions
from apps.consultations.judging.content import content_hash, content_of
from apps.consultations.models import Answer, AskedTeam, DocumentOpinion
from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.teams.models import BallotResult
from apps.texts.models import TextRevision
from tests import factories
from tests.factories import consultations as made
from tests.factories.judged import AFTER, LAST_DAY, REASONS, VOTED, judged, vote
from tests.factories.orders import RULES

pytestmark = pytest.mark.django_db
S = DocumentOpinion.Status


def status_of(mine):
    return DocumentOpinion.objects.get(pk=mine.opinion.pk).status


def outcome_of(mine):
    result = mine.opinion.voted.latest("pk").ballot.result
    return result.outcome, result.decided_by_chair


def of_five(**rules):
    """A scene whose team has a chair, a deputy and three members."""
    mine = made.scene()
    names = {"deputy": "deputy", "second": "member", "third": "member"}
    for key in names:
        mine.people[key] = factories.person(mine.centre, f"Osoba {key.title()}")
        setattr(mine, key, factories.user_of(mine.people[key]))
    members = [(mine.people["chair"], "chair"), (mine.people["member"], "member")]
    members += [(mine.people[key], function) for key, function in names.items()]
    said = {"pilot": mine.pilot, "documents": [mine.document.pk], "rules": RULES | rules, "about": "dużych"}
    mine.team = factories.team(mine.centre, members, **said)
    return mine


def closed(mine, votes, *, by="chair", day=VOTED):
    """After these votes: {"for": [names], …}"""
    with clock.pretend(day):
        for choice, people in votes.items():
            vote(mine, choice, *(getattr(mine, who) for who in people))
        mine.opinion = actions.close_vote(mine.opinion, by=getattr(mine, by))
    return mine


def test_the_whole_way_leaves_one_event_a_deed():
    mine = judged(status=S.CONFIRMED)

    verbs = AuditEvent.objects.filter(centre_id=mine.centre.pk).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == [
        "document_opinion.begin",
        "document_opinion.put_to_vote",
        *["ballot.vote"] * 2,
        "document_opinion.close_vote",
        "document_opinion.confirm",
    ]


def test_only_a_member_of_a_team_that_was_asked_begins_and_once():
    mine = made.scene()
    version = made.sent(mine, teams=[mine.team])

    refused = []
    for team, who in [(mine.team, "expert"), (mine.team, "other_member"), (mine.other_team, "other_member")]:
        with pytest.raises(DomainError) as said:
            actions.begin_opinion(version, team, by=getattr(mine, who))
        refused.append(str(said.value))
    actions.begin_opinion(version, mine.team, by=mine.member)
    with pytest.raises(DomainError) as said:
        actions.begin_opinion(version, mine.team, by=mine.chair)

    assert refused == [
        "Opinię pisze członek zespołu, który ma ją wydać.",
        "Opinię pisze członek zespołu, który ma ją wydać.",
        "O opinię o tej wersji nie poproszono tego zespołu.",
    ]
    assert str(said.value) == "Opinia tego zespołu o tej wersji jest już zaczęta."


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("superseded", "Tę wersję zastąpiła nowsza. Opinię wydaje się o nowszej wersji."),
        ("withdrawn", "Ta wersja została wycofana, więc nie wydaje się już o niej opinii."),
    ],
)
def test_no_opinion_is_begun_on_a_version_that_no_longer_counts(status, said):
    mine = made.scene()
    way = ["withdrawn"] if status == "withdrawn" else ["answering", "answered", status]
    version = made.to(made.sent(mine), *way)

    with pytest.raises(DomainError, match=said):
        actions.begin_opinion(version, mine.team, by=mine.member)


def test_what_is_not_ready_says_everything_that_is_missing():
    mine = made.scene()
    version = made.sent(mine)
    opinion = actions.begin_opinion(version, mine.team, by=mine.member)

    with pytest.raises(DomainError) as said:
        actions.put_to_vote(opinion, "meeting", by=mine.chair)

    assert str(said.value) == (
        "Wybierz rozstrzygnięcie: pozytywna, pozytywna z uwagami albo negatywna. Wpisz uzasadnienie opinii. "
        "Najpierw zespół kończy zgłaszanie uwag do tej wersji."
    )


def test_a_team_that_has_closed_its_remarks_votes_before_the_deadline():
    mine = made.scene()
    version = made.sent(mine)
    opinion = actions.begin_opinion(version, mine.team, by=mine.member)
    actions.save_opinion(opinion, "positive", REASONS, 1, by=mine.member)
    AskedTeam.objects.filter(consultation=version.consultation, team=mine.team.pk).update(
        closed_by=mine.chair, closed_at=clock.now()
    )

    assert actions.put_to_vote(opinion, "meeting", by=mine.chair).status == S.VOTING


def test_a_text_changed_since_it_was_read_is_not_put_to_the_vote():
    mine = judged()
    with clock.pretend(VOTED):
        seen = content_hash(content_of(mine.opinion))
        actions.save_opinion(mine.opinion, "negative", REASONS, mine.opinion.version, by=mine.member)
        with pytest.raises(StaleVersion, match="Przeczytaj ją jeszcze raz"):
            actions.put_to_vote(mine.opinion, "meeting", by=mine.chair, seen=seen)

    assert status_of(mine) == S.WORKING


def test_the_expert_who_answers_meanwhile_changes_what_was_read():
    mine = made.scene()
    version = made.sent(mine)
    remark = made.remark(mine, version)
    judged(mine, version=made.to(version, "answering"))
    with clock.pretend(VOTED):
        seen = content_hash(content_of(mine.opinion))
        Answer.objects.create(
            remark=remark, disposition="rejected", reason="Termin jest z ustawy.", edited_by=mine.expert,
            edited_at=clock.now(),
        )  # fmt: skip
        assert content_hash(content_of(DocumentOpinion.objects.get())) == seen  # the expert's draft is nobody else's
        made.to(version, "answered")
        now = content_of(DocumentOpinion.objects.get())

    assert content_hash(now) != seen
    assert [(said["number"], said["label"], said["reason"]) for said in now["remarks"]] == [
        (1, "nieuwzględniona", "Termin jest z ustawy.")
    ]


def test_the_content_holds_the_remarks_of_the_own_team_alone():
    mine = made.scene()
    first = made.sent(mine)
    old = made.remark(mine, first, "Do pierwszej.", unit="§ 1")
    made.remark(mine, first, "Cudza.", by="other_member")
    made.remark(mine, first, "Szkic.", submitted=False)
    taken_back = made.remark(mine, first, "Wycofana.")
    type(taken_back).objects.filter(pk=taken_back.pk).update(withdrawn_at=clock.now())
    merged = made.remark(mine, first, "Druga taka sama.", by="chair")
    type(merged).objects.filter(pk=merged.pk).update(merged_into=old, merged_by=mine.chair, merged_at=clock.now())
    made.to(first, "answering", "answered", "superseded")
    second = made.sent(mine)
    made.remark(mine, second, "Do drugiej.")
    judged(mine, version=second)

    said = [(one["version"], one["body"], one["merged_into"]) for one in content_of(mine.opinion)["remarks"]]
    assert said == [(2, "Do drugiej.", None), (1, "Do pierwszej.", None), (1, "Druga taka sama.", old.number)]


def test_words_do_not_change_while_the_vote_runs_and_what_was_typed_is_kept():
    mine = judged(status=S.VOTING)
    with clock.pretend(VOTED), pytest.raises(DomainError, match="trwa głosowanie"):
        actions.save_opinion(mine.opinion, "negative", "<p>Inaczej.</p>", mine.opinion.version, by=mine.member)

    assert DocumentOpinion.objects.get().body == REASONS
    assert TextRevision.objects.of(mine.opinion).get(version=None, field="body").body == "<p>Inaczej.</p>"


def test_only_a_member_writes():
    mine = judged()
    with clock.pretend(VOTED), pytest.raises(DomainError, match="Opinię pisze członek zespołu"):
        actions.save_opinion(mine.opinion, "negative", "<p>x</p>", mine.opinion.version, by=mine.expert)


def test_two_people_who_type_at_once_lose_nothing():
    mine = judged()
    started = mine.opinion.version
    with clock.pretend(VOTED):
        actions.save_opinion(mine.opinion, "negative", "<p>Pierwsza.</p>", started, by=mine.chair)
        with pytest.raises(StaleVersion) as lost:
            actions.save_opinion(mine.opinion, "positive", "<p>Druga.</p>", started, by=mine.member)

    now = DocumentOpinion.objects.get()
    assert (now.conclusion, now.body) == ("negative", "<p>Pierwsza.</p>")
    assert lost.value.fields["body"] == ("<p>Druga.</p>", "<p>Pierwsza.</p>")


@pytest.mark.parametrize(
    ("rules", "votes", "outcome", "by_chair", "status"),
    [
        ({}, {"for": ["chair", "member", "second"]}, "adopted", False, S.ADOPTED),
        ({}, {"for": ["chair", "member"], "against": ["second", "third", "deputy"]}, "rejected", False, S.WORKING),
        ({}, {"for": ["chair", "member"], "against": ["second", "third"]}, "adopted", True, S.ADOPTED),
        ({}, {"for": ["member", "second"], "against": ["chair", "third"]}, "rejected", True, S.WORKING),
        ({"casting_vote": False}, {"for": ["chair", "member"], "against": ["second", "third"]}, "rejected", False,
         S.WORKING),
        ({}, {"for": ["chair", "member"]}, "no_quorum", False, S.WORKING),
        ({"majority": "absolute"}, {"for": ["chair", "member"], "abstain": ["second", "third"]}, "rejected", False,
         S.WORKING),
        ({"quorum": "two_thirds"}, {"for": ["chair", "member", "second"]}, "no_quorum", False, S.WORKING),
    ],
)  # fmt: skip
def test_the_order_decides_what_the_votes_mean(rules, votes, outcome, by_chair, status):
    mine = closed(judged(of_five(**rules), S.VOTING), votes)

    assert (*outcome_of(mine), status_of(mine)) == (outcome, by_chair, status)


def test_the_circular_mode_runs_until_its_day_unless_all_have_voted():
    mine = judged(of_five(), S.VOTING, mode="circular")
    ballot = mine.opinion.voted.get().ballot
    with pytest.raises(DomainError, match="trwa do 10 września 2018"):
        closed(mine, {"for": ["chair", "member", "second"]})
    with clock.pretend(datetime.date(2018, 9, 11)), pytest.raises(DomainError, match="Termin głosowania minął"):
        vote(mine, "for", mine.third)
    closed(mine, {}, by="third", day=datetime.date(2018, 9, 11))

    assert (ballot.deadline_on, *outcome_of(mine)) == (datetime.date(2018, 9, 10), "adopted", False)


def test_an_order_without_the_circular_mode_allows_none():
    mine = judged(of_five(circular=False))
    with clock.pretend(VOTED), pytest.raises(DomainError, match="nie przewiduje trybu obiegowego"):
        actions.put_to_vote(mine.opinion, "circular", by=mine.chair)


def test_a_rejected_opinion_is_written_again_and_voted_on_again():
    mine = closed(judged(status=S.VOTING), {"against": ["chair", "member"]})
    with clock.pretend(VOTED):
        actions.save_opinion(mine.opinion, "negative", "<p>Inaczej.</p>", mine.opinion.version, by=mine.member)
        mine.opinion = actions.put_to_vote(mine.opinion, "meeting", by=mine.chair)
    closed(mine, {"for": ["chair", "member"]})

    assert status_of(mine) == S.ADOPTED
    assert list(BallotResult.objects.order_by("pk").values_list("outcome", flat=True)) == ["rejected", "adopted"]
    assert DocumentOpinion.objects.get().adoption.voted.content["conclusion"] == "negative"


def test_a_vote_is_stopped_by_who_presides_alone():
    mine = judged(status=S.VOTING)
    with clock.pretend(VOTED):
        with pytest.raises(DomainError, match="Przerwij głosowanie"):
            actions.withdraw_vote(mine.opinion, by=mine.member, note="Pomyłka.")
        actions.withdraw_vote(mine.opinion, by=mine.chair, note="Pomyłka.")

    assert (status_of(mine), *outcome_of(mine)) == (S.WORKING, "withdrawn", False)


def test_a_newer_version_does_not_touch_a_running_vote():
    mine = made.scene()
    version = made.sent(mine, deadline=VOTED - datetime.timedelta(1))
    judged(mine, S.VOTING, version=version)
    made.to(version, "answering", "answered", "superseded")
    made.sent(mine)
    closed(mine, {"for": ["chair", "member"]})
    with clock.pretend(AFTER):
        actions.confirm(mine.opinion, by=mine.chair)

    assert status_of(mine) == S.CONFIRMED


def test_an_elector_dismissed_meanwhile_still_votes():
    mine = judged(status=S.VOTING)
    dismissal = {"op": "dismiss", "person": mine.people["member"].pk, "name": "Osoba Member", "provision": "§ 1"}
    factories.issued_order(
        mine.centre,
        on=LAST_DAY,
        effects={"kind": "change_team", "team": {"id": mine.team.pk}, "composition": [dismissal]},
    )
    closed(mine, {"for": ["chair"], "against": ["member"]}, day=AFTER)

    assert outcome_of(mine) == ("adopted", True)


def test_dissent_is_filed_in_time_by_who_did_not_vote_for():
    mine = judged(status=S.ADOPTED, against=["member"])
    with clock.pretend(LAST_DAY):
        with pytest.raises(DomainError, match="Zdania odrębne można zgłaszać do 6 września 2018"):
            actions.confirm(mine.opinion, by=mine.chair)
        with pytest.raises(DomainError, match="który nie głosował „za”"):
            actions.file_dissent(mine.opinion, "Nie.", by=mine.chair)
        actions.keep_dissent(mine.opinion, "Nie zg", by=mine.member)
        actions.file_dissent(mine.opinion, "Nie zgadzam się.", by=mine.member)
        with pytest.raises(DomainError, match="Zdanie odrębne zgłasza"):
            actions.file_dissent(mine.opinion, "Drugie.", by=mine.member)
        confirmed = actions.confirm(mine.opinion, by=mine.chair)  # nobody is left who could dissent

    assert confirmed.status == S.CONFIRMED
    assert list(mine.opinion.adoption.dissents.values_list("person_name", "body")) == [
        ("Osoba Member", "Nie zgadzam się.")
    ]


def test_after_the_last_day_nobody_dissents_and_the_chair_confirms():
    mine = judged(status=S.ADOPTED, against=["member"])
    with clock.pretend(AFTER):
        with pytest.raises(DomainError, match="w terminie"):
            actions.file_dissent(mine.opinion, "Za późno.", by=mine.member)
        with pytest.raises(DomainError, match="przewodniczący zespołu"):
            actions.confirm(mine.opinion, by=mine.member)
        assert actions.confirm(mine.opinion, by=mine.chair).status == S.CONFIRMED
