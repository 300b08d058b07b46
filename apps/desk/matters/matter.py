import datetime
from dataclasses import dataclass, field

from apps.core import clock
from apps.implementation.rules import overdue_in_words


@dataclass(frozen=True)
class Matter:
    """One thing to do: `what` is a sentence, `action` names the effect of following `url`, `why` says why this person;
    `until` is the last day, when there is one. `optional`: a right, not a duty."""

    what: str
    url: str
    action: str
    why: str
    until: datetime.date | None = None
    optional: bool = False

    @property
    def late(self) -> str:
        """„3 dni po terminie”; empty while there is time."""
        today = clock.today()
        return overdue_in_words(self.until, today) if self.until and self.until < today else ""


@dataclass(frozen=True)
class Elsewhere:
    """Something under way that waits for somebody else: „Opinia 2b …” and „czeka na głosy: 3 z 5 osób”."""

    what: str
    url: str
    waits: str


@dataclass
class Matters:
    mine: list[Matter] = field(default_factory=list)
    others: list[Elsewhere] = field(default_factory=list)
    news: list[Matter] = field(default_factory=list)
    handovers: list[Matter] = field(default_factory=list)
    may_draft: bool = False

    def in_time_order(self) -> None:
        """What has a deadline first, the soonest on top; then duties before rights. The sort keeps the order of the
        rest."""
        self.mine.sort(key=lambda matter: (matter.until or datetime.date.max, matter.optional))
