"""Commissioning: the usual tree of documents, withdrawing a document, and contracts with experts."""

from dataclasses import dataclass, field
from datetime import date

from django.db import IntegrityError, transaction

from apps.accounts.models import Person, Role, User
from apps.consultations.models import Contract
from apps.consultations.rules import KEEPERS, may_keep
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError, StaleVersion
from apps.projects.models import Pilot
from apps.teams.actions import add_expert_document, mark_expert_document_withdrawn
from apps.teams.models import ExpertDocument

from . import rules, usual

NOT_EMPTY = "Ten pilotaż ma już dokumenty. Drzewo zakłada się tylko dla pustego pilotażu; brakujące dodaj osobno."
TWICE = "Umowa o tym numerze jest już wpisana w tym pilotażu."
CHANGED = "W międzyczasie ktoś zmienił tę umowę. Porównaj oba zapisy i zapisz jeszcze raz."


@dataclass(frozen=True)
class Terms:
    """What a contract says."""

    person: Person
    number: str
    subject: str
    signed_on: date
    since_on: date
    until_on: date
    documents: list[ExpertDocument] = field(default_factory=list)
    note: str = ""

    @property
    def columns(self) -> dict:
        return {name: value for name, value in vars(self).items() if name != "documents"}


@deed
def lay_usual_tree(pilot: Pilot, *, by: User) -> list[ExpertDocument]:
    """Add all documents that such a project usually commissions (usual.py). Each leaves a trace of its own
    beside that of the whole."""
    _require_keeper(by, pilot)
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot.pk)
    if ExpertDocument.objects.filter(pilot=pilot).exists():
        raise DomainError(NOT_EMPTY)
    made = []
    for whole in usual.usual_tree(pilot.centre):
        document = _commission(pilot, whole, None, by)
        made += [document, *(_commission(pilot, part, document, by) for part in whole.parts)]
    audit.record("expert_document.lay_tree", pilot, by=by, documents=[one.pk for one in made])
    return made


def _commission(pilot, said, parent, by):
    return add_expert_document(pilot, said.title, kind=said.kind, authority=said.authority, parent=parent, by=by)


@deed
def withdraw_document(document: ExpertDocument, why: str, *, by: User) -> ExpertDocument:
    """Give the document up, with the reason. It stays on the list and may be brought back."""
    _require_keeper(by, document.pilot)
    if not why.strip():
        raise DomainError("Napisz, dlaczego dokument zostaje wycofany.")
    if reasons := rules.not_withdrawn_because(document):
        raise DomainError(" ".join(reasons))
    now = mark_expert_document_withdrawn(document, why.strip(), by=by)
    audit.record("expert_document.withdraw", now, by=by, why=why.strip())
    return now


@deed
def restore_document(document: ExpertDocument, *, by: User) -> ExpertDocument:
    """Take a withdrawn document up again; a part only with the document it belongs to."""
    _require_keeper(by, document.pilot)
    if document.parent and document.parent.withdrawn_at:
        raise DomainError(f"Najpierw przywróć dokument „{document.parent}”, którego to jest część.")
    now = mark_expert_document_withdrawn(document, "", by=by)
    audit.record("expert_document.restore", now, by=by)
    return now


@deed
def add_contract(pilot: Pilot, terms: Terms, *, by: User) -> Contract:
    """Enter a contract with an expert of the centre."""
    _require_keeper(by, pilot)
    _check(pilot, terms, None)
    born = {"recorded_by": by, "recorded_at": clock.now(), "edited_by": by, "edited_at": clock.now()}
    contract = Contract(pilot=pilot, **terms.columns, **born)
    _write(lambda: contract.save(force_insert=True))
    contract.documents.set(terms.documents)
    audit.record("contract.add", contract, by=by, **_told(terms))
    return contract


@deed
def change_contract(contract: Contract, terms: Terms, seen: int, *, by: User) -> Contract:
    """Correct what nobody has changed since version `seen` (else StaleVersion)."""
    now = _locked(contract, by)
    if now.version != seen:
        raise StaleVersion(CHANGED, version=now.version)
    _check(now.pilot, terms, now)
    if now.ended_on and now.ended_on > terms.until_on:
        raise DomainError("Umowa jest wpisana jako rozwiązana później, niż miałaby się kończyć. Popraw jej koniec.")
    for name, value in terms.columns.items():
        setattr(now, name, value)
    _saved(now, [*terms.columns], by)
    now.documents.set(terms.documents)
    audit.record("contract.change", now, by=by, **_told(terms))
    return now


@deed
def end_contract(contract: Contract, ended_on: date, why: str, *, by: User) -> Contract:
    """Note that the contract was ended before its time: its last day and why."""
    now = _locked(contract, by)
    if now.ended_on:
        raise DomainError("Umowa jest już wpisana jako rozwiązana przed czasem.")
    if not now.signed_on <= ended_on < now.until_on:
        raise DomainError("Podaj ostatni dzień umowy: nie wcześniejszy niż jej zawarcie i wcześniejszy niż jej koniec.")
    if not why.strip():
        raise DomainError("Napisz, dlaczego umowa skończyła się przed czasem.")
    now.ended_on, now.ended_why = ended_on, why.strip()
    _saved(now, ["ended_on", "ended_why"], by)
    audit.record("contract.end", now, by=by, ended_on=ended_on, why=why.strip())
    return now


@deed
def resume_contract(contract: Contract, *, by: User) -> Contract:
    """Undo the note that the contract was ended before its time."""
    now = _locked(contract, by)
    if not now.ended_on:
        raise DomainError("Umowa nie jest wpisana jako rozwiązana przed czasem.")
    now.ended_on, now.ended_why = None, ""
    _saved(now, ["ended_on", "ended_why"], by)
    audit.record("contract.resume", now, by=by)
    return now


def _require_keeper(by, pilot):
    if not may_keep(by, pilot):
        raise DomainError(KEEPERS)


def _locked(contract, by) -> Contract:
    _require_keeper(by, contract.pilot)
    found = Contract.objects.select_for_update(of=("self",)).select_related("pilot__centre")
    return found.get(pk=contract.pk)


def _check(pilot, terms, before):
    """An expert of the centre; one who was already named may have lost the role since."""
    person = terms.person
    is_kept = before is not None and before.person_id == person.pk
    is_expert = person.grants.filter(role=Role.EXPERT, revoked_at=None).exists()
    if person.centre_id != pilot.centre_id or not (is_kept or is_expert):
        raise DomainError(f"{person} nie ma w tym ośrodku roli eksperta.")
    if any(document.pilot_id != pilot.pk for document in terms.documents):
        raise DomainError("Umowa obejmuje tylko dokumenty swojego pilotażu.")
    if terms.until_on < terms.since_on:
        raise DomainError("Koniec umowy nie może być przed jej początkiem.")
    if terms.until_on < terms.signed_on:
        raise DomainError("Umowa nie może się skończyć, zanim została zawarta.")


def _saved(contract, names, by):
    contract.edited_by, contract.edited_at, contract.version = by, clock.now(), contract.version + 1
    _write(lambda: contract.save(update_fields=[*names, "edited_by", "edited_at", "version"]))


def _told(terms):
    return {"number": terms.number, "person": terms.person.pk, "documents": [one.pk for one in terms.documents]}


def _write(writing):
    try:
        with transaction.atomic():
            writing()
    except IntegrityError as refusal:
        if "a_contract_is_numbered_once_in_a_pilot" not in str(refusal):
            raise
        raise DomainError(TWICE) from refusal
