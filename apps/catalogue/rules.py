import hashlib
import json
from collections.abc import Iterable
from typing import Any

from apps.accounts.models import User


def can_keep_catalogue(user: User | None) -> bool:
    """WRZOS writes and publishes versions of Tabela 1; the program itself (None) loads the first."""
    return user is None or user.is_wrzos


def fingerprint(row: Any, fields: Iterable[str]) -> str:
    """What these fields said when they were shown, to notice that somebody has changed them since."""
    said = [getattr(row, name) for name in fields]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]
