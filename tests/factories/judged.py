"""A team's opinion on an expert's document in any state of its workflow, brought there by the real actions."""

import datetime

from apps.consultations.judging import actions
from apps.consultations.models import DocumentOpinion
from apps.core import clock
from apps.teams import actions as ballots

from . import consultations as made

S = DocumentOpinion.Status
VOTED = datetime.date(2018, 9, 3)
LAST_DAY = datetime.date(2018, 9, 6)  # of dissent: three working days after Monday 3 September
AFTER = datetime.date(2018, 9, 7)
REASONS = "<p>Termin 14 dni jest za krótki dla spraw, w których trzeba wywiadu.</p>"
DEADLINE = datetime.date(2018, 8, 31)  # of remarks: over on the day of the vote


def judged(
    mine=None, status=S.WORKING, *, against=(), mode="meeting", conclusion="with_remarks", version=None, team=None
):
    """The opinion of `team` (`mine.team`) on a version in opiniowanie, of `mine` (`made.scene`); all votes are for,
    except of those named in `against`. `mine.opinion` is the same."""
    mine = mine or made.scene()
    version = version or made.sent(mine, deadline=DEADLINE)
    team = team or mine.team
    with clock.pretend(VOTED):
        mine.version = version
        mine.opinion = actions.begin_opinion(version, team, by=_of(mine, team, "member"))
        for step in _WAY[S(status)]:
            step(mine, against, mode, conclusion)
    mine.opinion = DocumentOpinion.objects.get(pk=mine.opinion.pk)
    return mine


def vote(mine, choice, *users):
    for user in users:
        ballots.cast_vote(mine.opinion.voted.latest("pk").ballot, choice, "", by=user)


def _of(mine, team, who):
    return getattr(mine, who if team == mine.team else f"other_{who}")


def _write(mine, _against, _mode, conclusion):
    by = _of(mine, mine.opinion.team, "member")
    actions.save_opinion(mine.opinion, conclusion, REASONS, mine.opinion.version, by=by)


def _put_to_vote(mine, _against, mode, _conclusion):
    by = _of(mine, mine.opinion.team, "chair")
    mine.opinion = actions.put_to_vote(mine.opinion, mode, by=by)


def _adopt(mine, against, *_):
    for who in ("chair", "member"):
        user = _of(mine, mine.opinion.team, who)
        vote(mine, "against" if who in against else "for", user)
    mine.opinion = actions.close_vote(mine.opinion, by=_of(mine, mine.opinion.team, "chair"))


def _confirm(mine, *_):
    with clock.pretend(AFTER):
        mine.opinion = actions.confirm(mine.opinion, by=_of(mine, mine.opinion.team, "chair"))


_STEPS = [_write, _put_to_vote, _adopt, _confirm]
_WAY = {S.WORKING: _STEPS[:1], S.VOTING: _STEPS[:2], S.ADOPTED: _STEPS[:3], S.CONFIRMED: _STEPS}
