"""The fixture is the source, word for word."""

from collections import Counter

import pytest
from django.core.management import call_command

from apps.catalogue.content import content, is_loaded, read
from apps.catalogue.management.commands.load_catalogue import FIRST
from apps.catalogue.models import CatalogueVersion
from apps.core.models import AuditEvent

from . import source

CODES = ["1", "2a", "2b", "3", "4a", "4b", "5"]


def products():
    return [(element, product) for element in read(FIRST)["elements"] for product in element["products"]]


def test_every_cell_of_the_source_comes_back_word_for_word():
    ours = [
        (element["name"], " ".join(step["text"] for step in product["steps"]), product["name"])
        for element, product in products()
    ]
    assert ours == source.cells()


def test_title_footnote_and_mark_are_the_sources():
    data, said = read(FIRST), source.lines()
    assert data["title"] == said[0]
    assert data["footnote"] == said[-2].replace("\\*", "*")
    assert f"# {data['label'].upper()}" == said[-1]


def test_five_elements_carry_seven_products():
    assert [product["code"] for _, product in products()] == CODES
    assert list(Counter(element["name"] for element, _ in products()).values()) == [1, 2, 1, 2, 1]


def test_only_the_first_product_is_a_determination():
    assert [product["code"] for _, product in products() if product["kind"] == "determination"] == ["1"]


def test_what_closes_after_the_pilot_has_a_step_that_says_so():
    closing = {product["code"]: product["closes_after_pilot"] for _, product in products()}
    assert closing == {
        product["code"]: any("po zakończeniu pilotażu" in step["text"].lower() for step in product["steps"])
        for _, product in products()
    }
    assert [code for code, closes in closing.items() if not closes] == ["1", "5"]


def test_a_step_is_after_the_pilot_when_its_words_say_so():
    for _, product in products():
        for step in product["steps"]:
            assert step["after_pilot"] == ("po zakończeniu pilotażu" in step["text"].lower()), step["text"]


ACTORS = {
    "1": ["centre", "centre"],
    "2a": ["team", "team", "team"],
    "2b": ["team", "team"],
    "3": ["director", "coordinator", "team"],
    "4a": ["director", "team", "benefits", "team", "director", "team", "director", "director", "team"],
    "4b": ["director", "director", "director", "director", "team", "team"],
    "5": ["director", "hr", "team"],
}


def test_each_step_names_the_one_who_acts():
    assert {product["code"]: [step["actor"] for step in product["steps"]] for _, product in products()} == ACTORS


KINDS_OF_PARTS = {
    "1": "sections 2, values",
    "2a": "sections 2, advantages, disadvantages, solution, law",
    "2b": "sections 1, solution, law",
    "3": "sections 2, model, law",
    "4a": "sections 4, advantages, disadvantages, model, tools, law",
    "4b": "sections 1, model, law",
    "5": "sections 3, model, law",
}


KINDS_OF_INTERMEDIATE = {
    ("4a", 4): "sections 2",
    ("4a", 6): "sections 1",
    ("4a", 9): "sections 1, advantages, disadvantages",
}


def kinds_of_parts(product, step):
    parts = [part for part in product["parts"] if part["of_step"] == step]
    sections = sum(part["kind"] == "section" for part in parts)
    rest = [part["recommendation_kind"] or part["kind"] for part in parts if part["kind"] != "section"]
    return ", ".join([f"sections {sections}", *rest])


def test_required_parts_follow_the_words_of_the_table():
    said, fed = {}, {}
    for _, product in products():
        said[product["code"]] = kinds_of_parts(product, None)
        for rank, step in enumerate(product["steps"], start=1):
            if step["intermediate_title"]:
                fed[product["code"], rank] = kinds_of_parts(product, rank)
    assert said == KINDS_OF_PARTS
    assert fed == KINDS_OF_INTERMEDIATE
    assert all(part["hint"] for _, product in products() for part in product["parts"])


@pytest.mark.django_db
def test_what_is_loaded_is_the_fixture_and_loading_twice_changes_nothing():
    call_command("load_catalogue")
    call_command("load_catalogue")

    version = CatalogueVersion.objects.get()
    assert content(version) == read(FIRST)
    assert version.published_at is not None
    assert is_loaded(read(FIRST))
    assert [event.verb for event in AuditEvent.objects.all()] == ["catalogue.loaded"]
