"""What the program says after an entry."""

from apps.core import clock


def counter_raised(year: int, last: int) -> str:
    """How far the counter went; which number comes next is of use only while the year lasts."""
    said = f"Ostatni numer w {year} r. to teraz {last}."
    return f"{said} Następne zarządzenie dostanie numer {last + 1}." if year == clock.today().year else said
