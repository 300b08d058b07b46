"""A small organisation, written by the actions themselves."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from apps.organisation import actions
from apps.organisation.importing.actions import send_list
from apps.organisation.models import KeyPost, Measure

LIST = (
    "Imię;Nazwisko;Forma w dokumentach;Adres e-mail;Komórka;Stanowisko;Etat;Od dnia;Do dnia\r\n"
    "Zofia;Nowa;kobieta;zofia@example.org;DP;pracownik socjalny;0,5;1.09.2018;\r\n"
)
SINCE = datetime.date(2018, 1, 1)
OF_THE_MODEL = [
    "pracownik socjalny",
    "pracownik ds. świadczeń",
    "pracownik pierwszego kontaktu",
    "koordynator usług pomocy społecznej",
]
OF_THE_PROGRAM = {
    "inhabitants": "liczba mieszkańców",
    "families": "liczba rodzin i osób samotnych objętych pracą socjalną",
}


def rows_of_migrations():
    """Key posts and measures that migrations lay: tests that empty the database empty them too."""
    for rank, name in enumerate(OF_THE_MODEL, 1):
        KeyPost.objects.get_or_create(centre=None, name=name, defaults={"rank": rank, "is_social_worker": rank == 1})
    for rank, (key, name) in enumerate(OF_THE_PROGRAM.items(), 1):
        Measure.objects.get_or_create(centre=None, key=key, defaults={"name": name, "rank": rank})


def unit(centre, name, by, *, parent=None, symbol="", rank=0, since=SINCE):
    said = {"name": name, "symbol": symbol, "parent": parent, "rank": rank}
    return actions.add_unit(centre, said, since, by=by)


def position(of, name, by, *, fte="1", leads=False, key_post=None, since=SINCE):
    said = {"unit": of, "name": name, "symbol": "", "fte": Decimal(fte), "key_post": key_post, "leads": leads}
    return actions.add_position(of.centre, said, since, by=by)


def organised(centre, hr):
    """One unit with one position, and a key post of the centre's own."""
    made = unit(centre, "Dział Pomocy", hr, symbol="DP")
    return SimpleNamespace(
        unit=made,
        position=position(made, "pracownik socjalny", hr, fte="2"),
        sent=send_list(centre, LIST.encode(), "lista.csv", by=hr),
        key_post=actions.add_key_post(centre, "asystent rodziny", by=hr),
    )
