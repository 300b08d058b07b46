"""What experts and teams do with the documents of an example centre: contracts, topics, versions, remarks, opinions."""

from contextlib import nullcontext
from datetime import date
from typing import Any

from apps.accounts.models import Role, User
from apps.consultations.commissions.actions import Terms, add_contract
from apps.consultations.judging import actions as judging
from apps.consultations.models import Contract, DocumentOpinion, DocumentVersion, Remark
from apps.consultations.outcome.actions import accept_version, forward
from apps.consultations.remarks import actions as remarks
from apps.consultations.topics import actions as topics
from apps.consultations.topics.actions.topics import Said
from apps.consultations.versions import actions as versions
from apps.core import clock
from apps.teams.actions import cast_vote
from apps.teams.models import Function
from apps.teams.rules import roster_on

from .centre import ExampleCentre


def consult(centre: ExampleCentre, at: dict[str, Any]) -> None:
    """All of it on its days, unless an interrupted build did it."""
    said = at.get("experts")
    if not said or Contract.objects.filter(pilot=centre.pilot).exists():
        return
    _contracts(centre, said["contracts"])
    for topic in said["topics"]:
        _topic(centre, topic)
    for version in said["versions"]:
        _version(centre, version)


def _contracts(centre, contracts) -> None:
    for said in contracts:
        days = {name: date.fromisoformat(said[name]) for name in ("signed_on", "since_on", "until_on")}
        documents = [centre.documents[key] for key in said["documents"]]
        terms = Terms(centre.people[said["person"]], said["number"], said["subject"], **days, documents=documents)
        with clock.pretend(terms.signed_on):
            add_contract(centre.pilot, terms, by=centre.holding(Role.DIRECTOR))


def _topic(centre, said) -> None:
    """An expert asks, a team answers, the expert takes it; files of no kind."""
    expert, team = centre.users[said["by"]], centre.teams[said["team"]]
    with _day(said["on"]):
        due_on = date.fromisoformat(said["due_on"])
        asked = Said(said["title"], said["description"], due_on, [team])
        topic = topics.add_topic(centre.documents[said["document"]], asked, by=expert)
        if information := said.get("information"):
            who = centre.users[information["by"]]
            topics.give_information(topic.document, information["title"], information["body"], [], by=who, topic=topic)
    if "concept" in said:
        _concept(centre, topic, team, said["concept"], expert)


def _concept(centre, topic, team, said, expert) -> None:
    writer = centre.users[said["by"]]
    with _day(said["on"]):
        concept = topics.begin_concept(topic, team, by=writer)
        topics.save_concept(concept, said["body"], concept.version, by=writer)
        concept.refresh_from_db()
        concept = topics.hand_over(concept, concept.version, by=writer)
        if "note" in said:
            topics.answer_concept(concept, "take", said["note"], concept.version, by=expert)


def _version(centre, said) -> None:
    """From the first word to where its life ends in this example."""
    document, expert = centre.documents[said["document"]], centre.users[said["by"]]
    with _day(said["on"]):
        version = versions.begin_version(document, by=expert)
        versions.save_body(version, said["body"], version.version, by=expert)
        version.refresh_from_db()
        _settle(version, said.get("settles", {}), expert)
        if said.get("teams"):
            teams = [centre.teams[key] for key in said["teams"]]
            more = {"working_days": said["working_days"], "change_note": said.get("change_note")}
            versions.send_version(version, teams, **more, by=expert)
    for remark in said.get("remarks", []):
        _remark(centre, version, remark)
    if "closed" in said:
        _close(centre, version, said, expert)
    for opinion in said.get("opinions", []):
        _opinion(centre, version, opinion)
    if "accepted" in said:
        _accept(centre, version, said["accepted"])


def _settle(version, places: dict[str, str], expert) -> None:
    found = {remark: places[str(remark.number)] for remark in _numbered(version, places)}
    if found:
        remarks.settle(version, found, by=expert)


def _numbered(version, places) -> list[Remark]:
    return list(Remark.objects.filter(document=version.document, number__in=[int(number) for number in places]))


def _remark(centre, version, said) -> None:
    who = centre.users[said["by"]]
    unit = next((one for one in version.units if one["label"] == said.get("unit")), None)
    place = {"unit_key": unit["key"], "unit_label": unit["label"], "quote": unit["text"]} if unit else {}
    words = {name: said.get(name, "") for name in ("body", "proposed_wording", "justification")}
    with _day(said["on"]):
        draft = remarks.begin_remark(version, words | place | {"nature": said.get("nature", "substance")}, by=who)
        remarks.submit_remarks(version, [draft], by=who)


def _close(centre, version, said, expert) -> None:
    """The chairs close, the expert answers each remark."""
    with _day(said["closed"]):
        for asked in version.consultation.asked.select_related("team"):
            remarks.close_team(asked, by=_chair(centre, asked.team))
        version = remarks.close_remarks(DocumentVersion.objects.get(pk=version.pk), by=expert)
        for remark in version.remarks.order_by("number"):
            if answer := said.get("answers", {}).get(str(remark.number)):
                remarks.save_answer(remark, *answer, 0, by=expert)
        if said.get("answered") and version.status == DocumentVersion.Status.ANSWERING:
            remarks.hand_over_answers(version, by=expert)


def _opinion(centre, version, said) -> None:
    team, writer = centre.teams[said["team"]], centre.users[said["by"]]
    with _day(said["on"]):
        chair = _chair(centre, team)
        opinion = judging.begin_opinion(DocumentVersion.objects.get(pk=version.pk), team, by=writer)
        judging.save_opinion(opinion, said["conclusion"], said["body"], opinion.version, by=writer)
        if "votes" not in said:
            return
        opinion = judging.put_to_vote(opinion, "meeting", by=chair)
        ballot = opinion.voted.get().ballot
        for key, choice in said["votes"].items():
            cast_vote(ballot, choice, said.get("reasons", {}).get(key, ""), by=centre.users[key])
        if not said.get("confirmed"):
            return
        judging.close_vote(opinion, by=chair)
        for key, body in said.get("dissents", {}).items():
            judging.file_dissent(opinion, body, by=centre.users[key])
    with _day(said["confirmed"]):
        judging.confirm(DocumentOpinion.objects.get(pk=opinion.pk), by=chair)


def _accept(centre, version, said) -> None:
    director = centre.holding(Role.DIRECTOR)
    with _day(said["on"]):
        version = DocumentVersion.objects.get(pk=version.pk)
        accept_version(version, said.get("note", ""), by=director)
        if said.get("forwarded"):
            fields = {"addressee": said["forwarded"], "sent_on": clock.today(), "case_number": "", "note": ""}
            forward(version, fields, by=director)


def _chair(centre, team) -> User:
    """Who chairs the team on the day."""
    chair = next(one for one in roster_on(team, clock.today()) if one.function == Function.CHAIR)
    return next(user for user in centre.users.values() if user.person_id == chair.person_id)


def _day(written: str):
    """The day as if it were today; „today”: the real one, so that there is something to be done in the example."""
    return nullcontext() if written == "today" else clock.pretend(date.fromisoformat(written))
