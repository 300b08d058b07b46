"""What happened to an opinion, from its own rows; from the audit only what leaves no row."""

from typing import Any

from apps.core.models import AuditEvent
from apps.teams.balloting import events_of
from apps.teams.models import Ballot

from . import rules
from .models import Opinion

S = Opinion.Status


def story(opinion: Opinion, ballots: list[Ballot]) -> list[dict[str, Any]]:
    """What happened, the newest first, for components/timeline.html."""
    events = [_event(opinion.started_at, "Zaczęto pracę nad dokumentem.", opinion.started_by.full_name)]
    for ballot in ballots:
        events += events_of(ballot)
    events += _moves_to_and_fro(opinion, ballots)
    if adoption := rules.adoption_of(opinion):
        events += [_event(d.filed_at, "Zgłoszono zdanie odrębne.", d.person_name) for d in adoption.dissents.all()]
    if opinion.status == S.CONFIRMED:
        events.append(_confirmed(opinion.confirmation))
    if opinion.hand_over_id:
        events += _events_of_editions(opinion)
    return sorted(events, key=lambda event: event["at"], reverse=True)


_TOLD = {
    "opinion.circulate": "Przekazano tekst do uzgodnień w zespole.",
    "opinion.take_back": "Wrócono do pracy nad tekstem.",
    "opinion.resume": "Zaczęto pracę nad następnym wydaniem.",
    "opinion.circulate_again": "Przekazano tekst ponownie do uzgodnień.",
    "opinion.extend_circulation": "Przedłużono termin na uwagi.",
}


def _events_of_editions(opinion):
    """Each edition that was handed over: its confirmation, the hand-over and what WRZOS decided."""
    for one in opinion.hand_overs.all():
        edition = f", wydanie {one.edition}" if one.edition > 1 else ""
        yield _confirmed(one.confirmation)
        yield _event(one.handed_at, f"Przekazano do WRZOS{edition}.", one.handed_by.full_name)
        if review := getattr(one, "review", None):
            said = f"WRZOS: {review.get_outcome_display()}."
            yield _event(review.decided_at, said, review.decided_by.full_name)


def _confirmed(confirmation):
    said = "Potwierdzono treść i utrwalono PDF."
    return _event(confirmation.confirmed_at, said, confirmation.confirmed_by.full_name)


def _moves_to_and_fro(opinion, ballots):
    """Steps that leave no row of their own; the audit tells them. In example data it was written later than the days
    it tells of, so none is shown after the ballot that followed it."""
    opened_at = {ballot.pk: ballot.opened_at for ballot in ballots}
    verbs = [*_TOLD, "opinion.put_to_vote"]
    deeds = AuditEvent.objects.filter(object_type=opinion._meta.label_lower, object_id=opinion.pk, verb__in=verbs)
    events, before = [], None
    for deed in deeds.order_by("-id"):
        if deed.verb in _TOLD:
            at = min(deed.at, before) if before else deed.at
            events.append(_event(at, _TOLD[deed.verb], deed.actor_name))
        else:
            before = opened_at.get(deed.data.get("ballot"), before)
    return events


def _event(at, what, who):
    return {"at": at, "what": what, "who": who, "link": ""}
