"""Tags of the library's templates."""

from django import template

from apps.core.templatetags.page import standing
from apps.opinions.models import HandOver

from ..reviewing import reading

register = template.Library()


@register.simple_tag
def review_state(one: HandOver) -> str:
    """Shape and word of where an edition stands with WRZOS."""
    return standing(reading.state_of(one), reading.state_in_words(one))
