"""The expert's answers: typed over and over until they are handed over, then they stand."""

from collections.abc import Iterable

from django.db import transaction

from apps.accounts.models import User
from apps.consultations.models import Answer, Disposition, DocumentVersion, Remark
from apps.consultations.rules import open_remarks
from apps.consultations.workflow import VERSION
from apps.core import audit, clock
from apps.core.deeds import deed, text_saving
from apps.core.errors import DomainError
from apps.documents.typeface import named, unprintable
from apps.texts import rich
from apps.texts.actions import save_if_unchanged

from .. import notifications, rules
from ..locking import locked, locked_remark

NO_REASON = "Napisz uzasadnienie: przy tym sposobie rozpatrzenia jest potrzebne."


@text_saving
def save_answer(remark: Remark, disposition: str, reason: str, version: int, *, by: User) -> Answer:
    """Take a position on a remark, typed over `version` of the answer (0: there was none). Refused as StaleVersion,
    with both texts, when somebody has answered since."""
    reason = rich.tidy(reason).strip()
    _check(disposition, reason)
    answer = _row(remark, by)
    said = {"disposition": disposition, "reason": reason}
    save_if_unchanged(answer, said, version or 1, by=by, guard=lambda: _answerable(remark, by))
    return answer


@deed
def accept_editorial(version: DocumentVersion, remarks: Iterable[Remark], *, by: User) -> list[Remark]:
    """Take editorial remarks that wait for an answer in at once: „uwzględniona”, without reasons."""
    version = locked(version)
    powers = rules.Powers(by, version)
    if not powers.may_answer:
        raise DomainError(rules.ANSWERERS if not powers.writes_document else rules.NOT_YET)
    decided = Answer.objects.exclude(disposition="").values("remark")
    waiting = open_remarks(version.document).filter(of_version=version, nature=Remark.Nature.WORDING)
    waiting = waiting.filter(pk__in=[one.pk for one in remarks]).exclude(pk__in=decided).order_by("number")
    chosen = list(waiting.select_for_update(of=("self",)))
    if not chosen:
        raise DomainError("Zaznacz uwagi redakcyjne, które czekają na odpowiedź.")
    for remark in chosen:
        said = {"disposition": Disposition.ACCEPTED, "edited_by": by, "edited_at": clock.now()}
        answer, _ = Answer.objects.get_or_create(remark=remark, defaults=said | {"disposition": ""})
        Answer.objects.filter(pk=answer.pk).update(version=answer.version + 1, **said)
    audit.record("remarks.accepted", version, by=by, numbers=[one.number for one in chosen])
    return chosen


@deed
def hand_over_answers(version: DocumentVersion, *, by: User) -> DocumentVersion:
    """Show the teams the answers to all remarks; from now on they stand."""
    version = locked(version)
    step = VERSION.check("answer", by, version)
    version.status = step.target
    version.save(update_fields=["status"])
    consultation = version.consultation
    consultation.answered_by, consultation.answered_at = by, clock.now()
    consultation.save(update_fields=["answered_by", "answered_at"])
    notifications.tell_members_answers(version, by)
    audit.record("remarks.answered", version, by=by, remarks=version.remarks.exclude(number=None).count())
    return version


def _row(remark: Remark, by: User) -> Answer:
    """The answer's row; an empty one when nobody has begun."""
    with transaction.atomic():
        _answerable(remark, by)
        blank = {"edited_by": by, "edited_at": clock.now()}
        return Answer.objects.get_or_create(remark=remark, defaults=blank)[0]


def _answerable(remark: Remark, by: User) -> None:
    current = locked_remark(remark)
    if refusal := rules.why_not_answer(by, current, rules.Powers(by, current.of_version)):
        raise DomainError(refusal)


def _check(disposition: str, reason: str) -> None:
    if disposition not in Disposition.values:
        raise DomainError("Wybierz sposób rozpatrzenia uwagi.")
    if disposition in rules.NEEDS_A_REASON and not reason:
        raise DomainError(NO_REASON)
    if missing := unprintable(reason):
        raise DomainError(f"W uzasadnieniu są znaki, których nie da się wydrukować: {named(missing)}.")
