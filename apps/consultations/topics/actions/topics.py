"""The expert's list of topics for the teams."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max

from apps.accounts.models import User
from apps.consultations.models import Concept, Topic, TopicTeam
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.core.polish import day_in_words
from apps.teams.models import ExpertDocument, Team
from apps.texts.words import who_saved

from .. import notifications, rules

NO_TEAM = "Wybierz co najmniej jeden zespół, który opracuje zagadnienie."


@dataclass(frozen=True)
class Said:
    """What a topic says and whom it asks."""

    title: str
    description: str
    due_on: datetime.date | None
    teams: Collection[Team]

    @property
    def columns(self) -> dict:
        return {"title": self.title, "description": self.description, "due_on": self.due_on}


@deed
def add_topic(document: ExpertDocument, said: Said, *, by: User) -> Topic:
    """Name a topic under the document's next number; members of the teams are told."""
    _require(by, document)
    document = (
        ExpertDocument.objects.select_for_update(no_key=True, of=("self",)).select_related("pilot").get(pk=document.pk)
    )
    _check_open(document)
    _check_day(said.due_on)
    _check_teams(said.teams, rules.teams_at_work(document))
    last = document.topics.aggregate(last=Max("number"))["last"] or 0
    now = clock.now()
    topic = Topic.objects.create(
        document=document,
        number=last + 1,
        **said.columns,
        asked_by=by,
        asked_by_name=by.full_name,
        asked_at=now,
        edited_by=by,
        edited_at=now,
    )
    TopicTeam.objects.bulk_create(TopicTeam(topic=topic, team=team) for team in said.teams)
    notifications.tell_of_topic(topic, said.teams, by=by)
    audit.record("topic.ask", topic, by=by, **_told(said))
    return topic


@deed
def change_topic(topic: Topic, said: Said, seen: int, *, by: User) -> Topic:
    """Change what nobody has changed since version `seen` (else StaleVersion); what it said before stays in the
    register. A team that has begun its concept stays."""
    _require(by, topic.document)
    topic = _locked(topic)
    _check_open(topic)
    if topic.version != seen:
        who = who_saved("to zagadnienie", topic.edited_by, topic.edited_at)
        raise StaleVersion(f"W międzyczasie {who}. Porównaj oba zapisy i zapisz jeszcze raz.", version=topic.version)
    if said.due_on != topic.due_on:
        _check_day(said.due_on)
    before = {one.team_id: one.team for one in topic.asked.select_related("team")}
    added, gone = _asked_anew(topic, said.teams, before)
    old = {name: getattr(topic, name) for name in said.columns}
    changed = {name: value for name, value in said.columns.items() if old[name] != value}
    if not (changed or added or gone):
        raise DomainError("Nic się nie zmieniło.")
    for name, value in (changed | {"version": seen + 1, "edited_by": by, "edited_at": clock.now()}).items():
        setattr(topic, name, value)
    topic.save(update_fields=[*changed, "version", "edited_by", "edited_at"])
    notifications.tell_of_topic(topic, added, by=by)
    if changed:
        notifications.tell_of_change(topic, [team for pk, team in before.items() if pk not in gone], by=by)
    was = {name: old[name] for name in changed}
    audit.record("topic.change", topic, by=by, was=was, changed=changed, added=_ids(added), removed=sorted(gone))
    return topic


@deed
def withdraw_topic(topic: Topic, why: str, *, by: User) -> Topic:
    """Give the topic up, with the reason. It and what was written about it stay to be read."""
    _require(by, topic.document)
    topic = _locked(topic)
    _check_open(topic)
    if not why.strip():
        raise DomainError("Napisz, dlaczego zagadnienie zostaje wycofane.")
    topic.withdrawn_at, topic.withdrawn_why = clock.now(), why.strip()
    topic.save(update_fields=["withdrawn_at", "withdrawn_why"])
    notifications.tell_of_withdrawal(topic, [one.team for one in topic.asked.select_related("team")], by=by)
    audit.record("topic.withdraw", topic, by=by, why=why.strip())
    return topic


def _asked_anew(topic, teams, before) -> tuple[list[Team], set[int]]:
    """(teams asked now, ids of those asked no more), written down."""
    offered = [*rules.teams_at_work(topic.document), *before.values()]
    _check_teams(teams, offered)
    added = [team for team in teams if team.pk not in before]
    gone = set(before) - {team.pk for team in teams}
    begun = Concept.objects.filter(topic=topic, team__in=gone).select_related("team").first()
    if begun:
        raise DomainError(f"{begun.team} ma już koncepcję do tego zagadnienia, więc musi przy nim zostać.")
    topic.asked.filter(team__in=gone).delete()
    TopicTeam.objects.bulk_create(TopicTeam(topic=topic, team=team) for team in added)
    return added, gone


def _locked(topic) -> Topic:
    found = Topic.objects.select_for_update(no_key=True, of=("self",))
    return found.select_related("document__pilot__centre", "edited_by__person").get(pk=topic.pk)


def _check_open(thing):
    if isinstance(thing, Topic):
        reason = rules.closed_because(thing)
    else:
        reason = rules.CLOSED_DOCUMENT if thing.withdrawn_at else ""
    if reason:
        raise DomainError(reason)


def _check_day(due_on):
    if due_on and due_on < clock.today():
        raise DomainError(f"Termin {day_in_words(due_on)} już minął. Podaj dzień od dziś.")


def _check_teams(teams, offered):
    if not teams:
        raise DomainError(NO_TEAM)
    known = {team.pk for team in offered}
    if strangers := [str(team) for team in teams if team.pk not in known]:
        raise DomainError(f"Zarządzenia nie wskazują tego dokumentu zespołowi: {', '.join(strangers)}.")


def _require(by, document):
    if not rules.may_ask(by, document):
        raise DomainError(rules.ASKERS)


def _told(said) -> dict:
    return said.columns | {"teams": _ids(said.teams)}


def _ids(teams) -> list[int]:
    return sorted(team.pk for team in teams)
