"""{% load paper %}: the QR code of a document."""

import segno
from django import template
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def qr(address, title="Kod QR: sprawdzenie dokumentu"):
    """The address as an inline SVG with a title, so that nothing is fetched and nothing goes unnamed."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(  # noqa: S308  drawn by segno, which escapes the title
        code.svg_inline(border=0, omitsize=True, title=title, svgclass="qr", lineclass=None)
    )
