"""First steps of a centre and people without accounts: for its administrator and director."""

from django.db.models import Exists, OuterRef
from django.urls import reverse

from apps.accounts.models import Person, Role, RoleGrant, User
from apps.core import clock
from apps.core.polish import plural
from apps.projects.models import Pilot
from apps.publication.models import CentreNotice

from .matter import Matter, Matters


def collect(user: User, found: Matters) -> None:
    if user.has_role(Role.DIRECTOR, Role.ADMIN) and not Pilot.objects.visible_to(user).exists():
        why = "Od niego zależy treść zarządzeń i lista opinii."
        found.mine.append(
            Matter("Ośrodek nie ma jeszcze pilotażu", reverse("projects:pilot_new"), "Opisz pilotaż", why)
        )
    if user.has_role(Role.ADMIN):
        _for_the_administrator(user, found)


def _for_the_administrator(user, found):
    why = "Administrujesz kontami ośrodka."
    directors = RoleGrant.objects.filter(person__centre=user.centre_id, role=Role.DIRECTOR, revoked_at=None)
    if not (is_led := directors.exists()):
        found.mine.append(Matter("Ośrodek nie ma dyrektora", reverse("accounts:person_new"), "Dodaj dyrektora", why))
    without = _without_account(user)
    if without:
        noun = plural(without, "osoba nie ma", "osoby nie mają", "osób nie ma")
        found.mine.append(
            Matter(f"{without} {noun} jeszcze konta", reverse("accounts:people"), "Zaproś do programu", why)
        )
    if is_led:
        found.mine += _notice(user)


def _notice(user):
    """The accessibility statement is announced once, and reviewed by 31 March each year (art. 11)."""
    announced, today = CentreNotice.objects.filter(centre=user.centre_id).first(), clock.today()
    why, url = "Wymaga tego ustawa o dostępności cyfrowej.", reverse("publication:announce")
    if announced is None:
        return [Matter("Ośrodek nie ogłosił jeszcze deklaracji dostępności", url, "Ogłoś deklarację", why)]
    if announced.reviewed_on.year < today.year:
        until = today.replace(month=3, day=31)
        return [Matter("Deklaracja dostępności czeka na coroczny przegląd", url, "Sprawdź i zapisz", why, until=until)]
    return []


def _without_account(user):
    active = User.objects.filter(person=OuterRef("pk"), is_active=True)
    return Person.objects.visible_to(user).filter(~Exists(active), user=None, left_on=None).count()
