import pytest

from apps.catalogue.published import products_of
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_published_version_is_read_once(django_assert_num_queries):
    version = factories.catalogue_version()
    factories.product(version, "1", parts=[("section", "Cele")])
    factories.product(version, "2a")
    with django_assert_num_queries(3):
        first = products_of(version.pk)
    with django_assert_num_queries(0):
        again = products_of(version.pk)
        said = [(one.code, one.element.name, one.version.number, list(one.steps.all())) for one in again.values()]

    assert again is first
    assert said == [(code, "cele, wartości i zasady", version.number, []) for code in ("1", "2a")]
    assert [part.title for part in next(iter(again.values())).parts.all()] == ["Cele"]


def test_a_version_in_work_is_read_anew_each_time():
    version = factories.catalogue_version(published_at=None)
    made = factories.product(version, "1", short_name="zasady")
    before = products_of(version.pk)[made.pk].short_name
    made.short_name = "zasady i wartości"
    made.save()

    assert (before, products_of(version.pk)[made.pk].short_name) == ("zasady", "zasady i wartości")
