"""What is asked of every page on the way: axe finds nothing grave in light and dark, nothing sticks out sideways at
320 px or 1280 px, the console says nothing."""

from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

SERIOUS = {"serious", "critical"}
RESULTS = {"resultTypes": ["violations"]}
CONTRAST = {"runOnly": ["color-contrast"]} | RESULTS


class Looker:
    WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 700}

    def __init__(self, journey, folder):
        self.journey, self.folder, self.number = journey, folder, 0

    def __call__(self, page, name):
        """The whole of axe wide and light, narrow and dark; crossed, only what crossing can change: contrast."""
        self.number += 1
        for size, scheme, rules in [
            (self.WIDE, "light", RESULTS),
            (self.WIDE, "dark", CONTRAST),
            (self.NARROW, "dark", RESULTS),
            (self.NARROW, "light", CONTRAST),
        ]:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            self._photograph(page, name, size, scheme)
            found = {"sideways": sideways(page), "axe": grave(page, rules)}
            assert found == {"sideways": 0, "axe": []}, f"{name}, {size['width']} px, {scheme}: {found}"
        page.set_viewport_size(self.WIDE)
        assert (name, page.said) == (name, [])

    def _photograph(self, page, name, size, scheme):
        if self.folder:
            file = f"{self.number:02}-{name}-{size['width']}-{scheme}.png"
            page.screenshot(path=Path(self.folder) / self.journey / file, full_page=True)


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
