"""Twenty teams, of one to thirty people: what the form was given is read back from the words of the order."""

import random

import pytest

from apps.orders.text import from_json, to_text
from tests import factories

from . import forms, reader

pytestmark = pytest.mark.django_db
FIRST = {"f": ["Anna", "Łucja", "Żaneta", "Ewa", "Śnieżana"], "m": ["Jan", "Łukasz", "Zdzisław", "Świętosław", "Piotr"]}
LAST = ["Wzorcowa-Próbna", "Żółć", "Ćwik", "Łękawa", "Śliwa", "Testowy", "Szablon", "Źrebak", "Ós", "Modelowy"]
JOBS = ["inspektor w Dziale Świadczeń", "pracownik socjalny", "", "kierownik RZPS Nr 1", "specjalista od 2010 r."]
TASKS = [
    "opracowanie koncepcji",
    "opiniowanie projektów pism",
    "praca od 1 maja 2018 r.",
    "zbieranie uwag (także ustnych)",
]
QUORUM = {
    "half": "co najmniej połowy",
    "more_than_half": "więcej niż połowy",
    "two_thirds": "co najmniej dwóch trzecich",
}
SIZES = [1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 6, 7, 9, 12, 15, 19, 24, 28, 30, 30]


@pytest.mark.parametrize(("seed", "size"), enumerate(SIZES))
def test_what_the_form_was_given_is_read_back_from_the_text(seed, size):
    chance = random.Random(seed)
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    people = [(someone(centre, chance), function) for function in functions(size, chance)]
    rules = {
        "quorum": chance.choice(list(QUORUM)),
        "majority": chance.choice(["simple", "absolute"]),
        "dissent_days": chance.choice(["", "1", "3", "14"]),
        "dissent_day_kind": chance.choice(["working", "calendar"]),
        "circular": chance.choice(["on", False]),
        "casting_vote": chance.choice(["on", False]),
    }
    tasks = chance.sample(TASKS, chance.randint(1, 4))
    shuffled = chance.sample(people, len(people))
    data = forms.typed(centre, shuffled, **given(tasks), **rules)

    order = forms.draft(centre, director, data)
    found = reader.read(to_text(from_json(order.body)))

    assert found.name == "Zespół do spraw wdrożenia modelu"
    assert found.people == as_read(in_order(shuffled))
    assert found.tasks == tasks
    assert found.quorum == QUORUM[rules["quorum"]]
    assert found.majority == {"simple": "zwykłą", "absolute": "bezwzględną"}[rules["majority"]]
    assert (found.circular, found.casting_vote) == (rules["circular"] == "on", rules["casting_vote"] == "on")
    assert found.dissent == dissent(rules["dissent_days"], rules["dissent_day_kind"])
    assert found.presides == {"f": "przewodnicząca", "m": "przewodniczący"}[chair(people).gender]


@pytest.mark.parametrize(("seed", "size"), enumerate(SIZES))
def test_each_person_is_cited_by_the_unit_that_names_them(seed, size):
    chance = random.Random(seed)
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    people = [(someone(centre, chance), function) for function in functions(size, chance)]
    order = forms.draft(centre, director, forms.typed(centre, people, **given(TASKS)))

    lines = to_text(from_json(order.body)).splitlines()
    for entry in order.effects["composition"]:
        assert entry["name"] in unit(lines, entry["provision"])


def unit(lines, provision):
    """The line that „§ 2 pkt 4 lit. a” cites."""
    start = next(n for n, line in enumerate(lines) if line.startswith("§ 2. "))
    words = provision.split(" ")[2:]
    for _, number in zip(words[::2], words[1::2], strict=True):
        start = next(n for n in range(start, len(lines)) if lines[n].startswith(f"{number}) "))
    return lines[start]


def given(tasks):
    return {
        "name": "Zespół do spraw wdrożenia modelu",
        "name_genitive": "Zespołu do spraw wdrożenia modelu",
        "legal_basis": "§ 7 Statutu",
        "duration": "indefinite",
        "tasks": "\n".join(tasks),
    }


def someone(centre, chance):
    gender = chance.choice("fm")
    name = f"{chance.choice(FIRST[gender])} {chance.choice(LAST)}"
    return factories.person(centre, name, gender=gender, job_title=chance.choice(JOBS))


def functions(size, chance):
    officers = ["chair", *chance.sample(["deputy", "secretary"], min(size - 1, chance.randint(0, 2)))]
    return officers + ["member"] * (size - len(officers))


def chair(people):
    return next(person for person, function in people if function == "chair")


def in_order(people):
    return [(p, f) for wanted in ["chair", "deputy", "secretary", "member"] for p, f in people if f == wanted]


def as_read(people):
    members = [person.gender for person, function in people if function == "member"]
    listed = "all f" if set(members) == {"f"} else "some m"
    words = {
        "chair": lambda person: person.gender,
        "deputy": lambda person: f"chair {chair(people).gender}",
        "secretary": lambda person: "",
        "member": lambda person: listed if len(members) > 1 else person.gender,
    }
    return [(function, words[function](person), str(person), person.job_title) for person, function in people]


def dissent(days, kind):
    if not days:
        return ""
    day = "dnia" if days == "1" else "dni"
    return f"{days} {day} {'roboczego' if days == '1' else 'roboczych'}" if kind == "working" else f"{days} {day}"
