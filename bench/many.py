"""A country of centres, made in bulk: one centre built by the factories and copied by SQL. Everything happens in the
caller's transaction and is meant to be rolled back; the guards of the database are off only there."""

from collections.abc import Iterator

from django.db import connection, models

from apps.accounts.models import Centre, Person, RoleGrant, User
from apps.catalogue.models import CatalogueVersion
from apps.documents.models import FrozenDocument
from apps.opinions.models import (
    Adoption,
    Confirmation,
    DissentingOpinion,
    Finding,
    HandedRecommendation,
    HandOver,
    Opinion,
    Recommendation,
    Section,
    VotedContent,
)
from apps.orders.models import IssuedOrder, Order
from apps.projects.models import Pilot
from apps.teams.models import Ballot, BallotResult, Elector, Team, Vote
from tests.factories import handed_over

STRIDE = 1_000_000  # between the keys of one copy and the next
# What one centre is made of: model, and the way from it to the centre.
COPIED: dict[type[models.Model], str] = {
    Centre: "pk",
    Person: "centre",
    RoleGrant: "person__centre",
    User: "person__centre",
    Pilot: "centre",
    FrozenDocument: "centre",
    Order: "centre",
    IssuedOrder: "centre",
    Opinion: "pilot__centre",
    Section: "opinion__pilot__centre",
    Finding: "opinion__pilot__centre",
    Recommendation: "opinion__pilot__centre",
    Ballot: "centre",
    Elector: "ballot__centre",
    Vote: "elector__ballot__centre",
    BallotResult: "ballot__centre",
    VotedContent: "opinion__pilot__centre",
    Adoption: "opinion__pilot__centre",
    DissentingOpinion: "adoption__opinion__pilot__centre",
    Confirmation: "opinion__pilot__centre",
    HandOver: "opinion__pilot__centre",
    HandedRecommendation: "centre",
}
UNIQUE = {"slug", "email"}  # texts that differ in every copy


def fill(version: CatalogueVersion, centres: int) -> None:
    """Add `centres` centres, each with a team and all products handed over to WRZOS. Guards stay off, and foreign keys
    unchecked, until the caller rolls back."""
    model = _model_centre(version)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what the factories wrote is asked now
        for copied in COPIED:
            cursor.execute(f'ALTER TABLE "{copied._meta.db_table}" DISABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for copied, way in COPIED.items():
            _copy(cursor, copied, way, model, centres - 1)
        for copied in COPIED:
            cursor.execute(f'ANALYZE "{copied._meta.db_table}"')


def _model_centre(version: CatalogueVersion) -> Centre:
    run, team = handed_over.pilot_with_team(version, "wzor-pomiaru", people=5)
    for number, product in enumerate(version.products.select_related("element")):
        said = [handed_over.recommendation(place) for place in range(1, 6)]
        dissents = ["Nie podzielam oceny skutków."] if number == 1 else []
        handed_over.handed_over(run, product, team, recommendations=said, dissents=dissents)
    return run.centre


def _copy(cursor, copied, way, model, times):
    """One INSERT … SELECT: every key of a copied row moves by a stride for each copy."""
    table = copied._meta.db_table
    chosen = copied._base_manager.filter(**{way: model.pk}).values("pk").query
    selected, params = chosen.sql_with_params()
    columns = [field.column for field in copied._meta.concrete_fields]
    values = ", ".join(_value(field) for field in copied._meta.concrete_fields)
    names = ", ".join(f'"{column}"' for column in columns)
    cursor.execute(
        f'INSERT INTO "{table}" ({names}) OVERRIDING SYSTEM VALUE SELECT {values} '
        f'FROM "{table}" AS row CROSS JOIN generate_series(1, %s) AS copy WHERE row."{columns[0]}" IN ({selected})',
        [times, *params],
    )


def _value(field: models.Field) -> str:
    column = f'row."{field.column}"'
    if field.primary_key or (field.is_relation and _target(field) in COPIED):
        return f"{column} + copy::bigint * {STRIDE}"
    if field.name == "code":
        return f"substr(md5({column} || copy), 1, 14)"
    if field.name in UNIQUE:
        return f"{column} || '-' || copy"
    if field.name == "short_name":
        return f"{column} || ' ' || copy"
    return column


def _target(field: models.Field) -> type[models.Model]:
    """A team is known by its appointing order."""
    return Order if field.related_model is Team else field.related_model


def sizes() -> Iterator[tuple[str, int]]:
    """How many rows there are, for the report."""
    for counted in (Centre, Opinion, HandedRecommendation):
        yield str(counted._meta.verbose_name_plural), counted._base_manager.count()
