"""Who, by when, with what notes: saved with a trace, and nothing of it lost."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.implementation import actions, phases, rules
from apps.implementation.board import board_of
from apps.implementation.evidence.actions import withdraw_evidence
from apps.implementation.holders import suggested
from apps.implementation.models import Evidence, Phase, Task, TaskHolder
from apps.texts.models import TextRevision
from tests import factories
from tests.factories.implementation import scene, statement, step

pytestmark = pytest.mark.django_db
SOON, LATER = datetime.date(2018, 10, 1), datetime.date(2018, 11, 1)


def plan(mine, by="director", seen="|", **said):
    return actions.plan_task(mine.pilot, mine.analysis, seen=seen, by=getattr(mine, by), **said)


def test_a_plan_is_one_deed_that_says_what_changed(mine):
    plan(mine, due_on=SOON, give=[mine.people["member"]])
    task = plan(mine, "chair", seen=f"{SOON}|", due_on=LATER, take=[mine.people["member"]], give=[mine.people["chair"]])

    assert [str(one.person) for one in task.holders.all()] == ["Osoba Chair"]
    event = AuditEvent.objects.get(verb="task.planned", actor_id=mine.chair.pk)
    told = {name: event.data[name] for name in ("due_on", "given", "taken")}
    assert told == {"due_on": "2018-11-01", "given": ["Osoba Chair"], "taken": ["Osoba Member"]}
    assert event.data["before"]["due_on"] == "2018-10-01"


def test_a_deadline_that_somebody_else_changed_meanwhile_is_not_overwritten(mine):
    plan(mine, due_on=SOON)

    with pytest.raises(StaleVersion):
        plan(mine, "chair", seen="|", due_on=LATER)
    assert Task.objects.get(step=mine.analysis).due_on == SOON


def test_two_who_only_add_people_do_not_meet(mine):
    plan(mine, due_on=SOON, give=[mine.people["chair"]])
    task = plan(mine, "chair", seen="|", due_on=SOON, give=[mine.people["member"]])

    assert sorted(str(one.person) for one in task.holders.all()) == ["Osoba Chair", "Osoba Member"]


def test_a_task_is_given_only_to_those_who_work_here(mine):
    stranger = factories.person(factories.centre(), "Obca Osoba")
    gone = factories.person(mine.centre, "Dawna Osoba", left_on=SOON)

    for person in (stranger, gone):
        with pytest.raises(DomainError, match="tylko osobie, która pracuje w ośrodku"):
            plan(mine, give=[person])


def test_notes_of_two_at_once_are_both_kept(mine):
    actions.save_notes(mine.pilot, mine.analysis, "Pierwsze.", 1, by=mine.chair)
    with pytest.raises(StaleVersion) as lost:
        actions.save_notes(mine.pilot, mine.analysis, "Drugie.", 1, by=mine.member)

    assert (lost.value.theirs, lost.value.mine, lost.value.version) == ("Pierwsze.", "Drugie.", 2)
    kept = TextRevision.objects.filter(object_type="implementation.task").order_by("pk")
    assert list(kept.values_list("body", "version")) == [("Pierwsze.", 2), ("Drugie.", None)]


def test_notes_are_refused_to_who_may_not_change_the_task(mine):
    with pytest.raises(DomainError, match="Zadanie zmienia dyrektor"):
        actions.save_notes(mine.pilot, mine.analysis, "Tekst.", 1, by=mine.employee)
    assert not Task.objects.exists()


# Done, and what shows it


def test_a_statement_written_while_finishing_becomes_evidence_that_shows_the_task(mine):
    task = actions.move_task(mine.pilot, mine.workshop, "finish", by=mine.coordinator, statement="Odbyły się dwa.")

    [shown] = task.shown_by.all()
    assert (str(shown.evidence), shown.evidence.kind, shown.evidence.current.statement) == (
        "D1",
        "statement",
        "Odbyły się dwa.",
    )


def test_one_piece_shows_many_tasks_and_each_keeps_its_trace(mine):
    piece = statement(mine, shows=[mine.workshop])
    actions.show_tasks(piece, by=mine.director, add=[mine.rules, mine.analysis], remove=[mine.workshop])
    actions.show_by(mine.pilot, mine.document, by=mine.chair, add=[piece], remove=[])

    steps = sorted(one.task.step.pk for one in piece.shows.select_related("task__step"))
    assert steps == sorted([mine.rules.pk, mine.analysis.pk, mine.document.pk])
    assert list(AuditEvent.objects.filter(verb="task.shown").values_list("data__added", flat=True)) == [["D1"]]


def test_links_of_tasks_that_are_not_mine_stay(mine):
    piece = statement(mine, shows=[mine.workshop])

    actions.show_tasks(piece, by=mine.member, add=[mine.analysis, mine.rules], remove=[mine.workshop])

    assert {one.task.step for one in piece.shows.all()} == {mine.workshop, mine.analysis}


# The database's own guards


def row(mine, step, **fields):
    now = statement(mine, f"{step.pk}").added_at
    return Task.objects.create(pilot=mine.pilot, step=step, edited_by=mine.director, edited_at=now, **fields)


@pytest.mark.parametrize("what", ["step", "phase", "holder", "evidence", "state"])
def test_nothing_of_another_pilot_or_centre_comes_into_a_task(mine, what):
    other = scene()
    phase = Phase.objects.create(pilot=other.pilot, rank=1, name="Obcy", starts_on=SOON, ends_on=LATER)
    piece = statement(other)
    task = row(mine, mine.analysis)
    refusals = {
        "step": "innej wersji Tabeli 1",
        "phase": "Etap należy do innego pilotażu",
        "holder": "osoba z innego ośrodka",
        "evidence": "dowód tego samego pilotażu",
        "state": "Zadanie zaczyna się od stanu",
    }
    given = {"given_by": mine.director, "given_at": task.edited_at}
    linked = {"linked_by": mine.director, "linked_at": task.edited_at}
    deeds = {
        "step": lambda: row(mine, other.analysis),
        "phase": lambda: Task.objects.filter(pk=task.pk).update(phase=phase),
        "holder": lambda: TaskHolder.objects.create(task=task, person=other.people["chair"], **given),
        "evidence": lambda: task.shown_by.create(evidence=piece, **linked),
        "state": lambda: row(mine, mine.rules, state="in_work"),
    }

    with pytest.raises(DatabaseError, match=refusals[what]), transaction.atomic():
        deeds[what]()


def test_tasks_stay_in_their_pilot(mine):
    task = row(mine, mine.analysis)
    with pytest.raises(DatabaseError, match="Raz zapisane nie zmienia się"), transaction.atomic():
        Task.objects.filter(pk=task.pk).update(step=mine.document)


# Who usually does what


def test_people_are_suggested_from_roles_and_rosters(mine):
    clerk = factories.person(mine.centre, "Beata Świadcząca", job_title="inspektor w Dziale Świadczeń")
    benefits = step(mine.products[0], "benefits")
    steps = {
        "centre": mine.workshop,
        "director": mine.rules,
        "hr": mine.duties,
        "team": mine.analysis,
        "benefits": benefits,
    }
    by = {actor: [str(one.person) for one in suggested(mine.pilot, which)] for actor, which in steps.items()}

    assert by == {
        "centre": ["Osoba Director", "Dorota Dyrektorska", "Osoba Coordinator"],
        "director": ["Osoba Director", "Dorota Dyrektorska"],
        "hr": ["Osoba Hr"],
        "team": ["Osoba Chair", "Osoba Member"],
        "benefits": [str(clerk)],
    }


# Phases


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2018-03-01", "2019-08-31", ["2018-03-01–2018-05-31", "2018-06-01–2019-05-31", "2019-06-01–2019-08-31"]),
        ("2018-03-10", "2018-05-20", ["2018-03-10–2018-03-31", "2018-04-01–2018-04-30", "2018-05-01–2018-05-20"]),
        ("2018-03-10", "2018-03-20", ["2018-03-10–2018-03-20"]),
    ],
)
def test_proposed_phases_fill_the_time_of_the_pilot(mine, starts, ends, expected):
    mine.pilot.starts_on, mine.pilot.ends_on = map(datetime.date.fromisoformat, (starts, ends))
    rows = phases.proposed(mine.pilot)

    assert [f"{row.starts_on}–{row.ends_on}" for row in rows] == expected
    assert all(one.ends_on + datetime.timedelta(1) == two.starts_on for one, two in zip(rows, rows[1:], strict=False))


def test_phases_are_set_together_and_one_that_goes_leaves_its_tasks(mine):
    seen = phases.fingerprint([])
    made = actions.set_phases(mine.pilot, phases.proposed(mine.pilot), seen=seen, by=mine.coordinator)
    plan(mine, phase=made[0])

    rows = [phases.Row("Jeden etap", mine.pilot.starts_on, mine.pilot.ends_on, made[1].pk)]
    actions.set_phases(mine.pilot, rows, seen=phases.fingerprint(made), by=mine.director)

    assert list(mine.pilot.phases.values_list("pk", "name")) == [(made[1].pk, "Jeden etap")]
    assert Task.objects.get().phase is None


def test_phases_that_somebody_changed_meanwhile_are_not_overwritten(mine):
    actions.set_phases(mine.pilot, phases.proposed(mine.pilot), seen=phases.fingerprint([]), by=mine.director)

    with pytest.raises(StaleVersion):
        actions.set_phases(mine.pilot, [], seen=phases.fingerprint([]), by=mine.coordinator)
    assert mine.pilot.phases.count() == 3


def test_only_the_director_and_the_coordinator_set_phases(mine):
    for name in ("hr", "chair", "admin", "employee", "expert"):
        assert not rules.may_run(getattr(mine, name), mine.pilot)
        with pytest.raises(DomainError, match="Etapy pilotażu ustala"):
            actions.set_phases(mine.pilot, [], seen=phases.fingerprint([]), by=getattr(mine, name))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (1, "1 dzień"),
        (2, "2 dni"),
        (5, "5 dni"),
        (22, "22 dni"),
        (366, "ponad rok"),
        (740, "ponad 2 lata"),
        (1900, "ponad 5 lat"),
    ],
)
def test_overdue_is_said_in_words(days, words):
    today = SOON + datetime.timedelta(days)
    assert rules.is_overdue(SOON, "in_work", today)
    assert not rules.is_overdue(SOON, "done", today)
    assert rules.overdue_in_words(SOON, today) == f"{words} po terminie"


def test_evidence_of_a_task_counts_only_what_stands(mine):
    pieces = [statement(mine, text, shows=[mine.workshop]) for text in ("Jeden.", "Dwa.")]
    withdraw_evidence(pieces[0], "Pomyłka.", by=mine.director)

    lines = {line.label: line for line in board_of(mine.pilot, mine.director).lines}
    assert (lines["1.1"].evidence_count, lines["1.1"].is_shown, lines["1.2"].is_shown) == (1, True, False)
    assert Evidence.objects.count() == 2
