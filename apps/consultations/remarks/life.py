"""The whole life of a remark: what happened to it, and what became of its passage in each later version."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from apps.accounts.models import User
from apps.consultations import rules as document_rules
from apps.consultations.models import DocumentVersion, Remark
from apps.consultations.versions.tracing import Trace, trace

from .reading import Line
from .rules import Powers


@dataclass(frozen=True)
class Later:
    """A later version and where the remark's passage stands in it."""

    version: DocumentVersion
    trace: Trace
    is_settled_here: bool


def later_versions(remark: Remark, user: User) -> list[Later]:
    """In their order, those that the person may see; one query."""
    found = DocumentVersion.objects.visible_to(user).filter(document=remark.document_id)
    found = found.filter(number__gt=remark.of_version.number).exclude(status=DocumentVersion.Status.WITHDRAWN)
    seen = found.defer("body").order_by("number")
    if not document_rules.may_write(user, remark.document):
        seen = seen.exclude(status=DocumentVersion.Status.DRAFT)
    settled = getattr(remark.merged_into or remark, "settlement", None)
    return [Later(one, trace(remark, one), bool(settled and settled.in_version_id == one.pk)) for one in seen]


def story_of(line: Line, powers: Powers) -> list[dict[str, Any]]:
    """Events for templates/components/timeline.html, the newest first."""
    remark = line.remark
    said = [{"at": remark.submitted_at, "who": remark.author_name, "what": f"Złożono uwagę nr {remark.number}"}]
    if remark.merged_into:
        what = f"Połączono z uwagą nr {remark.merged_into.number}"
        said.append({"at": remark.merged_at, "who": remark.merged_by.full_name, "what": what})
    if line.merged:
        numbers = ", ".join(str(one.number) for one in line.merged)
        what = "Dołączono uwagę nr" if len(line.merged) == 1 else "Dołączono uwagi nr"
        said.append({"at": max(one.merged_at for one in line.merged), "who": "", "what": f"{what} {numbers}"})
    if remark.withdrawn_at:
        said.append({"at": remark.withdrawn_at, "who": remark.author_name, "what": "Wycofano uwagę"})
    said += list(_answered(line, powers)) if line.is_decided else []
    if line.settlement:
        said.append(_settled(line.settlement))
    return sorted(said, key=lambda event: event["at"], reverse=True)


def _answered(line, powers):
    answer, consultation = line.answer, powers.consultation
    what = f"Rozpatrzono: {answer.get_disposition_display()}"
    yield {"at": answer.edited_at, "who": answer.edited_by.full_name, "what": what}
    if consultation.answered_at:
        who = consultation.answered_by.full_name
        yield {"at": consultation.answered_at, "who": who, "what": "Przekazano odpowiedzi zespołom"}


def _settled(settlement):
    version = settlement.in_version
    link = reverse("consultations:version", args=[version.document_id, version.number])
    what = words_of(settlement).capitalize()
    return {"at": settlement.settled_at, "who": settlement.settled_by.full_name, "what": what, "link": link}


def words_of(settlement) -> str:
    """„załatwiona w wersji 3, § 5”."""
    where = f", {settlement.unit_label}" if settlement.unit_label else ""
    return f"załatwiona w wersji {settlement.in_version.number}{where}"
