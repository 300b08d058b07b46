"""What settings.SESSION_ENGINE names: Django's own store in the database, whose rows know their account."""

from django.contrib.sessions.backends import db
from django.utils import timezone


class SessionStore(db.SessionStore):
    """`seen_at`: when somebody last did something here; read with the session itself, by no query of its own."""

    seen_at = None

    @classmethod
    def get_model_class(cls):
        from ..models import Session

        return Session

    def _get_session_from_db(self):
        row = super()._get_session_from_db()
        if row is not None:
            self.seen_at = row.seen_at
        return row

    def create_model_instance(self, data):
        row = super().create_model_instance(data)
        row.account_id = data.get("_auth_user_id")
        row.seen_at = self.seen_at or timezone.now()
        return row

    def flush(self):
        super().flush()
        self.seen_at = None
