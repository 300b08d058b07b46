"""Opinions on documents in a real browser: saved while typed, clean for axe, no wider than a phone."""

import pytest
from django.urls import reverse

from apps.consultations.judging import actions
from apps.consultations.models import DocumentOpinion
from tests.factories import consultations as made
from tests.factories.judged import S, judged, vote
from tests.opinions.writing.conftest import together  # noqa: F401  a fixture
from tests.opinions.writing.driving import axe

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
]


def url(opinion, name):
    return reverse(f"consultations:{name}", args=[opinion.pk])


def version(page):
    return page.locator("[name=version]").input_value()


def wait_until(page, so):
    for _ in range(100):
        if so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("nothing was saved in ten seconds")


def test_the_conclusion_and_the_words_are_saved_while_they_are_typed(together):  # noqa: F811
    mine = judged(conclusion="")

    def go(server, page):
        page.goto(server + url(mine.opinion, "opinion_edit"))
        page.locator(".ProseMirror").wait_for()
        for act in (
            lambda: page.get_by_label("negatywna").check(),
            lambda: page.locator(".ProseMirror").press_sequentially("Nie teraz. "),
        ):
            before = version(page)
            act()
            wait_until(page, lambda before=before: version(page) != before)

    together([mine.member], go)
    now = DocumentOpinion.objects.get()
    assert (now.conclusion, "Nie teraz." in now.body) == ("negative", True)


def everything():
    """(opinions of one scene by state, its chair and member); dissent may be filed today."""
    mine = made.scene()
    found = {}
    for status in S:
        version = made.sent(mine, document=made.expert_document(mine, f"Ekspertyza {status}"))
        made.remark(mine, version, quote="14 dni", proposed_wording="21 dni")
        found[status] = judged(mine, status, version=made.to(version, "answering")).opinion
    version = made.sent(mine, document=made.expert_document(mine, "Ekspertyza"))
    judged(mine, S.VOTING, version=made.to(version, "answering"))
    vote(mine, "for", mine.chair)
    vote(mine, "against", mine.member)
    found["dissent"] = actions.close_vote(mine.opinion, by=mine.chair)
    mine.to_judge = made.sent(mine, document=made.expert_document(mine, "Bez opinii"))
    return mine, found


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_are_clean_for_axe_and_fit_a_phone(together, width):  # noqa: F811
    mine, of = everything()
    about = [mine.to_judge.document_id, 1, mine.team.pk]
    pages = {
        "chair": [url(of[status], "opinion") for status in S]
        + [url(of[S.WORKING], name) for name in ("opinion_edit", "opinion_put_to_vote")]
        + [url(of[S.VOTING], name) for name in ("opinion_vote", "opinion_close_vote", "opinion_withdraw_vote")]
        + [url(of[S.ADOPTED], "opinion_confirm"), reverse("consultations:opinion_begin", args=about)],
        "member": [url(of["dissent"], "opinion_dissent"), url(of["dissent"], "opinion")],
    }
    found = {}

    def go(server, *opened):
        for page, addresses in zip(opened, pages.values(), strict=True):
            page.set_viewport_size({"width": width, "height": 900})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                for address in addresses:
                    page.goto(server + address)
                    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    found[address, scheme] = (max(wide, 0), axe(page))

    together([mine.chair, mine.member], go)
    assert {address: what for address, what in found.items() if what != (0, [])} == {}
    assert len(found) == 2 * sum(map(len, pages.values()))
