"""What is written about uzgodnienia. Every action locks the opinion's row first, so that remarks, answers and the
opening of a vote take turns."""

import datetime

from django.db.models import Max

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed, part_of_a_deed
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.documents.typeface import named, unprintable
from apps.texts import rich

from ..models import Circulation, CirculationExtension, CirculationRemark, Opinion, Section
from ..voting.notifications import tell_of_circulation
from . import rules

D = CirculationRemark.Disposition
NEEDS_A_REASON = frozenset({D.PARTLY, D.REJECTED, D.EXPLAINED})
TEXTS = {
    "quote": "Fragment",
    "body": "Treść uwagi",
    "justification": "Uzasadnienie uwagi",
    "proposed_wording": "Proponowane brzmienie",
}


@part_of_a_deed
def open_circulation(opinion: Opinion, working_days: int, *, by: User) -> Circulation:
    """Show the text to the team for remarks until the end of so many working days; one that is still open ends."""
    if not 1 <= working_days <= rules.LONGEST:
        raise DomainError(f"Podaj termin od 1 do {rules.LONGEST} dni roboczych.")
    close_circulation(opinion, by=by)
    circulation = Circulation.objects.create(
        opinion=opinion,
        deadline_on=rules.deadline_after(working_days),
        working_days=working_days,
        opened_by=by,
        opened_at=clock.now(),
    )
    tell_of_circulation(opinion, circulation, by)
    return circulation


@part_of_a_deed
def close_circulation(opinion: Opinion, *, by: User) -> None:
    """No more remarks: the text goes to the vote, or back to be written."""
    if circulation := rules.open_circulation_of(opinion):
        circulation.closed_by, circulation.closed_at = by, max(clock.now(), circulation.opened_at)
        circulation.save(update_fields=["closed_by", "closed_at"])


@deed
def circulate_again(opinion: Opinion, working_days: int, *, by: User) -> Circulation:
    """A new deadline for remarks to a text that changed: after a vote, or when the last deadline has passed."""
    opinion = _locked(opinion.pk)
    if not rules.Rights.of(by, opinion).may_circulate_again:
        raise DomainError("Ponownie uzgadnia członek zespołu, gdy minął poprzedni termin na uwagi.")
    circulation = open_circulation(opinion, working_days, by=by)
    audit.record("opinion.circulate_again", opinion, by=by, until=circulation.deadline_on.isoformat())
    return circulation


@deed
def extend_circulation(opinion: Opinion, deadline_on: datetime.date, reason: str, *, by: User) -> Circulation:
    """A later deadline, with the reason why."""
    opinion = _locked(opinion.pk)
    rights = rules.Rights.of(by, opinion)
    circulation = rights.circulation
    if not rights.may_extend:
        raise DomainError("Termin na uwagi przedłuża przewodniczący zespołu, dopóki trwają uzgodnienia.")
    if not max(circulation.deadline_on, clock.today()) <= deadline_on or deadline_on == circulation.deadline_on:
        raise DomainError(f"Nowy termin musi być późniejszy niż {day_in_words(circulation.deadline_on)}")
    if not (reason := _plain(reason)):
        raise DomainError("Napisz, dlaczego termin zostaje przedłużony.")
    CirculationExtension.objects.create(
        circulation=circulation,
        from_on=circulation.deadline_on,
        to_on=deadline_on,
        reason=reason,
        extended_by=by,
        extended_at=clock.now(),
    )
    circulation.deadline_on = deadline_on
    circulation.save(update_fields=["deadline_on"])
    audit.record("opinion.extend_circulation", opinion, by=by, until=deadline_on.isoformat(), reason=reason)
    return circulation


@deed
def file_remark(
    opinion: Opinion, texts: dict[str, str], *, by: User, section: Section | None = None, nature: str = ""
) -> CirculationRemark:
    """File a remark to a section, or to the whole (`section` None). `texts` may hold any of TEXTS. It keeps its number
    and its words for good; the same one sent twice is filed once."""
    opinion = _locked(opinion.pk)
    rights = rules.Rights.of(by, opinion)
    circulation = rights.circulation
    if not rights.may_file:
        raise DomainError(rules.CLOSED)
    if section and section.opinion_id != opinion.pk:
        raise DomainError("Wybierz część tego dokumentu.")
    said = _checked(texts) | {"section": section, "nature": nature or CirculationRemark.Nature.SUBSTANCE}
    if twin := circulation.remarks.filter(author=by.person_id, disposition="", **said).first():
        audit.record("opinion.file_remark", opinion, by=by, remark=twin.number, again=True)
        return twin
    last = CirculationRemark.objects.filter(circulation__opinion=opinion).aggregate(last=Max("number"))["last"] or 0
    remark = CirculationRemark.objects.create(
        circulation=circulation, number=last + 1, author_id=by.person_id, written_at=clock.now(), **said
    )
    audit.record("opinion.file_remark", opinion, by=by, remark=remark.number)
    return remark


@deed
def answer_remark(
    remark: CirculationRemark, disposition: str, reason: str, *, by: User, seen: str = ""
) -> CirculationRemark:
    """Take a position on a remark. `seen`: the answer that stood when this one was begun (`rules.state_of`); refused
    when somebody has answered since."""
    opinion = _locked(remark.circulation.opinion_id)
    remark = _current(remark)
    if refusal := rules.why_not_answer(by, opinion, remark):
        raise DomainError(refusal)
    if seen != rules.state_of(remark):
        raise DomainError("Ktoś odpowiedział na tę uwagę w międzyczasie. Przeczytaj tę odpowiedź i zapisz swoją.")
    reason = _plain(reason)
    if disposition not in set(D) - {D.WITHDRAWN}:
        raise DomainError("Wybierz sposób rozpatrzenia uwagi.")
    if disposition in NEEDS_A_REASON and not reason:
        raise DomainError("Napisz uzasadnienie: bez niego uwagę można tylko uwzględnić w całości.")
    _refuse_unprintable("Uzasadnienie stanowiska", reason)
    _settle(remark, disposition, reason, by)
    audit.record("opinion.answer_remark", opinion, by=by, remark=remark.number, disposition=disposition)
    return remark


@deed
def withdraw_remark(remark: CirculationRemark, *, by: User) -> CirculationRemark:
    """The author takes an unanswered remark back; its words and its number stay."""
    opinion = _locked(remark.circulation.opinion_id)
    remark = _current(remark)
    if refusal := rules.why_not_withdraw(by, opinion, remark):
        raise DomainError(refusal)
    _settle(remark, D.WITHDRAWN, "", by)
    audit.record("opinion.withdraw_remark", opinion, by=by, remark=remark.number)
    return remark


def _locked(pk: int) -> Opinion:
    together = Opinion.objects.select_related("pilot__centre", "product", "step", "team")
    return together.select_for_update(of=("self",)).get(pk=pk)


def _current(remark: CirculationRemark) -> CirculationRemark:
    return CirculationRemark.objects.select_related("circulation").get(pk=remark.pk)


def _settle(remark: CirculationRemark, disposition: str, reason: str, by: User) -> None:
    remark.disposition, remark.reason, remark.answered_by, remark.answered_at = disposition, reason, by, clock.now()
    remark.save(update_fields=["disposition", "reason", "answered_by", "answered_at"])


def _checked(texts: dict[str, str]) -> dict[str, str]:
    said = {name: _plain(texts.get(name, "")) for name in TEXTS}
    if not said["body"]:
        raise DomainError("Wpisz treść uwagi.")
    for name, label in TEXTS.items():
        _refuse_unprintable(label, said[name])
    return said


def _refuse_unprintable(label: str, text: str) -> None:
    if missing := unprintable(text):
        raise DomainError(f"W polu „{label}” są znaki, których nie da się wydrukować: {named(missing)}.")


def _plain(text: str) -> str:
    return rich.tidy(text).strip()
