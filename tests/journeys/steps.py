"""What people do on the way, and how texts are compared."""

import re
import unicodedata
from pathlib import Path

from apps.desk.demo.source import PASSWORD
from tests.browser import follow
from tests.gate import body_text

LAYOUT = re.compile(r"[\s\u00ad\u2010•◦‣]")  # line ends, divided words and bullets differ on a page and on paper


def log_in(page, name):
    page.goto("/konto/zaloguj/")
    sign_in(page, name)


def sign_in(page, name):
    """Fill in the log-in form that is open."""
    page.get_by_label("E-mail").fill(f"{name}@example.org")
    page.get_by_label("Hasło").fill(PASSWORD)
    send(page, "Zaloguj")


def link(page, name):
    follow(page.get_by_role("main").get_by_role("link", name=name).first)


def menu(page, name):
    follow(page.get_by_role("navigation", name="Menu główne").get_by_role("link", name=name))


def send(page, name):
    """Press a button that sends a form."""
    follow(page.get_by_role("button", name=name))


def save_order(page):
    """The long form has this button at both ends."""
    follow(page.get_by_role("button", name="Zapisz projekt").last)


def press(page, name):
    """Press a button that works within the page."""
    page.get_by_role("button", name=name).click()


def pick(select, text):
    """Choose the option that has the text in it."""
    select.select_option(select.locator("option", has_text=text).first.get_attribute("value"))


def member(page, place, person, function=None):
    """Fill in one line of the composition."""
    row = page.locator("[data-row]").nth(place)
    pick(row.get_by_label("Osoba"), person)
    if function:
        row.get_by_label("Funkcja").select_option(function)


def fetched(page, link_name):
    """The file behind a link of the page, as this person's browser gets it."""
    answer = page.request.get(page.get_by_role("link", name=link_name).first.get_attribute("href"))
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    return answer.body()


def downloaded(page, link_name):
    with page.expect_download() as waited:
        page.get_by_role("link", name=link_name).first.click()
    return Path(waited.value.path()).read_bytes()


def sheet(page):
    """The letters of the sheet of paper on the page."""
    return letters(page.locator("article.paper").inner_text())


def letters(text):
    return LAYOUT.sub("", unicodedata.normalize("NFC", text))


def printed(pdf):
    """The letters on the paper, running lines left out."""
    return letters(body_text(pdf))


def rows(page, region):
    """The texts of the cells of a table, row by row."""
    lines = page.get_by_role("region", name=region).locator("tbody tr").all()
    return [[cell.inner_text().replace("\xa0", " ") for cell in line.locator("th, td").all()] for line in lines]
