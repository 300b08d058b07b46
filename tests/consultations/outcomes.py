"""Versions on their way out: answered and judged by both teams, accepted, introduced."""

from apps.consultations.judging import actions as judging
from apps.consultations.outcome import actions
from apps.consultations.rules import open_ballot_of
from apps.teams.actions import cast_vote
from tests.factories import consultations as made


def answered(mine, *texts, **more):
    """Sent to both teams, closed and answered."""
    return made.to(made.sent(mine, *texts, **more), "answering", "answered")


def judged(mine, version, conclusion="positive", other="positive"):
    """With the signed opinions of both teams."""
    opinion(version, mine.team, mine.chair, mine.member, conclusion)
    opinion(version, mine.other_team, mine.other_chair, mine.other_member, other)
    return version


def opinion(version, team, chair, member, conclusion="positive", *, against=False):
    """Adopted and signed; `against`: the member voted so, and the opinion waits for dissent."""
    said = judging.begin_opinion(version, team, by=chair)
    said = judging.save_opinion(said, conclusion, "<p>Uzasadnienie.</p>", said.version, by=chair)
    said = judging.put_to_vote(said, "meeting", by=chair)
    cast_vote(open_ballot_of(said), "for", "", by=chair)
    cast_vote(open_ballot_of(said), "against" if against else "for", "", by=member)
    said = judging.close_vote(said, by=chair)
    return said if against else judging.confirm(said, by=chair)


def accepted(mine, *texts, **more):
    """Accepted by the director, both opinions positive."""
    version = judged(mine, answered(mine, *texts, **more))
    actions.accept_version(version, "", by=mine.director)
    version.refresh_from_db()
    return version
