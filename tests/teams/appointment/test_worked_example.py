"""Worked example A, from what a browser sends to the words of the PDF."""

import datetime
import re

import pymupdf
import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.reading import stored_bytes
from apps.orders.actions import set_last_number
from apps.orders.models import IssuedOrder
from apps.orders.text import sheet_lines
from tests import factories

from . import example, forms

pytestmark = pytest.mark.django_db
JUNE_11 = datetime.date(2018, 6, 11)


@pytest.fixture
def director(client):
    centre = factories.centre(is_example=True)
    user = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    client.force_login(user)
    return user


def words(text):
    """Words alone: lines are broken differently on paper, on a page and in a test."""
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def test_the_worked_example_comes_out_word_for_word(client, director):
    with clock.pretend(JUNE_11):
        set_last_number(director.centre, 2018, 22, by=director)
        sent = client.post(reverse("teams:appointment_new"), forms.worked_example(director.centre) | {"check": "1"})
        page = client.get(sent.url)
        shown_hash = page.context["shown_hash"]
        client.post(sent.url, {"shown_hash": shown_hash})

    issued = IssuedOrder.objects.get()
    lines = sheet_lines(issued.text, issued.number_text, day_in_words(issued.signed_on))
    assert "\n".join(lines) == example.WHOLE


def test_the_preview_and_the_pdf_say_the_same_words(client, director):
    with clock.pretend(JUNE_11):
        set_last_number(director.centre, 2018, 22, by=director)
        sent = client.post(reverse("teams:appointment_new"), forms.worked_example(director.centre) | {"check": "1"})
        page = client.get(sent.url)
        client.post(sent.url, {"shown_hash": page.context["shown_hash"]})

    assert preview(page) == words(example.WHOLE)
    assert printed(stored_bytes(IssuedOrder.objects.get().document)) == words(example.WHOLE)


def preview(page):
    article = re.search(r'<article class="paper".*?</article>', page.content.decode(), re.DOTALL)[0]
    return words(re.sub(r"<[^>]+>", "", re.sub(r"</p>", "\n", article)))


def printed(pdf):
    """The text between the running head and foot of each page."""
    top, bottom = 25 * 72 / 25.4, (297 - 25) * 72 / 25.4
    pages = pymupdf.open(stream=pdf)
    return words("\n".join(page.get_text(clip=(0, top - 2, 600, bottom + 2)) for page in pages))


def test_the_roster_says_by_which_provision_everybody_entered(client, director):
    with clock.pretend(JUNE_11):
        sent = client.post(reverse("teams:appointment_new"), forms.worked_example(director.centre) | {"check": "1"})
        client.post(sent.url, {"shown_hash": client.get(sent.url).context["shown_hash"]})

    roster = IssuedOrder.objects.get().teams.get().intervals.order_by("rank")
    assert [(entry.name, entry.function, entry.provision, entry.since_on) for entry in roster] == [
        ("Anna Przykładowa", "chair", "§ 2 pkt 1 zarządzenia nr 1/2018", JUNE_11),
        ("Jan Wzorcowy", "deputy", "§ 2 pkt 2 zarządzenia nr 1/2018", JUNE_11),
        ("Maria Testowa", "secretary", "§ 2 pkt 3 zarządzenia nr 1/2018", JUNE_11),
        ("Barbara Modelowa", "member", "§ 2 pkt 4 lit. a zarządzenia nr 1/2018", JUNE_11),
        ("Piotr Szablonowy", "member", "§ 2 pkt 4 lit. b zarządzenia nr 1/2018", JUNE_11),
        ("Ewa Próbna", "member", "§ 2 pkt 4 lit. c zarządzenia nr 1/2018", JUNE_11),
    ]
