"""The pulse of a centre: a number that grows in the transaction of every deed and every saved draft of its people.

What was worked out from a centre's data may be remembered under the pulse it was worked out at: read the pulse first,
then the data. A deed of somebody without a centre (WRZOS, the operator) may concern any centre and moves the pulse of
all; their drafts are nobody else's business and move none. See docs/adr/0024."""

from typing import Any

from django.db import connection

EVERYWHERE = 0  # the row of deeds by people without a centre


def beat(by: Any, *, draft: bool = False) -> None:
    """Move the pulse. The row stays locked until the transaction ends: called last, and once in a transaction."""
    centre_id = getattr(by, "centre_id", None)
    if draft and centre_id is None:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_pulse AS p (centre_id, beats) VALUES (%s, 1)"
            " ON CONFLICT (centre_id) DO UPDATE SET beats = p.beats + 1",
            [centre_id or EVERYWHERE],
        )


def pulse_of(centre_id: int) -> str:
    """The centre's pulse and that of everywhere; equal only while nothing has changed. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT centre_id, beats FROM core_pulse WHERE centre_id IN (%s, %s)", [EVERYWHERE, centre_id])
        beats = dict(cursor.fetchall())
    return f"{beats.get(EVERYWHERE, 0)}.{beats.get(centre_id, 0)}"
