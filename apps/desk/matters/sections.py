"""Sections of opinions that are the person's to write, and texts of theirs that did not get saved."""

from django.urls import reverse

from apps.accounts.models import Gender, User
from apps.opinions.writing.reading import waiting_for, with_lost_texts

from .matter import Matter, Matters


def collect(user: User, found: Matters) -> None:
    if user.person_id is None:
        return
    for one in waiting_for(user):
        found.mine.append(_to_write(one.section))
    feminine = user.person.gender == Gender.FEMININE
    for section in with_lost_texts(user):
        found.mine.append(_lost(section, feminine))


def _to_write(section):
    what = f"Część „{section.part.title}” ({section.opinion}) czeka na Ciebie"
    url = reverse("opinions:section", args=[section.opinion_id, section.pk])
    why = f"Zespół przydzielił Ci tę część; stan: {section.get_state_display()}."
    return Matter(what, url, "Pisz dalej" if section.body else "Zacznij pisać", why, until=section.due_on)


def _lost(section, feminine):
    what = f"Twój niezapisany tekst w części „{section.part.title}” ({section.opinion})"
    url = reverse("opinions:section_unsaved", args=[section.opinion_id, section.pk])
    wrote = "Napisałaś" if feminine else "Napisałeś"
    return Matter(what, url, "Zobacz i zdecyduj", f"{wrote} go, gdy ktoś zapisał tę część albo trwało głosowanie.")
