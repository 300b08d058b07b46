"""The context of the paper of an opinion on a document. One shape serves page and PDF."""

import datetime
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.rendering import verification_url
from apps.teams.balloting import ballot_in_words, function_in
from apps.texts.rich import printable

from ..models import DocumentAdoption, DocumentOpinion
from . import words
from .content import content_of, counted, printable_text

S = DocumentOpinion.Status
ADOPTED = frozenset({S.ADOPTED, S.CONFIRMED})
LONG = 12_000  # characters of reasons; about five pages, from where a reader needs the list of contents
HIDDEN = "Uwagi zespołu zobaczysz po zakończeniu ich zbierania."
NAME = "Opinia o dokumencie"


def context_of(
    opinion: DocumentOpinion,
    *,
    code: str = "",
    confirmed: dict[str, str] | None = None,
    content: dict[str, Any] | None = None,
    shows_remarks: bool = True,
) -> dict[str, Any]:
    """Context of templates/pdf/document_opinion.html. `code` and `confirmed` are given while confirming; afterwards
    they are read from what was frozen. `content`: what the caller has read already. `shows_remarks`: whether the
    reader may see the team's remarks now."""
    if not code and opinion.status == S.CONFIRMED:
        frozen = opinion.adoption.confirmation
        code = frozen.document.code
        confirmed = confirmed_by(opinion, frozen.confirmed_by, timezone.localdate(frozen.confirmed_at))
    content = content or frozen_content(opinion) or content_of(opinion)
    pilot = content["pilot"]
    return {
        "document": {
            "title": title_of(opinion),
            "centre_name": pilot["centre_name"],
            "financing_line": pilot["financing_line"],
            "draft": not code,
            "example": opinion.of_version.document.pilot.centre.is_example,
            "code": code,
            "verify_url": verification_url(code) if code else "",
        },
        "paper": _paper(opinion, content, confirmed, shows_remarks),
    }


def title_of(opinion: DocumentOpinion) -> str:
    """Ends with the centre, as titles of other documents do."""
    version = opinion.of_version
    centre = version.document.pilot.centre.short_name
    return f"{NAME} „{version.document.title[:300]}”, wersja {version.number} – {centre}"


def frozen_content(opinion: DocumentOpinion) -> dict[str, Any] | None:
    """The content under vote, or adopted; None while people still write."""
    if opinion.status == S.WORKING:
        return None
    return (opinion.voted.all()[0] if opinion.status == S.VOTING else opinion.adoption.voted).content


def confirmed_by(opinion: DocumentOpinion, user: User, on: datetime.date) -> dict[str, str]:
    """Who confirmed, as what and when."""
    function = function_in(opinion.adoption.voted.ballot, user)
    return {"name": user.full_name, "function": function, "on": day_in_words(on)}


def _paper(opinion, content, confirmed, shows_remarks):
    adoption = opinion.adoption if opinion.status in ADOPTED else None
    about = content["document"]["title"], content["version"]["number"]
    return {
        "noun": NAME,
        "name": content["document"]["title"],
        "asked": words.verdict(content["team"]["name"], content["conclusion"], *about),
        "content": content,
        "facts": _facts(opinion, content, adoption),
        "chapters": _numbered(_chapters(content, adoption, shows_remarks)),
        "is_long": len(content["html"]) > LONG,
        "confirmed": confirmed,
    }


def _facts(opinion: DocumentOpinion, content: dict[str, Any], adoption: DocumentAdoption | None):
    team, pilot, version = content["team"], content["pilot"], content["version"]
    facts = [
        ("Ośrodek", pilot["centre_name"]),
        ("Projekt", f"„{pilot['project_name']}”"),
        ("Finansowanie", pilot["financing_line"]),
        ("Zespół", f"{team['name']}, działający na podstawie zarządzenia {team['order']}"),
        ("Dokument", content["document"]["title"]),
        ("Ekspert" if len(content["document"]["experts"]) == 1 else "Eksperci", _listed(content)),
        ("Wersja dokumentu", str(version["number"]) + (f" (plik {version['file_name']})" * bool(version["file_name"]))),
        ("SHA-256 wersji", f"{version['sha256'][:32]} {version['sha256'][32:]}".strip()),
        ("Stan opinii", opinion.get_status_display()),
        ("Przyjęto" if adoption else "Na dzień", day_in_words(adoption.adopted_on if adoption else clock.today())),
    ]
    return [(label, printable_text(value)) for label, value in facts if value]


def _listed(content):
    return ", ".join(content["document"]["experts"])


def _chapters(content: dict[str, Any], adoption: DocumentAdoption | None, shows_remarks: bool):
    """(template, title, what it says) of every chapter."""
    chapters = [
        ("consultations/opinion/paper/reasons.html", "Uzasadnienie", {"html": printable(content["html"])}),
        ("consultations/opinion/paper/remarks.html", "Zestawienie uwag zespołu", _remarks(content, shows_remarks)),
    ]
    if adoption:
        chapters.append(("pdf/parts/ballot.html", "Wynik głosowania", ballot_in_words(adoption.voted.ballot)))
        if dissents := [_dissent(filed) for filed in adoption.dissents.all()]:
            chapters.append(("pdf/parts/dissents.html", "Zdania odrębne", dissents))
    return chapters


def _remarks(content: dict[str, Any], shows_remarks: bool) -> dict[str, Any]:
    if not shows_remarks:
        return {"hidden": HIDDEN}
    return {"rows": [_row(said) for said in content["remarks"]], "counts": counted(content["remarks"])}


def _row(said: dict[str, Any]) -> dict[str, Any]:
    return {name: printable_text(value) if isinstance(value, str) else value for name, value in said.items()}


def _numbered(chapters):
    return [
        {"number": number, "anchor": f"czesc-{number}", "title": title, "said": said, "template": template}
        for number, (template, title, said) in enumerate(chapters, start=1)
    ]


def _dissent(filed: Any) -> dict[str, str]:
    return {"name": filed.person_name, "body": filed.body, "on": day_in_words(timezone.localdate(filed.filed_at))}
