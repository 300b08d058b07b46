"""„Moje zestawienia” in a browser: the list keeps itself fresh and says what changed; without a script a link does."""

import re

import pytest
from playwright.sync_api import expect

from apps.jobs import actions, tasks
from apps.jobs.models import Job
from tests.browser import IN_A_BROWSER, grave, sideways

pytestmark = [*IN_A_BROWSER, pytest.mark.django_db(transaction=True)]
SOON = 5000  # milliseconds; the list asks every second and a half


def logged_in(context, client, live_server, user):
    client.force_login(user)
    cookie = client.cookies["sesja"].value
    context.add_cookies([{"name": "sesja", "value": cookie, "url": live_server.url}])
    return context.new_page()


def test_the_list_keeps_itself_fresh(live_server, context, client, anna, ordered):
    job, complaints = ordered(lines=30, times=10_000), []
    page = logged_in(context, client, live_server, anna)
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{live_server.url}/zestawienia/")
    said = page.locator("[data-jobs-said]")
    expect(page.get_by_text("w kolejce")).to_be_visible()
    expect(page.get_by_text("Odśwież listę")).to_be_hidden()

    actions.take_up(job.pk, by=None)
    attempt = actions.Attempt(job.pk, 1)
    actions.report(attempt, 3, 10, "opinia 2a", by=None)
    expect(page.get_by_text("opinia 2a")).to_be_visible(timeout=SOON)
    expect(page.get_by_text("3 z 10 (30%)")).to_be_visible()
    expect(said).to_have_text("Zestawienie wierszy: w toku, 30%")

    stop = page.get_by_role("button", name=re.compile("Przerwij"))
    stop.focus()
    actions.report(attempt, 4, 10, "opinia 2b", by=None)
    expect(page.get_by_text("opinia 2b")).to_be_visible(timeout=SOON)
    expect(stop).to_be_focused()
    expect(said).to_have_text("Zestawienie wierszy: w toku, 30%")  # not every percent is worth saying
    assert (grave(page), sideways(page)) == ([], 0)

    actions.put_back(job.pk, by=None)
    tasks.run_job.call(job_pk=job.pk)
    download = page.get_by_role("link", name=re.compile("Pobierz"))
    expect(download).to_be_visible(timeout=SOON)
    expect(download).to_be_focused()
    expect(said).to_have_text("Zestawienie wierszy: gotowe")
    with page.expect_download() as saved:
        download.click()
    assert saved.value.suggested_filename == "Wiersze.txt"
    assert saved.value.path().stat().st_size == Job.objects.get().size
    for width, scheme in [(1280, "light"), (320, "dark")]:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        assert (grave(page), sideways(page)) == ([], 0)
    assert complaints == []


def test_without_a_script_a_link_loads_the_list_again(live_server, browser, client, anna, ordered):
    job = ordered()
    with browser.new_context(java_script_enabled=False) as context:
        page = logged_in(context, client, live_server, anna)
        page.goto(f"{live_server.url}/zestawienia/")
        expect(page.get_by_text("w kolejce")).to_be_visible()
        tasks.run_job.call(job_pk=job.pk)
        page.get_by_role("link", name="Odśwież listę").click()
        expect(page.get_by_text("gotowe")).to_be_visible()
        page.get_by_role("button", name="Zrób jeszcze raz").click()
        expect(page.get_by_text("Zestawienie powstaje")).to_be_visible()
