"""The way from a thing's own page to what the journal says of it."""

from django import template
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..journal.reading import may_read

register = template.Library()


@register.simple_tag(takes_context=True)
def journal_link(context: template.Context, thing: Model) -> SafeString | str:
    """„Wpisy w dzienniku”, for those who may read it."""
    user = context["request"].user
    if not may_read(user) or user.centre_id != thing.centre_id:
        return ""
    address = f"{reverse('desk:journal')}?o={thing._meta.label_lower}-{thing.pk}"
    return format_html('<p class="mt-3"><a href="{}">Wpisy w dzienniku</a></p>', address)
