"""Tags of the library's templates."""

from functools import cache

from django import template
from django.template.loader import render_to_string

from apps.core.templatetags.page import standing
from apps.opinions.models import HandOver

from ..reviewing import reading

register = template.Library()


@register.simple_tag
def review_state(one: HandOver) -> str:
    """Shape and word of where an edition stands with WRZOS."""
    return _state(reading.state_of(one), reading.state_in_words(one))


@cache
def _state(state, words):
    """A list has many of the few."""
    return render_to_string("components/status.html", standing(state, words))
