"""Real browsers for the pages of a section."""

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import sync_playwright

from tests.browser import ARGS, CHROMIUM


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def cookie_of(user, address):
    session = client_of(user).cookies[settings.SESSION_COOKIE_NAME].value
    return {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}


def drive(cookies, go):
    """go(*pages): a page of a person of its own for each cookie, in one browser. Runs in a thread of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        pages = []
        for cookie in cookies:
            context = browser.new_context(locale="pl-PL")
            context.add_cookies([cookie])
            pages.append(context.new_page())
        go(*pages)
        browser.close()


def write(page, address):
    """Open the page and wait for its editor."""
    page.goto(address)
    page.locator("[contenteditable=true]").wait_for()
    return page.locator("[contenteditable=true]")


def axe(page):
    """What axe finds on the page: (rule, where)."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["target"]) for one in found]
