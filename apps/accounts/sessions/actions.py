from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from apps.core import audit
from apps.core.deeds import deed, in_passing

from ..actions.parts import _end_sessions
from ..models import Session, User


@in_passing
def note_activity(session: SessionBase, *, by: None) -> None:
    """Somebody is at work. Only this column: what another request has just written into the session stays."""
    session.seen_at = timezone.now()
    Session.objects.filter(pk=session.session_key).update(seen_at=session.seen_at)


@deed
def end_session(session: Session, *, by: User) -> None:
    """Log oneself out on another machine."""
    Session.objects.filter(pk=session.pk, account=by).delete()
    audit.record("account.sessions_ended", by, by=by, ended=1)


@deed
def end_other_sessions(current: str, *, by: User) -> int:
    """Log oneself out everywhere but here; `current` is the key of the session that stays. Returns how many ended."""
    ended = _end_sessions(by, but=current)
    audit.record("account.sessions_ended", by, by=by, ended=ended)
    return ended
