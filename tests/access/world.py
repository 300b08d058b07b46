"""Two centres with one thing of each kind, and one person of each role in both."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from tests import factories

ROLES = {
    "dir": ["director"],
    "hr": ["hr"],
    "adm": ["admin"],
    "exp": ["expert"],
    "coo": ["coordinator"],
    "emp": ["employee"],
    "mem": ["employee"],
    "cha": ["employee"],
}


@dataclass
class Own:
    """What belongs to one centre."""

    centre: Any
    users: dict = field(default_factory=dict)
    things: dict = field(default_factory=dict)


def build():
    version = factories.catalogue_version()
    parts = [("section", "Ocena"), ("recommendations", "Rekomendacje", "model")]
    products = [factories.product(version, code, parts=parts) for code in ["1", "2a", "3", "5"]]
    return own("a", version, products), own("b", version, products)


def own(slug, version, products):
    mine = Own(factories.centre(slug))
    people = {key: factories.person(mine.centre, f"Osoba {key.title()}", roles=roles) for key, roles in ROLES.items()}
    mine.users = {key: factories.user_of(person) for key, person in people.items()}
    pilot = factories.pilot(mine.centre, version, ends_on=datetime.date(2018, 12, 31))
    team = factories.team(
        mine.centre,
        [(people["cha"], "chair"), (people["mem"], "member")],
        pilot=pilot,
        products=[product.code for product in products],
    )
    mine.things = {"pilot": pilot, "team": team, "products": products, "version": version, "people": people}
    return mine


def client_of(user):
    client = Client()
    client.force_login(user)
    return client
