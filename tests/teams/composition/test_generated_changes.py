"""For any team and any sequence of changes of its composition: the text as amended lists exactly those who are in it,
each in the words of their function, and no unit is renumbered."""

from hypothesis import given, settings
from hypothesis import strategies as st

from apps.orders.amending.applying import apply
from apps.orders.amending.units import walk
from apps.orders.amending.wording import amending_provision, ordered
from apps.orders.text import labelled, to_text
from apps.teams.appointment.content import Appointee, Appointment, Names
from apps.teams.appointment.text import provisions
from apps.teams.composition.content import Seat, TeamChange
from apps.teams.composition.gender import gender_changes
from apps.teams.composition.seating import seating, titled
from apps.teams.models import Function

NAMES = Names("Ośrodka", "Dyrektor", "Dyrektora", "Dyrektorowi", "Dyrektorem")
OFFICES = [Function.DEPUTY, Function.SECRETARY]


def person(number, gender, function):
    return Appointee(number, f"Osoba Nr{number:03}", gender, str(function), f"stanowisko {number % 3}")


@st.composite
def compositions(draw, first=1):
    """One chair, perhaps a deputy and a secretary, and members; nobody twice."""
    offices = [Function.CHAIR, *draw(st.lists(st.sampled_from(OFFICES), unique=True))]
    functions = offices + [Function.MEMBER] * draw(st.integers(0, 4))
    genders = draw(st.lists(st.sampled_from("fm"), min_size=len(functions), max_size=len(functions)))
    pairs = enumerate(zip(genders, functions, strict=True), start=first)
    return tuple(person(number, gender, function) for number, (gender, function) in pairs)


def first_text(people):
    said = Appointment(NAMES, "Zespół do spraw prób", "Zespołu do spraw prób", people, ("praca", "ocena"))
    return labelled(provisions(said))


def seats_of(tree, people):
    leaves = [(path, node) for path, node, _ in walk(tree) if path[0] == ("paragraf", "2") and not node.children]
    return tuple(Seat(one, next(path for path, node in leaves if one.name in node.text)) for one in people)


def by_function(people):
    return sorted(people, key=lambda one: Function.values.index(one.function))


@st.composite
def changes(draw, people, first):
    """Who holds each seat after, and who gets a new one; always with one chair."""
    after = list(draw(compositions(first)))
    staying = [one for one in people if draw(st.booleans())]
    taken, joins, held = [], [], set()
    for one in people:
        how = draw(st.sampled_from(["stays", "renamed", "replaced"])) if one in staying else "leaves"
        another = next((new for new in after if new.function == one.function and new not in taken), None)
        if how == "replaced" and another:
            taken.append(another)
        elif how == "renamed":
            taken.append(Appointee(one.person, one.name, one.gender, one.function, "inne stanowisko"))
        else:
            taken.append(one if how != "leaves" else None)
    held = {one.function for one in taken if one}
    for new in after:
        if new not in taken and (new.function == Function.MEMBER or new.function not in held):
            joins.append(new)
            held.add(new.function)
    return tuple(taken), tuple(joins)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_the_amended_text_lists_exactly_those_who_are_in_the_team(data):
    people = data.draw(compositions())
    tree = first_text(people)
    for turn in range(1, 4):
        taken, joins = data.draw(changes(people, turn * 100))
        said = TeamChange(None, None, tree, seats_of(tree, people), taken, joins)
        made = list(seating(said).changes)
        before, after = said.chair_before, said.chair_after
        if before.gender != after.gender:
            made += gender_changes(tree, after.gender, made)
        if not made:
            assert said.people_after == list(people)
            continue
        text = amending_provision(ordered(tuple(made), tree), tree, "zarządzeniu")
        assert to_text((text,)).startswith("§ 1. W zarządzeniu ")
        amended = apply(tree, tuple(made))
        assert_lists(amended, said.people_after, after)
        assert_keeps_its_numbers(tree, amended)
        tree, people = amended, tuple(by_function(said.people_after))


def assert_lists(tree, people, chair):
    leaves = [
        (path, node)
        for path, node, _ in walk(tree)
        if path[0] == ("paragraf", "2") and not node.children and not node.repealed
    ]
    found = sorted(node.text for _, node in leaves)
    words = {one.name: titled(one, chair) for one in people}
    assert len(found) == len(people)
    for one in people:
        [(path, node)] = [(path, node) for path, node in leaves if one.name in node.text]
        in_list = one.function == Function.MEMBER and path[-1][0] == "litera"
        said = node.text.removeprefix("W skład Zespołu wchodzi ").rstrip(".")
        assert said == (words[one.name].split(" – ", 1)[1] if in_list else words[one.name])


def assert_keeps_its_numbers(before, after):
    """A unit may be repealed or written anew, never moved: every § stands where it stood."""
    assert [node.label for node in after] == [node.label for node in before]
    old = {path for path, _, _ in walk(before) if len(path) < 3}
    assert old <= {path for path, _, _ in walk(after)} | {path for path in old if path[0] == ("paragraf", "2")}
