"""Comparing a file in the browser, which sends it nowhere."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser import IN_A_BROWSER, grave, sideways
from tests.factories.orders import frozen_document
from tests.factories.publications import public_order

ISSUED = b"%PDF-1.7 tekst zarz\xc4\x85dzenia"
pytestmark = IN_A_BROWSER


@pytest.fixture
def document(transactional_db):
    issued = public_order(factories.centre())
    return frozen_document(issued.centre, "scan", ISSUED)


@pytest.fixture
def verify(live_server, page, document):
    page.complaints, page.sent = [], []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("request", lambda request: page.sent.append((request.method, request.url)))
    page.goto(f"{live_server.url}/sprawdz/{document.code}/", wait_until="networkidle")
    return page


def choose(page, content, name="plik.pdf"):
    page.get_by_label("Wskaż plik albo upuść go tutaj").set_input_files(
        {"name": name, "mimeType": "application/pdf", "buffer": content}
    )


ANSWERS = {
    ISSUED: "✓ To wierna kopia tego dokumentu.",
    ISSUED + b"\nappended signature": "➜ Ten plik zaczyna się od wydanej treści i ma coś dopisane na końcu.",
    ISSUED[:-1] + b"X": "✗ To inny plik.",
    ISSUED[:-1] + b"X and more": "✗ To inny plik.",
    ISSUED[:5]: "✗ To inny plik.",
    b"": "✗ To inny plik.",
}


@pytest.mark.parametrize("content", ANSWERS)
def test_a_chosen_file_is_compared_and_not_sent(verify, content):
    before = len(verify.sent)  # fonts and the icon may still be asked for
    choose(verify, content)
    answer = verify.locator("[data-verify-answer][role=status]")
    expect(answer).to_contain_text(ANSWERS[content])
    expect(answer).to_contain_text("Plik „plik.pdf”:")
    sent = [one for one in verify.sent[before:] if one[0] != "GET" or "/static/" not in one[1]]
    assert (sent, verify.complaints) == ([], [])


def test_a_dropped_file_is_compared_too(verify):
    data = verify.evaluate_handle(
        """bytes => { const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], "upuszczony.pdf")); return data; }""",
        list(ISSUED),
    )
    verify.dispatch_event("[data-verify]", "dragover", {"dataTransfer": data})
    expect(verify.locator("[data-verify][data-over]")).to_have_count(1)
    verify.dispatch_event("[data-verify]", "drop", {"dataTransfer": data})
    expect(verify.locator("[data-verify-answer][role=status]")).to_contain_text(
        "Plik „upuszczony.pdf”:✓ To wierna kopia"
    )
    expect(verify.locator("[data-verify][data-over]")).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_file_is_chosen_and_compared_by_keyboard_alone(verify, key):
    """The browser asks which file; it is given one in place of the system's window, which no test opens: whoever
    listens early has stopped that window before the key is pressed, also on a busy computer."""
    verify.on("filechooser", lambda asked: None)
    for _ in range(40):
        if verify.evaluate("document.activeElement.type") == "file":
            break
        verify.keyboard.press("Tab")
    expect(verify.get_by_label("Wskaż plik albo upuść go tutaj")).to_be_focused()
    with verify.expect_file_chooser() as asked:
        verify.keyboard.press(key)
    asked.value.set_files({"name": "plik.pdf", "mimeType": "application/pdf", "buffer": ISSUED})
    answer = verify.locator("[data-verify-answer][role=status]")
    expect(answer).to_contain_text("Plik „plik.pdf”:✓ To wierna kopia tego dokumentu.")
    expect(verify.get_by_label("Wskaż plik albo upuść go tutaj")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("content", [ISSUED, ISSUED + b"more", b"other"])
def test_axe_finds_nothing_grave(verify, width, scheme, content):
    verify.set_viewport_size({"width": width, "height": 800})
    verify.emulate_media(color_scheme=scheme)
    choose(verify, content)
    expect(verify.locator("[data-verify-answer][role=status]")).to_contain_text("Plik „plik.pdf”")
    assert (grave(verify), sideways(verify)) == ([], 0)


def test_without_a_script_the_digest_and_the_way_remain(live_server, new_context, document):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/sprawdz/{document.code}/")
    text = page.get_by_role("main").inner_text().replace("\xa0", " ")
    assert [document.blob_id in text, "sha256sum plik.pdf" in text, "Wskaż plik" in text] == [True, True, False]
