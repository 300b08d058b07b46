"""The context of an opinion's document: everything the paper says, ready to print. One shape serves page and PDF."""

import datetime
from typing import Any

from django.utils import timezone

from apps.accounts.models import User
from apps.catalogue.models import RequiredPart
from apps.core import clock
from apps.core.polish import day_in_words
from apps.documents.rendering import verification_url
from apps.teams.balloting import ballot_in_words, function_in
from apps.texts.rich import printable

from . import words
from .claims.cited import of_findings
from .claims.paper import cited_on_paper, evidence_chapter
from .content import content_of
from .models import Adoption, Opinion
from .review.answers import answers_chapter
from .rules import EDITABLE, HANDED_OVER, adoption_of, confirmation_of

LONG = 12_000  # characters; about five pages, from where a reader needs the list of contents
SHARED = {"ballot", "dissents"}  # chapters that opinions on experts' documents have, too
Status = Opinion.Status


def context_of(opinion: Opinion, *, code: str = "", confirmed: dict[str, str] | None = None) -> dict[str, Any]:
    """Context of templates/pdf/opinion.html. `code` and `confirmed` are given while confirming; afterwards they are
    read from what was frozen."""
    if frozen := confirmation_of(opinion):
        code = frozen.document.code
        confirmed = confirmed_by(opinion, frozen.confirmed_by, timezone.localdate(frozen.confirmed_at))
    content, centre = frozen_content(opinion) or content_of(opinion), opinion.pilot.centre
    return {
        "document": {
            "title": title_of(opinion),
            "centre_name": content["pilot"]["centre_name"],
            "financing_line": content["pilot"]["financing_line"],
            "draft": not code,
            "example": centre.is_example,
            "code": code,
            "verify_url": verification_url(code) if code else "",
        },
        "paper": paper_of(opinion, content, confirmed),
    }


def title_of(opinion: Opinion) -> str:
    noun, product = words.noun_of(opinion).Nominative, opinion.product
    return f"{noun} – produkt {product.code}: {opinion.name} – {opinion.pilot.centre.short_name}"


def frozen_content(opinion: Opinion) -> dict[str, Any] | None:
    """The content under vote, or adopted; None while people still write."""
    if opinion.status in EDITABLE:
        return None
    voted = opinion.voted.all()[0] if opinion.status == Status.VOTING else opinion.adoption.voted
    return voted.content


def paper_of(opinion: Opinion, content: dict[str, Any], confirmed: dict[str, str] | None = None) -> dict[str, Any]:
    """What the sheet shows. `content` is content_of() or a frozen content of the same shape."""
    adoption = adoption_of(opinion)
    return {
        "noun": words.noun_of(opinion).Nominative,
        "name": content["step"]["title"] if "step" in content else content["product"]["short_name"],
        "asked": content["step"]["text"] if "step" in content else content["product"]["name"],
        "content": content,
        "facts": _facts(opinion, content, adoption),
        "chapters": _numbered(_chapters(opinion, content, adoption)),
        "is_long": _length(content) > LONG,
        "confirmed": confirmed,
    }


def confirmed_by(opinion: Opinion, user: User, on: datetime.date) -> dict[str, str]:
    """Who confirmed, as what and when."""
    function = function_in(opinion.adoption.voted.ballot, user)
    return {"name": user.full_name, "function": function, "on": day_in_words(on)}


def _facts(opinion: Opinion, content: dict[str, Any], adoption: Adoption | None) -> list[tuple[str, str]]:
    team, pilot, product = content["team"], content["pilot"], content["product"]
    facts = [
        ("Ośrodek", pilot["centre_name"]),
        ("Projekt", f"„{pilot['project_name']}”"),
        ("Finansowanie", pilot["financing_line"]),
        ("Element modelu", product["element"]),
        ("Produkt końcowy", product["code"] + (f", krok {content['step']['rank']}" if "step" in content else "")),
        (words.VARIANT, words.responsibility(content.get("responsibility_variant"))),
        ("Zespół", f"{team['name']}, działający na podstawie zarządzenia {team['order']}"),
        ("Wydanie", _edition_on_paper(opinion)),
        ("Stan", _status_on_paper(opinion)),
        ("Przyjęto" if adoption else "Na dzień", day_in_words(adoption.adopted_on if adoption else clock.today())),
    ]
    return [(label, value) for label, value in facts if value]


def _edition_on_paper(opinion: Opinion) -> str:
    """Said from the second on; the one in work comes after the last that was handed over."""
    if opinion.hand_over_id is None:
        return ""
    last = opinion.hand_over.edition
    edition = last if opinion.status in HANDED_OVER else last + 1
    return f"{edition} – po zwrocie przez WRZOS" if edition > 1 else ""


def _status_on_paper(opinion: Opinion) -> str:
    """The frozen paper was confirmed; that it was handed over later is not printed on it."""
    status = Status.CONFIRMED if opinion.status in HANDED_OVER else opinion.status
    return opinion.word_for(status)


def _signs(opinion: Opinion, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Plusy and minusy: when there are any, or when Tabela 1 asks for them."""
    has_both = content["advantages"] and content["disadvantages"]
    asked = set() if has_both else {part.kind for part in opinion.parts}
    both = [
        ("Plusy", "+", "plusy", of_findings(content, "advantages"), RequiredPart.Kind.ADVANTAGES),
        ("Minusy", "–", "minusy", of_findings(content, "disadvantages"), RequiredPart.Kind.DISADVANTAGES),
    ]
    return [
        {"title": title, "sign": sign, "css": css, "texts": [(text, cited_on_paper(cites)) for text, cites in texts]}
        for title, sign, css, texts, kind in both
        if texts or kind in asked
    ]


def _chapters(opinion: Opinion, content: dict[str, Any], adoption: Adoption | None) -> list[tuple[str, str, Any]]:
    """(kind, title, what it says) of every chapter; the kind is also its template."""
    chapters = [("section", said["title"], _section(said)) for said in content["sections"]]
    chapters += [("signs", said["title"], said) for said in _signs(opinion, content)]
    if content["recommendations"] or not opinion.is_intermediate:  # Tabela 1 asks for none in an intermediate opinion
        chapters.append(("recommendations", "Rekomendacje", list(map(_recommendation, content["recommendations"]))))
    if named := [_intermediate(said) for said in content.get("intermediates", [])]:
        chapters.append(("intermediates", "Opinie cząstkowe", named))
    chapters += evidence_chapter(content)
    chapters += answers_chapter(content)
    if adoption:
        chapters.append(("ballot", "Wynik głosowania", ballot_in_words(adoption.voted.ballot)))
        if dissents := [_dissent(filed) for filed in adoption.dissents.all()]:
            chapters.append(("dissents", "Zdania odrębne", dissents))
    return chapters


def _intermediate(said: dict[str, str]) -> dict[str, str]:
    return said | {"on": day_in_words(datetime.date.fromisoformat(said["adopted_on"]))}


def _section(said: dict[str, Any]) -> dict[str, Any]:
    return {"html": printable(said["html"]), "cites": cited_on_paper(said.get("cites", []))}


def _recommendation(said: dict[str, Any]) -> dict[str, Any]:
    law = words.law_citation(said["article"], said["legal_act"])
    return said | {"law": law, "cites": cited_on_paper(said.get("cites", []))}


def _numbered(chapters: list[tuple[str, str, Any]]) -> list[dict[str, Any]]:
    return [
        {
            "number": number,
            "anchor": f"czesc-{number}",
            "title": title,
            "said": said,
            "template": f"{'pdf/parts' if kind in SHARED else 'opinions/paper'}/{kind}.html",
        }
        for number, (kind, title, said) in enumerate(chapters, start=1)
    ]


def _length(content: dict[str, Any]) -> int:
    texts = [said["html"] for said in content["sections"]] + content["advantages"] + content["disadvantages"]
    texts += [said[name] for said in content["recommendations"] for name in ("body", "justification")]
    return sum(map(len, texts))


def _dissent(filed: Any) -> dict[str, str]:
    return {"name": filed.person_name, "body": filed.body, "on": day_in_words(timezone.localdate(filed.filed_at))}
