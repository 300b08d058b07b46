"""For every test that drives a browser."""


def follow(locator):
    """Click what leads to another page, and come back when all of it is there. A click alone comes back when the new
    page begins: what is asked next would be asked of a page with nothing in it."""
    with locator.page.expect_navigation():
        locator.click()
