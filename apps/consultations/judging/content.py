"""What a team's opinion on a document says, as plain data: the shape that is voted on, hashed and printed."""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.html import escape

from apps.core.polish import day_in_words
from apps.documents.typeface import named, unprintable
from apps.teams.changes import Change, changed_chapters
from apps.teams.fields import words_of
from apps.texts import rich

from ..models import Disposition, DocumentOpinion, DocumentVersion, Remark

DECIDED = frozenset({
    DocumentVersion.Status.ANSWERED, DocumentVersion.Status.ACCEPTED, DocumentVersion.Status.SUPERSEDED,
})  # fmt: skip
TEXTS = ("quote", "body", "justification", "proposed_wording", "reason")


def content_of(opinion: DocumentOpinion) -> dict[str, Any]:
    """The opinion as it stands now. `html` is sanitised, everything else plain text with „\\n” line ends."""
    version, pilot = opinion.of_version, opinion.of_version.document.pilot
    return {
        "document": {
            "title": version.document.title,
            "experts": [str(person) for person in version.document.experts.all()],
        },
        "version": {"number": version.number, "sha256": version.sha256, "file_name": version.file_name},
        "pilot": {
            "project_name": pilot.project_name,
            "financing_line": pilot.financing_line or pilot.centre.financing_line,
            "centre_name": pilot.centre.name,
        },
        "team": _team(opinion.team),
        "conclusion": opinion.conclusion,
        "html": rich.clean(opinion.body),
        "remarks": [_remark(remark) for remark in remarks_of(opinion)],
    }


def content_hash(content: dict[str, Any]) -> str:
    """SHA-256 of what the opinion says and about which bytes; names of the project, the document or the team are not
    in it, so that correcting them raises no false alarm."""
    said = {key: content[key] for key in ("conclusion", "html", "remarks")}
    said["version"] = [content["version"]["number"], content["version"]["sha256"]]
    written = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def remarks_of(opinion: DocumentOpinion) -> QuerySet[Remark]:
    """What the team submitted to this version and to those before it, in the order of the document, except what was
    taken back with its author or its version."""
    version = opinion.of_version
    found = Remark.objects.filter(
        document=version.document_id,
        team=opinion.team_id,
        submitted_at__isnull=False,
        withdrawn_at=None,
        of_version__number__lte=version.number,
    )
    together = ("of_version", "answer", "settlement__in_version", "merged_into__answer")
    found = found.exclude(of_version__status=DocumentVersion.Status.WITHDRAWN).select_related(*together)
    return found.order_by("-of_version__number", "place", "number")


def changes(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """What differs between two contents put to the vote."""
    return changed_chapters(_chapters(old), _chapters(new))


def unprintable_places(content: dict[str, Any]) -> list[str]:
    """A sentence for each place of the opinion that could not be printed."""
    return [
        f"{place} są znaki, których nie da się wydrukować: {named(missing)}. Usuń je albo zastąp."
        for place, text in _places(content)
        if (missing := unprintable(text))
    ]


def printable_text(text: str) -> str:
    """What somebody else typed and the team cannot mend: a sign that no document can draw is left out."""
    missing = set(unprintable(text))
    return "".join("□" if sign in missing else sign for sign in text) if missing else text


def _team(team: Any) -> dict[str, str]:
    order = team.issued_order
    return {
        "name": team.name,
        "name_genitive": team.name_genitive,
        "order": f"nr {order.number_text} z dnia {day_in_words(order.signed_on)}",
    }


def _remark(remark: Remark) -> dict[str, Any]:
    answer = _answer(remark)
    said = {
        "number": remark.number,
        "version": remark.of_version.number,
        "unit": remark.unit_name,
        "author": remark.author_name,
        "nature": remark.get_nature_display(),
        "disposition": answer.disposition if answer else "",
        "label": answer.get_disposition_display() if answer else "",
        "merged_into": remark.merged_into.number if remark.merged_into_id else None,
        "settled": _settled(remark),
    }
    texts = {name: getattr(remark, name) for name in TEXTS[:-1]} | {"reason": answer.reason if answer else ""}
    return said | {name: rich.tidy(text).strip() for name, text in texts.items()}


def _answer(remark: Remark) -> Any:
    """Its own, or that of the remark which it is merged into; a draft of the expert's is nobody else's."""
    if remark.of_version.status not in DECIDED:
        return None
    answer = getattr(remark.merged_into if remark.merged_into_id else remark, "answer", None)
    return answer if answer and answer.disposition else None


def _settled(remark: Remark) -> str:
    settlement = getattr(remark, "settlement", None)
    if settlement is None:
        return ""
    return ", ".join(filter(None, [f"w wersji {settlement.in_version.number}", settlement.unit_label]))


def _chapters(content: dict[str, Any]) -> dict[str, str]:
    """Title → HTML."""
    labels = dict(DocumentOpinion.Conclusion.choices)
    return {
        "Rozstrzygnięcie": f"<p>{labels.get(content['conclusion'], 'nie wybrano')}</p>",
        "Uzasadnienie": content["html"],
        "Uwagi zespołu": "".join(map(_line, content["remarks"])),
    }


def _line(remark: dict[str, Any]) -> str:
    said = [f"Uwaga nr {remark['number']} ({remark['unit']}): {remark['body']}", remark["label"], remark["reason"]]
    return f"<p>{'<br>'.join(escape(text) for text in said if text)}</p>"


def _places(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "W uzasadnieniu", words_of(content["html"])
    yield "W danych pilotażu albo ośrodka", "".join(content["pilot"].values())
    yield "W tytule dokumentu", content["document"]["title"]


def counted(remarks: list[dict[str, Any]]) -> list[tuple[str, int]]:
    """How many remarks there are of each disposition: („uwzględniona”, 2), …, („czeka na odpowiedź”, 1)."""
    labels = [*Disposition.choices, ("", "bez odpowiedzi")]
    numbers = [(label, sum(said["disposition"] == key for said in remarks)) for key, label in labels]
    return [(label, n) for label, n in numbers if n]
