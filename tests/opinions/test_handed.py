"""Recommendations as rows of the register: how they are grouped, and that nothing else gets in."""

import pytest
from django.db import DatabaseError, transaction

from apps.opinions.handed import act_key, article_key
from apps.opinions.models import HandOver
from tests import factories
from tests.factories.handed_over import handed_over, opinion_at, pilot_with_team

SAME = "ustawa o pomocy społecznej"


@pytest.mark.parametrize(
    "written",
    [
        "ustawa o pomocy społecznej",
        "Ustawa  o pomocy\nspołecznej ",
        "ustawa z dnia 12 marca 2004 r. o pomocy społecznej",
        "ustawa z dnia 12 marca 2004 roku o pomocy społecznej",
    ],
)
def test_one_act_has_one_key_however_it_is_written(written):
    assert act_key(written) == SAME


def test_another_act_has_another_key():
    assert act_key("ustawa z dnia 24 kwietnia 2003 r. o wolontariacie") == "ustawa o wolontariacie"


def test_articles_sort_as_articles_do():
    articles = ["art. 107 ust. 4", "art. 39a", "art. 39", "art. 9"]
    assert sorted(articles, key=article_key) == ["art. 9", "art. 39", "art. 39a", "art. 107 ust. 4"]


FORGED = {
    "other words": {"body": "Znieść całą ustawę."},
    "another number": {"number": "R9"},
    "another kind": {"kind": "other"},
    "another product": {"product_code": "5"},
    "an act that nobody named": {"legal_act": "ustawa o czym innym"},
}


@pytest.mark.django_db
@pytest.mark.parametrize("what", FORGED)
def test_the_register_takes_only_the_words_that_were_handed_over(what):
    run, team = pilot_with_team(factories.catalogue_version())
    one = handed_over(run, factories.product(run.catalogue_version), team)
    [row] = one.recommendations.all()
    row.pk, row.number = None, FORGED[what].get("number", row.number)
    for name, value in FORGED[what].items():
        setattr(row, name, value)
    with (
        pytest.raises(DatabaseError, match="Takiej rekomendacji nie ma w przekazanym dokumencie"),
        transaction.atomic(),
    ):
        row.save(force_insert=True)


@pytest.mark.django_db
def test_the_register_takes_no_words_for_another_centre():
    run, team = pilot_with_team(factories.catalogue_version())
    one = handed_over(run, factories.product(run.catalogue_version), team)
    [row] = one.recommendations.all()
    row.pk, row.centre = None, factories.centre()
    with pytest.raises(DatabaseError, match="Takiej rekomendacji nie ma"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.django_db
@pytest.mark.parametrize("said", [0, 1, 3])
def test_a_document_is_handed_over_with_as_many_dissents_as_were_filed(said):
    run, team = pilot_with_team(factories.catalogue_version())
    one = opinion_at(
        "confirmed", run, factories.product(run.catalogue_version), team, dissents=["Nie zgadzam się."] * 2
    )
    handed = {"handed_at": one.confirmation.confirmed_at, "handed_by": one.started_by, "edition": 1}
    with pytest.raises(DatabaseError, match="Liczba zdań odrębnych nie zgadza się"), transaction.atomic():
        HandOver.objects.create(opinion=one, confirmation=one.confirmation, dissents=said, **handed)
