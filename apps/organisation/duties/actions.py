"""A scope of duties from the first line to the confirmation of those who work by it."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving
from apps.core.errors import DomainError, StaleVersion
from apps.documents.actions import freeze
from apps.documents.models import FrozenDocument
from apps.documents.rendering import new_code, render_html, render_pdf

from .. import rules as organisation
from ..models import Duty, Position, ScopeAcknowledgement, ScopeOfDuties
from ..workflow import SCOPE
from . import notifications, pdf, rules
from .wording import Typed, as_duties, html_of, typed_of

S = ScopeOfDuties.Status
IN_WORK = "Następny zakres czynności tego stanowiska jest już w pracy."


@deed
def begin_scope(position: Position, source: ScopeOfDuties | None = None, *, by: User) -> ScopeOfDuties:
    """The next version of the position's scope, empty or beginning as another one (of any position of the centre)."""
    Position.objects.select_for_update().get(pk=position.pk)
    _require(organisation.may_keep_structure(by, position.centre), "Zakresy czynności prowadzą kadry ośrodka.")
    _require(source is None or source.centre_id == position.centre_id, "Ten zakres jest z innego ośrodka.")
    _require(not position.scopes.exclude(status=S.ACCEPTED).exists(), IN_WORK)
    last = position.scopes.order_by("-number").first()
    scope = ScopeOfDuties.objects.create(
        position=position,
        number=last.number + 1 if last else 1,
        purpose=source.purpose if source else "",
        **_who_and_when("created", by),
        **_who_and_when("edited", by),
    )
    _write_duties(scope, [(duty.body, duty.tag) for duty in source.duties.all()] if source else [])
    audit.record("scope.begun", scope, by=by, source=source and source.pk)
    return scope


@draft_saving
def save_scope(scope: ScopeOfDuties, typed: Typed, version: int, *, by: User) -> ScopeOfDuties:
    """Keep what was typed, complete or not, unless somebody saved a newer version meanwhile (StaleVersion)."""
    scope = _locked(scope)
    _require(organisation.may_keep_scope(by, scope), "Projekt zakresu czynności piszą kadry ośrodka.")
    _require(scope.status == S.DRAFT, f"Tego zakresu nie można zmienić, bo stan to „{scope.get_status_display()}”.")
    if typed_of(scope) == typed:
        return scope
    if scope.version != version:
        raise StaleVersion(
            f"W międzyczasie inny tekst zapisał(a) {scope.edited_by.full_name}. Poniżej są różnice; nic nie zginęło.",
            mine=html_of(typed),
            theirs=html_of(typed_of(scope)),
            version=scope.version,
        )
    changed = {"purpose": typed.purpose, "effective_on": typed.effective_on, "change_note": typed.change_note}
    _set(scope, version=version + 1, **changed, **_who_and_when("edited", by))
    _write_duties(scope, typed.duties)
    return scope


@deed
def submit_scope(scope: ScopeOfDuties, *, by: User) -> ScopeOfDuties:
    """Hand the draft to the director; it changes no more unless it comes back."""
    scope = _taken("submit", scope, by, returned_note="", **_who_and_when("submitted", by))
    notifications.tell_director(scope)
    audit.record("scope.submitted", scope, by=by, version=scope.version)
    return scope


@deed
def take_back_scope(scope: ScopeOfDuties, *, by: User) -> ScopeOfDuties:
    """Back to work before the director decided."""
    scope = _taken("take_back", scope, by)
    audit.record("scope.taken_back", scope, by=by)
    return scope


@deed
def return_scope(scope: ScopeOfDuties, note: str, *, by: User) -> ScopeOfDuties:
    """The director sends it back and says why."""
    _require(bool(note.strip()), "Napisz, co poprawić: bez tego kadry nie wiedzą, na co czekasz.")
    scope = _taken("return", scope, by, returned_note=note.strip())
    notifications.tell_keeper(scope)
    audit.record("scope.returned", scope, by=by, note=note.strip())
    return scope


@deed
def accept_scope(scope: ScopeOfDuties, version: int, *, by: User) -> ScopeOfDuties:
    """The director accepts what was read (`version`): the PDF is frozen, those on the position are asked to read it."""
    scope = _locked(scope)
    SCOPE.check("accept", by, scope)
    _require(scope.version == version, "Zakres zmienił się po tym, jak go otworzono. Przeczytaj go jeszcze raz.")
    if reasons := organisation.scope_not_ready(scope):
        raise DomainError(" ".join(reasons))
    accepted = _who_and_when("accepted", by)
    document = _frozen(scope, accepted["accepted_at"].date(), by)
    scope = _taken("accept", scope, by, document=document, **accepted)
    notifications.ask_readers(scope)
    audit.record("scope.accepted", scope, by=by, document=document.code, effective_on=scope.effective_on)
    return scope


@deed
def discard_scope(scope: ScopeOfDuties, *, by: User) -> None:
    """Throw the draft away. What was accepted before stays in force."""
    scope = _locked(scope)
    _require(organisation.may_keep_scope(by, scope), "Projekt zakresu czynności usuwają kadry ośrodka.")
    _require(scope.status == S.DRAFT, "Usunąć można tylko projekt.")
    audit.record("scope.discarded", scope, by=by)
    scope.delete()


@deed
def acknowledge_scope(scope: ScopeOfDuties, *, by: User) -> ScopeAcknowledgement:
    """Who is employed on the position confirms having read its accepted scope. Once."""
    scope = _locked(scope)
    _require(scope.status == S.ACCEPTED, "Zapoznać można się z zakresem czynności zatwierdzonym przez dyrektora.")
    _require(rules.is_employed_on(by, scope), "Potwierdza osoba zatrudniona na tym stanowisku.")
    _require(not rules.has_acknowledged(by, scope), "To potwierdzenie już jest w programie.")
    made = ScopeAcknowledgement.objects.create(
        scope=scope, person=by.person, person_name=str(by.person), acknowledged_at=clock.now()
    )
    audit.record("scope.acknowledged", scope, by=by)
    return made


def _require(allowed: bool, reason: str) -> None:
    if not allowed:
        raise DomainError(reason)


def _locked(scope: ScopeOfDuties) -> ScopeOfDuties:
    found = ScopeOfDuties.objects.select_for_update(of=["self"]).select_related("position__centre", "edited_by")
    locked = found.filter(pk=scope.pk).first()
    _require(locked is not None, "Tego projektu już nie ma: ktoś go usunął.")
    return locked


def _taken(step_name: str, scope: ScopeOfDuties, by: User, **fields: object) -> ScopeOfDuties:
    scope = _locked(scope)
    step = SCOPE.check(step_name, by, scope)
    try:
        _set(scope, status=step.target, **fields)
    except IntegrityError as refusal:
        raise DomainError("Od tego dnia obowiązuje już inny zakres czynności tego stanowiska.") from refusal
    return scope


def _set(scope: ScopeOfDuties, **fields: object) -> None:
    for name, value in fields.items():
        setattr(scope, name, value)
    scope.save(update_fields=list(fields))


def _who_and_when(what: str, by: User) -> dict[str, object]:
    return {f"{what}_by": by, f"{what}_at": clock.now()}


def _write_duties(scope: ScopeOfDuties, said: Sequence[tuple[str, str]]) -> None:
    scope.duties.all().delete()
    duties = as_duties(said)
    for duty in duties:
        duty.scope = scope
    Duty.objects.bulk_create(duties)


def _frozen(scope: ScopeOfDuties, day: date, by: User) -> FrozenDocument:
    context = pdf.context_of(scope, code=new_code(), accepted=(by, day))
    document = context["document"]
    content = render_pdf(render_html("pdf/scope.html", context))
    return freeze(
        content,
        centre=scope.position.centre,
        kind=FrozenDocument.Kind.DUTIES,
        title=document["title"],
        dated_on=day,
        code=document["code"],
        by=by,
    )
