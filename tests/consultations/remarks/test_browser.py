"""Remarks in a browser: a member writes without losing a word, chairs consolidate and close, the expert answers with
the keyboard; wide and narrow, light and dark."""

import pytest

from apps.consultations.models import Answer, Remark
from tests.browser import IN_A_BROWSER, follow, look
from tests.factories import consultations as made

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.get_by_role("link", name=name, exact=True)


def said(page):
    return page.locator("main").inner_text().replace("\u00a0", " ")


def test_remarks_from_the_first_word_to_the_answers(enter, page, complaints):
    mine = made.scene()
    version = made.sent(mine, "Zasady stosuje się w ośrodku.", "Wniosek rozpatruje się w 14 dni.", sight="after_own")
    theirs = made.remark(mine, version, "Termin jest za krótki.", by="chair")
    made.remark(mine, version, "Popraw przecinek.", by="other_member", unit="§ 1", nature="wording")
    at = f"/dokumenty-ekspertow/{mine.document.pk}/wersje/1"

    enter(mine.member, f"{at}/uwagi/nowa/?jednostka=p2")
    look(page)
    page.get_by_label("Treść uwagi").fill("Czternaście dni nie wystarczy.")
    page.get_by_text("Szkic zapisano").wait_for()
    draft = Remark.objects.get(submitted_at=None)
    assert (draft.body, draft.unit_label, page.url.endswith(f"/uwagi/{draft.pk}/zmien/")) == (
        "Czternaście dni nie wystarczy.", "§ 2", True
    )  # fmt: skip
    page.get_by_label("Uzasadnienie").fill("Wywiad trwa dłużej.")
    follow(button(page, "Zapisz szkic"))
    look(page)
    assert "Termin jest za krótki." not in said(page)
    follow(button(page, "Złóż uwagi (1)"))
    assert "Termin jest za krótki." in said(page)
    assert Remark.objects.get(pk=draft.pk).justification == "Wywiad trwa dłużej."

    enter(mine.chair, f"{at}/uwagi/")
    look(page)
    page.get_by_label(f"Zaznacz do połączenia uwagę nr {theirs.number}").check()
    page.get_by_label("Zaznacz do połączenia uwagę nr 3").check()
    follow(button(page, "Połącz zaznaczone"))
    look(page)
    follow(button(page, "Połącz uwagi"))
    assert "połączona z uwagą nr 1" in said(page)
    follow(link(page, "Zakończ zgłaszanie uwag zespołu"))
    look(page)
    follow(button(page, "Zakończ zgłaszanie uwag zespołu"))
    enter(mine.other_chair, f"{at}/uwagi/zakoncz/{mine.other_team.pk}/")
    follow(button(page, "Zakończ zgłaszanie uwag zespołu"))

    enter(mine.expert, f"{at}/uwagi/")
    follow(link(page, "Zamknij zbieranie uwag"))
    look(page)
    follow(button(page, "Zamknij zbieranie uwag"))
    look(page)
    follow(button(page, "Uwzględnij wszystkie redakcyjne z tej listy"))
    _answer_with_the_keyboard(page)
    look(page)
    follow(link(page, "Przekaż odpowiedzi"))
    look(page)
    follow(button(page, "Przekaż odpowiedzi"))
    look(page)
    assert dict(Answer.objects.values_list("remark__number", "disposition")) == {1: "rejected", 2: "accepted"}

    enter(mine.member, f"{at}/uwagi/{draft.pk}/")
    look(page)
    assert "Termin wynika z kodeksu." in said(page)
    assert complaints == []


def test_submitting_before_anything_is_kept_leaves_one_remark(enter, page, complaints):
    mine = made.scene()
    version = made.sent(mine)
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    enter(mine.member, f"/dokumenty-ekspertow/{mine.document.pk}/wersje/1/uwagi/nowa/")
    page.get_by_label("Treść uwagi").press_sequentially("Termin jest za krótki.", delay=60)
    page.wait_for_timeout(700)

    follow(button(page, "Złóż uwagę"))
    page.wait_for_timeout(2500)

    assert [(one.body, one.number) for one in Remark.objects.filter(of_version=version)] == [
        ("Termin jest za krótki.", 1)
    ]  # fmt: skip
    assert (len(sent), complaints) == (1, [])


def _answer_with_the_keyboard(page):
    """From the list to the next unanswered remark and through the form, without a mouse."""
    page.get_by_role("link", name="Odpowiedz na następną uwagę").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page)
    page.get_by_label("nieuwzględniona", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Termin wynika z kodeksu.")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
