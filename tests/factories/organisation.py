"""A small organisation, written by the actions themselves."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

from apps.organisation import actions
from apps.organisation.importing.actions import send_list

LIST = (
    "Imię;Nazwisko;Forma w dokumentach;Adres e-mail;Komórka;Stanowisko;Etat;Od dnia;Do dnia\r\n"
    "Zofia;Nowa;kobieta;zofia@example.org;DP;pracownik socjalny;0,5;1.09.2018;\r\n"
)
SINCE = datetime.date(2018, 1, 1)


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
