"""What is asked of every page on the way: nobody is shut out of it, and the console says nothing."""

from pathlib import Path

from tests.browser import NARROW, WIDE, grave, look, sideways  # noqa: F401  some tests know them from here


class Looker:
    WIDE, NARROW = WIDE, NARROW

    def __init__(self, journey, folder):
        self.journey, self.folder, self.number = journey, folder, 0

    def __call__(self, page, name):
        self.number += 1
        look(page, name, photograph=self._photograph if self.folder else None)
        assert (name, page.said) == (name, [])

    def _photograph(self, page, name, size, scheme):
        file = f"{self.number:02}-{name}-{size['width']}-{scheme}.png"
        page.screenshot(path=Path(self.folder) / self.journey / file, full_page=True)
