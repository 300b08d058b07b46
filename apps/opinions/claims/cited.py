"""What the document cites, as plain data: read once for the whole of it."""

from typing import Any

from django.db.models import Prefetch

from ..models import Citation, Opinion

TOGETHER = Prefetch("citations", Citation.objects.select_related("evidence__current", "evidence__tool"))


def _is_read(opinion: Opinion) -> bool:
    """The page has read the citations already, with TOGETHER."""
    return "citations" in getattr(opinion, "_prefetched_objects_cache", {})


class Cited:
    """The citations of one opinion as they stand now."""

    def __init__(self, opinion: Opinion):
        read = opinion.citations.all() if _is_read(opinion) else TOGETHER.queryset.filter(opinion=opinion)
        self.citations: list[Citation] = sorted(read, key=lambda one: (one.evidence.number, one.pk))

    def by(self, **thing: int) -> dict[str, list[str]]:
        """{"cites": ["D1", "D3"]} of a section, a finding or a recommendation given by its key; empty when none."""
        ((name, pk),) = thing.items()
        numbers = [str(one.evidence) for one in self.citations if getattr(one, f"{name}_id") == pk]
        return {"cites": numbers} if numbers else {}

    def evidence(self) -> list[dict[str, Any]]:
        """Every piece cited, once, in the version that stands now."""
        pieces = {one.evidence_id: one.evidence for one in self.citations}
        return [_piece(evidence) for evidence in pieces.values()]


def _piece(evidence) -> dict[str, Any]:
    version = evidence.current
    return {
        "number": str(evidence),
        "version": version.version,
        "title": version.title,
        "dated_on": version.dated_on.isoformat(),
        "sha256": version.sha256,
        "tool": evidence.tool.name if evidence.tool else "",
    }


def of_findings(content: dict[str, Any], sign: str) -> list[tuple[str, list[str]]]:
    """(text, numbers of evidence) of each plus or minus of a content, frozen or not; `sign` is the content's key:
    „advantages” or „disadvantages”. Contents frozen before evidence could be cited have no numbers."""
    texts = content.get(sign, [])
    cites = content.get("cites", {}).get(sign) or [[] for _ in texts]
    return list(zip(texts, cites, strict=True))
