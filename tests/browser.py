"""For every test that drives a browser: which one, how a page is looked at, how one link leads to the next page."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe

CHROMIUM = os.environ.get("MOPS_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
MISSING = os.environ.get("MOPS_NO_BROWSER") or "nie ma Chromium"
QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"]
FEATURES = (  # Playwright's own list, which a second one replaces, and half of the cost of a window: its address bar
    "--disable-features=AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,AvoidUnnecessaryBeforeUnloadCheckSync,"
    "DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,HttpsUpgrades,LensOverlay,MediaRouter,"
    "NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,PreconnectToSearch,ThirdPartyStoragePartitioning,"
    "WebUIOmniboxAimPopup,WebUIOmniboxPopup"
)
ARGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", FEATURES, *QUIET]
IN_A_BROWSER = [
    pytest.mark.journey,
    pytest.mark.skipif(not CHROMIUM, reason=MISSING),
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}
SERIOUS = {"serious", "critical"}
RESULTS = {"resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"]} | RESULTS
LOOKS = [(WIDE, "light", RESULTS), (WIDE, "dark", CONTRAST), (NARROW, "dark", RESULTS), (NARROW, "light", CONTRAST)]
# The summary of errors asks for focus by autofocus and by the script; whichever comes second is told so.
TWICE = "Autofocus processing was blocked because a document already has a focused element."


def follow(locator):
    """Click what leads to another page, and come back when all of it is there. A click alone comes back when the new
    page begins: what is asked next would be asked of a page with nothing in it."""
    with locator.page.expect_navigation():
        locator.click()


def enter_as(context, client, user, base):
    """The browser's next pages are this person's."""
    client.force_login(user)
    context.add_cookies([{"name": "sesja", "value": client.cookies["sesja"].value, "url": base}])


def complaints_of(page):
    """A list that fills with what the console says."""
    said = []
    page.on("console", lambda message: message.text == TWICE or said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def look(page, name="", *, photograph=None):
    """axe finds nothing grave and nothing sticks out sideways: the whole of axe wide and light, narrow and dark;
    crossed, only what crossing can change: contrast."""
    for size, scheme, rules in LOOKS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        if photograph:
            photograph(page, name, size, scheme)
        where = (name or page.url, size["width"], scheme)
        assert (*where, grave(page, rules), sideways(page)) == (*where, [], 0)
    page.set_viewport_size(WIDE)


def grave(page, rules=RESULTS):
    """Serious and critical findings of axe, which stays in the page: (rule, where)."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("rules => axe.run(rules)", rules)["violations"]
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS]


def sideways(page):
    """Pixels by which the page is wider than its window."""
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return max(0, wider)
