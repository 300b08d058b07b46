"""What the form of an appointment says, as plain data: the composer needs neither a form nor a database."""

import datetime
from dataclasses import dataclass, field

from apps.orders.models import Order
from apps.teams.models import Function

DISSENT_IN_PROTOCOL = "informację o zgłoszonych zdaniach odrębnych"
PROTOCOL = (
    "datę i miejsce posiedzenia",
    "porządek obrad",
    "imiona i nazwiska uczestników",
    "przebieg obrad, podjęte rozstrzygnięcia i wyniki głosowań",
    DISSENT_IN_PROTOCOL,
    "przewidywany termin następnego posiedzenia",
)
QUORUMS = {
    "half": "co najmniej połowy swojego składu",
    "more_than_half": "więcej niż połowy swojego składu",
    "two_thirds": "co najmniej dwóch trzecich swojego składu",
}
MAJORITIES = {"simple": "zwykłą większością głosów", "absolute": "bezwzględną większością głosów"}
CONVENING = {
    "quarter": "co najmniej jednej czwartej członków Zespołu",
    "third": "co najmniej jednej trzeciej członków Zespołu",
    "half": "co najmniej połowy członków Zespołu",
}


@dataclass(frozen=True)
class Appointee:
    """One person of the composition, as printed."""

    person: int
    name: str
    gender: str
    function: str
    description: str = ""


@dataclass(frozen=True)
class Names:
    """The centre's names in the cases that the text needs."""

    centre_genitive: str
    director: str
    director_genitive: str
    director_dative: str
    director_instrumental: str

    @classmethod
    def of(cls, centre) -> "Names":
        return cls(
            centre.name_genitive,
            centre.director_title,
            centre.director_title_genitive,
            centre.director_title_dative,
            centre.director_title_instrumental,
        )


@dataclass(frozen=True)
class Appointment:
    """An order that appoints a team, before it becomes text and effects."""

    names: Names
    name: str
    name_genitive: str
    people: tuple[Appointee, ...]
    tasks: tuple[str, ...]
    pilot: int | None = None
    project: str = ""
    indefinite: bool = False
    table_title: str = ""
    products: tuple[tuple[str, str], ...] = ()  # (code, short name)
    documents: tuple[tuple[int, str], ...] = ()  # (id, title)
    list_work: bool = True
    opinion_days: int | None = None
    quorum: str = "half"
    majority: str = "simple"
    casting_vote: bool = True
    circular: bool = True
    convening: str = "third"
    dissent_days: int | None = 3
    dissent_day_kind: str = "working"
    guests: bool = True
    protocol: tuple[str, ...] = PROTOCOL
    on_duty: bool = True
    service: str = ""
    further: tuple[str, ...] = ()
    executed_by: str = ""
    effective: str = Order.Effective.ON_SIGNING
    effective_on: datetime.date | None = field(default=None)

    def holding(self, function: str) -> list[Appointee]:
        return [someone for someone in self.people if someone.function == function]

    @property
    def chair(self) -> Appointee:
        return self.holding(Function.CHAIR)[0]

    @property
    def mentions_experts(self) -> bool:
        return any("ekspert" in task.lower() for task in self.tasks)
