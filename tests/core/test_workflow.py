import enum
from dataclasses import dataclass

import pytest

from apps.core.errors import DomainError
from apps.core.workflow import Step, Workflow


class Status(enum.StrEnum):
    OPEN = "open"
    SHUT = "shut"

    @property
    def label(self):
        return {"open": "otwarte", "shut": "zamknięte"}[self]


@dataclass
class Door:
    status: str
    jammed: bool = False

    def get_status_display(self):
        return Status(self.status).label


SHUT = Step(
    "shut",
    "Zamknij",
    frozenset({"open"}),
    "shut",
    lambda user, door: user == "woźny",
    "woźny",
    lambda door: ["Drzwi się zacięły."] if door.jammed else [],
)
DOOR = Workflow("drzwi", Status, Status.OPEN, SHUT)


def test_a_step_that_may_be_taken():
    assert DOOR.check("shut", "woźny", Door("open")) is SHUT
    assert DOOR.available("woźny", Door("open")) == [SHUT]


@pytest.mark.parametrize(
    ("user", "door", "reason"),
    [
        ("woźny", Door("shut"), "„Zamknij”: nie można tego zrobić, bo stan to „zamknięte”."),
        ("gość", Door("open"), "„Zamknij”: może to zrobić woźny."),
        ("woźny", Door("open", jammed=True), "Drzwi się zacięły."),
    ],
)
def test_a_refusal_says_why(user, door, reason):
    with pytest.raises(DomainError, match="^" + reason.replace(".", r"\.") + "$"):
        DOOR.check("shut", user, door)
    assert DOOR.available(user, door) == []


def test_a_jammed_door_still_shows_whose_move_it_is():
    assert DOOR.allowed("woźny", Door("open", jammed=True)) == [SHUT]


def test_the_pairs_for_the_database():
    assert DOOR.transitions() == [("open", "shut")]
