import pytest
from django.core.management import CommandError, call_command

from apps.catalogue.actions import change_row, load_catalogue, new_version_from, publish_version
from apps.catalogue.content import content, read
from apps.catalogue.management.commands.load_catalogue import FIRST
from apps.catalogue.models import CatalogueVersion, FinalProduct
from apps.catalogue.rules import fingerprint
from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return load_catalogue(FIRST, by=None)


@pytest.fixture
def reviewer():
    return factories.wrzos()


def changed(row, by, **values):
    return change_row(row, values, seen=fingerprint(row, values), by=by)


def test_loading_the_same_wording_again_returns_the_version_there_is(first):
    assert load_catalogue(read(FIRST), by=None) == first
    assert CatalogueVersion.objects.count() == 1


def test_another_wording_under_the_same_number_is_refused(first):
    with pytest.raises(DomainError, match="Wersja 1 Tabeli 1 już istnieje i brzmi inaczej"):
        load_catalogue(read(FIRST) | {"title": "Inny tytuł"}, by=None)


def test_the_command_says_the_refusal(first, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(FIRST.read_text().replace("wersja robocza", "wersja poprawiona"))
    with pytest.raises(CommandError, match="brzmi inaczej"):
        call_command("load_catalogue", str(other))


def test_a_new_version_is_a_copy_that_waits_to_be_published(first, reviewer):
    copy = new_version_from(first, by=reviewer)

    assert content(copy) == content(first) | {"number": 2}
    assert copy.published_at is None
    assert AuditEvent.objects.first().data == {"copied_from": 1}


def test_one_version_waits_at_a_time(first, reviewer):
    new_version_from(first, by=reviewer)
    with pytest.raises(DomainError, match="Wersja 2 czeka już na publikację"):
        new_version_from(first, by=reviewer)


def test_a_waiting_version_is_corrected_and_published(first, reviewer):
    copy = new_version_from(first, by=reviewer)
    changed(copy.products.get(code="5"), reviewer, short_name="Struktura ośrodka")
    publish_version(copy, by=reviewer)

    copy.refresh_from_db()
    assert copy.published_by == reviewer
    assert copy.products.get(code="5").short_name == "Struktura ośrodka"
    assert first.products.get(code="5").short_name == "Modelowa struktura działania ośrodka"


def test_a_change_keeps_what_was_there_before_in_the_register(first, reviewer):
    step = new_version_from(first, by=reviewer).products.get(code="4a").steps.get(rank=6)
    changed(step, reviewer, text=step.text + ".", actor="team")

    event = AuditEvent.objects.first()
    assert (event.verb, event.data) == ("catalogue.changed", {"before": {"text": step.text}, "changed": ["text"]})


def test_a_text_changed_in_the_meantime_is_not_overwritten(first, reviewer):
    product = new_version_from(first, by=reviewer).products.get(code="1")
    seen = fingerprint(product, ["short_name"])
    changed(product, reviewer, short_name="Cele i wartości")

    with pytest.raises(StaleVersion) as conflict:
        change_row(product, {"short_name": "Zasady"}, seen=seen, by=reviewer)
    assert (conflict.value.mine, conflict.value.theirs) == ("Zasady", "Cele i wartości")


def test_a_published_version_is_refused_in_words(first, reviewer):
    with pytest.raises(DomainError, match="Wersja 1 jest opublikowana i nie można jej zmienić"):
        changed(FinalProduct.objects.get(code="1"), reviewer, short_name="Zasady")
    with pytest.raises(DomainError, match="Wersja 1 jest opublikowana"):
        publish_version(first, by=reviewer)


def test_only_wrzos_keeps_the_catalogue(first):
    director = factories.user_of(factories.person(factories.centre(), roles=["director"]))
    for deed in [
        lambda: new_version_from(first, by=director),
        lambda: publish_version(first, by=director),
        lambda: load_catalogue(FIRST, by=director),
        lambda: changed(first, director, label="inna"),
    ]:
        with pytest.raises(DomainError, match="zmienia i publikuje tylko WRZOS"):
            deed()
