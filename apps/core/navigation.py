"""The left navigation: what each kind of person works with, in the order of the work."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """One line of the navigation; it is current on every address that begins with its prefix."""

    label: str
    url_name: str
    prefix: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)

    def current(self, path: str) -> str:
        """The value of aria-current: the page itself, a page below it, or none."""
        if path == self.url:
            return "page"
        return "true" if self.prefix != "/" and path.startswith(self.prefix) else ""


HOME = Entry("Moje sprawy", "desk:home", "/")
ORDERS = Entry("Zarządzenia", "orders:register", "/zarzadzenia/")
TEAMS = Entry("Zespoły", "teams:teams", "/zespoly/")
MEETINGS = Entry("Posiedzenia", "meetings:meetings", "/posiedzenia/")
TABLE = Entry("Tabela 1", "catalogue:table", "/tabela-1/")
IMPLEMENTATION = Entry("Wdrażanie", "implementation:board", "/wdrazanie/")
OPINIONS = Entry("Opinie", "opinions:board", "/opinie/")
EXPERTS = Entry("Dokumenty ekspertów", "consultations:documents", "/dokumenty-ekspertow/")
ORGANISATION = Entry("Organizacja", "organisation:structure", "/organizacja/")
PILOTS = Entry("Pilotaże", "projects:pilots", "/pilotaze/")
PEOPLE = Entry("Osoby", "accounts:people", "/osoby/")
CENTRE = Entry("Ośrodek", "accounts:own_centre", "/osrodek/")
LIBRARY = Entry("Biblioteka", "reports:library", "/biblioteka/")
RECOMMENDATIONS = Entry("Rekomendacje", "recommendations:register", "/rekomendacje/")
REPORTS = Entry("Raporty", "national:reports", "/raporty/")
JOBS = Entry("Moje zestawienia", "jobs:jobs", "/zestawienia/")
JOURNAL = Entry("Dziennik", "desk:journal", "/dziennik/")
CENTRES = Entry("Ośrodki", "accounts:centres", "/osrodki/")
REVIEWERS = Entry("Recenzenci", "accounts:reviewers", "/recenzenci/")

EVERY_ENTRY = [
    HOME, ORDERS, TEAMS, MEETINGS, TABLE, IMPLEMENTATION, OPINIONS, EXPERTS, ORGANISATION, PILOTS, PEOPLE, CENTRE,
    LIBRARY, RECOMMENDATIONS, REPORTS, JOBS, JOURNAL, CENTRES, REVIEWERS,
]  # fmt: skip


def entries(user: Any) -> list[Entry]:
    """What this person sees in the navigation."""
    return list(_entries(user))


def _entries(user: Any) -> Iterator[Entry]:
    if user.person_id:
        yield from (HOME, ORDERS, TEAMS, MEETINGS, TABLE, IMPLEMENTATION, OPINIONS, EXPERTS, ORGANISATION)
        if user.has_role("director", "admin"):
            yield PILOTS
        if user.has_role("director", "hr", "admin"):
            yield PEOPLE
        if user.has_role("admin"):
            yield CENTRE
        yield JOBS
        if user.has_role("director", "admin"):
            yield JOURNAL
    if user.is_wrzos:
        yield from (HOME, LIBRARY, RECOMMENDATIONS, REPORTS, TABLE, JOBS)
    if user.is_operator:
        yield from (HOME, CENTRES, REVIEWERS, JOURNAL)
