"""Tags of the library's templates."""

from django import template

from apps.core.templatetags.page import standing
from apps.opinions.models import HandOver

from ..reviewing import reading

register = template.Library()


@register.inclusion_tag("components/status.html")
def review_state(one: HandOver) -> dict:
    """Shape and word of where an edition stands with WRZOS."""
    return standing(reading.state_of(one), reading.state_in_words(one))
