"""What no page shows by itself when it is wrong: an address that is empty."""

import re
from pathlib import Path

from django.conf import settings

BLOCK = re.compile(r"{% block (\w+) %}(.*?){% endblock %}", re.DOTALL)
NAMED = re.compile(r"{% url [^%]*? as (\w+) %}")


def lost(page: str) -> set[str]:
    """Addresses used in a block of the page and named only in another: a block forgets its names when it ends."""
    blocks = [body for _, body in BLOCK.findall(page)]
    return {
        name
        for named in blocks
        for name in NAMED.findall(named)
        for body in blocks
        if name not in NAMED.findall(body) and re.search(rf"({{{{ |=){name}\b", body)
    }


def test_an_address_named_in_one_block_is_lost_in_another():
    named = '{% block breadcrumbs %}{% url "a:b" as list_url %}{% crumb "B" list_url %}{% endblock %}'
    used = ['href="{{ list_url }}"', '{% include "form.html" with cancel_url=list_url %}']
    assert [lost(named + "{% block content %}" + one + "{% endblock %}") for one in used] == [{"list_url"}] * 2
    assert lost(named) == set()


def test_every_page_names_the_addresses_it_uses():
    pages = Path(settings.BASE_DIR, "templates").rglob("*.html")
    assert {str(page): names for page in pages if (names := lost(page.read_text()))} == {}
