"""What the minutes say, as plain data: the same for the page, the paper and the hash; frozen at approval."""

import hashlib
import json
from typing import Any

from django.utils import timezone

from apps.core.polish import day_in_words, hour_in_words
from apps.teams.balloting import ballot_in_words
from apps.teams.counting import needed_for_quorum
from apps.teams.models import Ballot, BallotResult
from apps.teams.reading import in_words, provision_of

from . import words
from .models import AgendaItem, Decision, Meeting, MinutesRemark, Seat
from .subjects import TOGETHER


def content_of(meeting: Meeting) -> dict[str, Any]:
    """Everything the minutes say now. `meeting` comes from `whole()`."""
    team, pilot = meeting.team, meeting.team.pilot
    seats = seats_of(meeting)
    order = team.issued_order
    return {
        "centre_name": meeting.centre.name,
        "financing_line": (pilot.financing_line if pilot else "") or meeting.centre.financing_line,
        "team": team.name,
        "team_genitive": team.name_genitive,
        "order": f"nr {order.number_text} z dnia {day_in_words(order.signed_on)}",
        "day": day_in_words(meeting.held_on),
        "hour": hour_in_words(meeting.starts_at),
        "where": words.where(meeting),
        "led": _led(meeting, seats),
        "seats": seats,
        "quorum": quorum_of(meeting, seats),
        "guests": [{"name": guest.name, "capacity": guest.capacity} for guest in meeting.guests.all()],
        "items": [_item(item) for item in items_of(meeting)],
        "remarks": [_remark(remark) for remark in meeting.remarks.all()],
        "next_on": day_in_words(meeting.next_on) if meeting.next_on else "",
    }


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of what the minutes say; renaming the centre or its project raises no alarm."""
    said = {key: value for key, value in content.items() if key not in ("centre_name", "financing_line")}
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def seats_of(meeting: Meeting) -> list[dict[str, str]]:
    """Who was in the team that day, in the order of its roster, and whether they were there."""
    return [
        {
            "name": line.entry.name,
            "function": line.function,
            "key": line.entry.presence,
            "presence": words.presence_word(line.entry.presence, line.entry.person.gender),
            "note": line.entry.note,
        }
        for line in in_words(list(meeting.seats.select_related("person")))
    ]


def quorum_of(meeting: Meeting, seats: list[dict[str, str]]) -> dict[str, Any]:
    """How many were there and how many the order asks for; `needed` is 0 when it asks for none."""
    rules = meeting.rules
    said = {
        "entitled": len(seats),
        "present": sum(seat["key"] == Seat.Presence.PRESENT for seat in seats),
        "needed": needed_for_quorum(rules["quorum"], len(seats)) if rules else 0,
        "provision": provision_of(rules, "quorum"),
    }
    return said | {"words": words.quorum_said(said)}


def items_of(meeting: Meeting):
    """With all that is printed of them."""
    ballots = ("ballot__result", "ballot__team__issued_order")
    found = meeting.items.select_related(*TOGETHER, *ballots)
    return found.prefetch_related("decisions__person", "decisions__done")


def _led(meeting: Meeting, seats: list[dict[str, str]]) -> list[list[str]]:
    functions = {seat["name"]: seat["function"] for seat in seats}
    said = [(words.presided, meeting.presider), (words.recorded, meeting.recorder)]
    return [[word(who), str(who), functions.get(str(who), "")] for word, who in said if who is not None]


def _item(item: AgendaItem) -> dict[str, Any]:
    return {
        "title": item.title,
        "course": item.course,
        "decisions": [_decision(decision) for decision in item.decisions.all()],
        "ballot": _ballot(item.ballot) if item.ballot else None,
    }


def _decision(decision: Decision) -> dict[str, str]:
    return {
        "text": decision.text,
        "who": str(decision.person) if decision.person else "",
        "until": day_in_words(decision.due_on) if decision.due_on else "",
    }


def _ballot(ballot: Ballot) -> dict[str, Any]:
    """The result from data; only the subject while the vote still runs."""
    said = {"subject": ballot.subject, "is_open": not hasattr(ballot, "result")}
    if said["is_open"]:
        return said
    told, result = ballot_in_words(ballot), ballot.result
    counts = ("entitled", "votes_for", "votes_against", "abstentions", "decided_by_chair")
    said |= {name: getattr(result, name) for name in counts}
    said |= {"outcome": result.get_outcome_display(), "is_adopted": result.outcome == BallotResult.Outcome.ADOPTED}
    said |= {"order": told["order"], "rules": told["rules"]}
    rows = [{name: row[name] for name in ("name", "function", "vote")} for row in told["rows"]]
    return said | {"rows": rows, "dissents": _dissents(ballot)}


def _dissents(ballot: Ballot) -> list[str]:
    """Who filed a dissenting opinion to what was adopted, and when."""
    voted = getattr(ballot, "voted_content", None) or getattr(ballot, "voted_document_opinion", None)
    adoption = getattr(voted, "adoption", None)
    filed = adoption.dissents.all() if adoption else []
    return [f"{one.person_name}, {day_in_words(timezone.localdate(one.filed_at))}" for one in filed]


def _remark(remark: MinutesRemark) -> dict[str, str]:
    return {
        "name": remark.person_name,
        "body": remark.body,
        "disposition": remark.get_disposition_display() if remark.disposition else "nierozpatrzona",
        "reason": remark.reason,
    }
