"""For every test that drives a browser."""


def follow(locator):
    """Click what leads to another page, and come back when that page is there. Playwright's click does not wait: what
    is asked next would be asked of the old page, or of neither."""
    with locator.page.expect_navigation():
        locator.click()
