"""The database's own guards over an opinion, made from the workflow's table."""

import pgtrigger

from .models import Opinion
from .workflow import OPINION


def register() -> None:
    """Attach the triggers to the model: models.py cannot, since the table stands above it."""
    pgtrigger.register(
        pgtrigger.FSM(name="moves_by_the_table", field="status", transitions=OPINION.transitions()),
        pgtrigger.Protect(
            name="is_born_working", operation=pgtrigger.Insert, condition=pgtrigger.Q(new__status__df=OPINION.initial)
        ),
        pgtrigger.ReadOnly(name="keeps_its_place", fields=["pilot", "product", "team"]),
    )(Opinion)
