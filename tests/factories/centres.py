import datetime
from itertools import count

from django.utils import timezone

from apps.accounts.models import Centre, Person, RoleGrant, User
from apps.projects.models import Pilot

DIRECTOR_PASSWORD = "haslo-do-testow-123"
_next = count(1)


def centre(slug=None, **fields):
    slug = slug or f"osrodek-{next(_next):05}"  # sorted as they were made, past the tenth, too
    return Centre.objects.create(
        slug=slug,
        **{
            "name": "Miejski Ośrodek Pomocy Społecznej w Częstochowie",
            "name_genitive": "Miejskiego Ośrodka Pomocy Społecznej w Częstochowie",
            "name_locative": "Miejskim Ośrodku Pomocy Społecznej w Częstochowie",
            "short_name": f"MOPS {slug}",
            "city": "Częstochowa",
            "city_genitive": "Częstochowy",
            "city_locative": "Częstochowie",
            "legal_basis": "§ 7 ust. 2 Statutu Miejskiego Ośrodka Pomocy Społecznej w Częstochowie",
            "financing_line": "Projekt współfinansowany ze środków przykładowych.",
        }
        | fields,
    )


def person(centre, name="Anna Przykładowa", *, gender="f", roles=(), **fields):
    first_name, last_name = name.split(" ", 1)
    someone = Person.objects.create(
        centre=centre,
        first_name=first_name,
        last_name=last_name,
        gender=gender,
        **{"job_title": "pracownik socjalny"} | fields,
    )
    for role in roles:
        RoleGrant.objects.create(person=someone, role=role, granted_at=timezone.now())
    return someone


def user_of(who, email=None):
    """The account of a person (or of nobody: pass a full name)."""
    return _account(str(who), email, person=who)


def wrzos(name="Wanda Recenzencka", email=None):
    return _account(name, email, is_wrzos=True)


def operator(name="Olgierd Instalacyjny", email=None):
    return _account(name, email, is_operator=True)


def _account(name, email, **fields):
    user = User(full_name=name, email=email or f"osoba{next(_next):05}@example.org", **fields)
    user.set_password(DIRECTOR_PASSWORD)
    user.save()
    return user


def pilot(centre, catalogue_version, **fields):
    return Pilot.objects.create(
        centre=centre,
        catalogue_version=catalogue_version,
        **{
            "project_name": "Komplementarni w działaniu",
            "financing_line": "",
            "starts_on": datetime.date(2018, 3, 1),
            "ends_on": datetime.date(2019, 8, 31),
        }
        | fields,
    )
