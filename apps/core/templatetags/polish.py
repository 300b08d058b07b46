from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from apps.core import polish

register = template.Library()


@register.filter(is_safe=True)
def typo(value):
    """Polish typography of the text, tags left alone; safe HTML stays safe, anything else is escaped first."""
    html = value if isinstance(value, SafeString) else conditional_escape(value)
    return mark_safe(polish.typography_of_html(str(html)))  # noqa: S308  escaped on the line above


@register.filter
def briefly(text, most):
    """As truncatechars of plain text, which looks at each character also of what is short."""
    text = str(text)
    return text if len(text) <= most else f"{text[: most - 1]}…"


@register.filter
def day(value):
    """„11 czerwca 2018 r.”, with non-breaking spaces."""
    return polish.typography(polish.day_in_words(value)) if value else ""


@register.filter
def hour(value):
    """„godz. 10.00”, with a non-breaking space."""
    return polish.hour_in_words(value).replace(" ", polish.NBSP) if value else ""


@register.simple_tag
def counted(n, one, few, many):
    """„3 uwagi”: the number with the right form."""
    return f"{n}{polish.NBSP}{polish.plural(n, one, few, many)}"
