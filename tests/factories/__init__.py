"""People and things for tests. Plain functions: each returns one saved object and lets a test say only what matters."""

from .catalogue import catalogue_version, product
from .centres import DIRECTOR_PASSWORD, centre, operator, person, pilot, user_of, wrzos
from .orders import issued_order, team

__all__ = [
    "DIRECTOR_PASSWORD",
    "catalogue_version",
    "centre",
    "issued_order",
    "operator",
    "person",
    "pilot",
    "product",
    "team",
    "user_of",
    "wrzos",
]
