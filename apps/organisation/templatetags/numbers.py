from django import template

from ..staffing.words import number

register = template.Library()
register.filter("liczba", number)


@register.filter
def cell(cells: dict[str, str], heading: str) -> str:
    """The cell under a heading of more than one word."""
    return cells.get(heading, "")
