"""Any tree, any sequence of amendments: whoever takes the printed words of the amending orders and does what they say
gets the consolidated text."""

import re
from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.orders.amending.applying import apply
from apps.orders.amending.consolidating import consolidate
from apps.orders.amending.history import Amendment
from apps.orders.amending.ordering import ordered
from apps.orders.amending.units import walk
from apps.orders.amending.wording import amending_provision
from apps.orders.text import bare, citations, from_json, labelled, to_json, to_text

from . import reader
from .strategies import amendments, trees

ACT = "zarządzeniu nr 1/2018 z dnia 11 czerwca 2018 r. w sprawie próby"
SLOWLY = settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOWLY
@given(st.data())
def test_the_words_of_amending_orders_make_the_consolidated_text(data):
    tree = data.draw(trees())
    clerk = reader.read(to_text(tree))
    assert reader.text_of(clerk) == to_text(tree)
    for _ in range(data.draw(st.integers(1, 3))):
        changes = data.draw(amendments(tree))
        said = to_text((amending_provision(changes, tree, ACT),))
        reader.amend(clerk, said)
        tree = apply(tree, changes)
        assert reader.text_of(clerk) == to_text(tree), said
        assert reader.faults(clerk) == []
        assert reader.faults(reader.read(said)) == [] if "„" not in said else True


@SLOWLY
@given(st.data())
def test_no_unit_changes_its_number_and_nothing_untouched_changes_its_words(data):
    before = labelled(data.draw(trees()))
    changes = data.draw(amendments(before))
    after = {path: node for path, node, _ in walk(apply(before, changes))}
    whole = {path for change in changes for path in getattr(change, "paths", ())}
    words = {change.path for change in changes if hasattr(change, "path")}

    kept = [(path, node) for path, node, _ in walk(before) if not any(path[:n] in whole for n in range(1, len(path)))]
    assert [path for path, _ in kept if path not in after] == []
    same = [(path, node) for path, node in kept if path not in whole | words]
    assert [path for path, node in same if bare(after[path].text) != bare(node.text)] == []
    assert [path for path, node in same if bare(after[path].tail) != bare(node.tail)] == []


@SLOWLY
@given(st.data())
def test_every_change_is_made_by_one_provision_of_the_amending_order(data):
    tree = data.draw(trees())
    changes = data.draw(amendments(tree))
    in_order = ordered(changes, tree)
    provision = amending_provision(changes, tree, ACT)
    cited = citations((provision,))
    assert list(cited) == [f"change {n}" for n in range(len(in_order))]
    assert len(set(cited.values())) == len(in_order)
    assert apply(tree, in_order) == apply(tree, changes)
    assert ordered(in_order, tree) == in_order


@SLOWLY
@given(st.data())
def test_a_stored_amendment_prints_the_same(data):
    tree = data.draw(trees())
    provision = amending_provision(data.draw(amendments(tree)), tree, ACT)
    assert to_text(from_json(to_json((provision,)))) == to_text((provision,))


@SLOWLY
@given(st.data())
def test_beside_one_another_stand_the_text_of_today_and_the_one_that_is_coming(data):
    """Leaving out what is in bold gives today's text; leaving out what it will replace gives the coming one."""
    tree = labelled(data.draw(trees()))
    now = _made(data, tree)
    later = _made(data, _after(tree, now))
    made = consolidate(tree, [now], [later], str)
    assert to_text(_bare(made.tree, ahead=False)) == to_text(_after(tree, now))
    coming = to_text(_after(_after(tree, now), later))
    assert _unmarked(to_text(_bare(made.tree, ahead=True))) == _unmarked(coming)


@SLOWLY
@given(st.data())
def test_every_footnote_is_called_once_in_reading_order_and_says_a_whole_sentence(data):
    tree = labelled(data.draw(trees()))
    first = _made(data, tree)
    made = consolidate(tree, [first, _made(data, _after(tree, first))], [], lambda place: f"zarządzenia nr {place}")
    called = [note for _, node, _ in walk(made.tree) for note in node.notes]
    assert called == [note.number for note in made.footnotes] == list(range(1, len(called) + 1))
    assert [
        note.text for note in made.footnotes if not note.text.endswith(".") or "przez" not in note.text.lower()
    ] == []


def _unmarked(text):
    """The mark after „(uchylony)” is formal (ZTP § 107): it alone makes no coming wording."""
    return re.sub(r"(\(uchylon[yae]\))[.,;]?", r"\1", text)


def _made(data, tree):
    changes = ordered(data.draw(amendments(tree)), tree)
    cited = citations((amending_provision(changes, tree, ACT),))
    return Amendment(tuple((change, cited[f"change {n}"]) for n, change in enumerate(changes)))


def _after(tree, amendment):
    return apply(tree, tuple(change for change, _ in amendment.changes))


def _bare(units, *, ahead):
    """Today's text (what is ahead left out) or the coming one (what has a twin ahead left out), without footnotes.
    What is ahead holds only what is coming, so it is left as it stands."""
    coming = {(unit.kind, unit.label) for unit in units if unit.ahead}
    kept = [unit for unit in units if unit.ahead == ahead or (ahead and (unit.kind, unit.label) not in coming)]
    return tuple(
        replace(unit, notes=(), children=unit.children if unit.ahead else _bare(unit.children, ahead=ahead))
        for unit in kept
    )
