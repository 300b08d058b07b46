"""What was handed over, as plain data. Everything here comes from `HandOver`: a draft has no way in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.safestring import mark_safe

from apps.accounts.models import User
from apps.catalogue.models import FinalProduct, RecommendationKind
from apps.core.polish import typography_of_html
from apps.opinions.claims.cited import of_findings
from apps.opinions.claims.paper import cited_on_paper, evidence_on_paper
from apps.opinions.models import HandOver
from apps.opinions.review.answers import label_of
from apps.opinions.words import law_citation, responsibility
from apps.projects.models import Pilot
from apps.teams.balloting import ballot_in_words
from apps.texts import rich

ONE_ROW = ("opinion__pilot__centre", "opinion__product", "review")
WITH_FILE = (*ONE_ROW, "confirmation__document")
FILE = (
    "edition",
    "opinion__product__code",
    "opinion__product__kind",
    "opinion__pilot__centre__short_name",
    "confirmation__document__code",
    "confirmation__document__blob",
)  # of one document: its bytes and the name under which they are saved
WHOLE = (
    *WITH_FILE,
    "opinion__product__element",
    "opinion__product__version",
    "handed_by",
    "review__decided_by",
    "confirmation__confirmed_by",
    "opinion__team__issued_order",
    "confirmation__adoption__voted__ballot__result",
    "confirmation__adoption__voted__ballot__team__issued_order",
)
RECOMMENDATION = ("body", "addressee", "justification", "legal_act", "article", "proposed_wording")


SHOWN = (
    "opinion", "edition", "responsibility_variant", "handed_at", "review__outcome", "opinion__product__kind",
    "opinion__product__code",
    "opinion__product__short_name", "opinion__step", "opinion__pilot__project_name",
    "opinion__pilot__centre__short_name", "opinion__pilot__centre__is_example",
)  # fmt: skip
COUNTED = 1000  # beyond it the library says „ponad 1000”: nobody leafs so far, and counting everything takes long


# „Returned” is of the edition: what the team does with the next one is not told.
STATES = {
    "do-oceny": Q(last_of__status="handed_over"),
    "zwrocone": Q(review__outcome="returned"),
    "ostateczne": Q(last_of__status="accepted"),
}


def _names(word: str) -> Q:
    """Where a word of the search may stand: the centre, the project, the product."""
    pilots = Q(centre__short_name__icontains=word) | Q(centre__city__icontains=word) | Q(project_name__icontains=word)
    products = FinalProduct.objects.filter(short_name__icontains=word)
    return Q(last_of__pilot__in=Pilot.objects.filter(pilots).values("pk")) | Q(
        last_of__product__in=products.values("pk")
    )


@dataclass(frozen=True)
class Filters:
    """What the address narrows the library to; empty means all."""

    centre: str = ""
    element: str = ""
    product: str = ""
    state: str = ""
    words: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        centre, element, product = (query.get(name, "") for name in ("osrodek", "element", "produkt"))
        state, words = query.get("stan", ""), query.get("slowa", "").replace("\x00", "")
        return cls(
            _number(centre), _number(element), product[:4], state if state in STATES else "", words[:100].strip()
        )

    def __bool__(self) -> bool:
        return bool(self.centre or self.element or self.product or self.state or self.words)

    def narrow(self, found: QuerySet[HandOver]) -> QuerySet[HandOver]:
        """Last editions. By rank and code, which mean the same in every version of Tabela 1; the products are asked for
        first, for the database then knows how many documents they have and takes the newest by the index."""
        if self.centre:
            found = found.filter(last_of__pilot__centre=self.centre)
        asked = {"element__rank": self.element, "code": self.product}
        if asked := {lookup: value for lookup, value in asked.items() if value}:
            found = found.filter(last_of__product__in=list(FinalProduct.objects.filter(**asked)))
        if self.state:
            found = found.filter(STATES[self.state])
        for word in self.words.split()[:5]:
            found = found.filter(_names(word))
        return found


def handed_over_to(user: User) -> QuerySet[HandOver]:
    """The last edition of each document that this person may read, newest first."""
    return HandOver.objects.visible_to(user).filter(last_of__isnull=False).order_by("-handed_at", "-pk")


def rows(found: Iterable[int]) -> list[HandOver]:
    """What the library shows of these hand-overs, in their order. Asked apart from choosing them, so that the database
    joins a page of rows and not all that there is."""
    keys = list(found)
    read = HandOver.objects.select_related(*ONE_ROW).only(*SHOWN).in_bulk(keys)
    return [read[pk] for pk in keys]


def file_of(found: QuerySet[HandOver]) -> QuerySet[HandOver]:
    """Only what a download needs, with nothing of the content."""
    return found.select_related("opinion__product", "opinion__pilot__centre", "confirmation__document").only(*FILE)


def edition(user: User, opinion: int, number: int) -> QuerySet[HandOver]:
    """One edition, also an earlier one."""
    return HandOver.objects.visible_to(user).filter(opinion=opinion, edition=number)


def pilots_of(user: User) -> QuerySet[Pilot]:
    """Pilots whose report this person may ask for: WRZOS those that handed something over, a centre its own."""
    pilots = Pilot.objects.select_related("centre", "catalogue_version")
    if user.is_wrzos:
        return pilots.filter(opinions__hand_over__isnull=False).distinct()
    return pilots.visible_to(user) if user.centre_id else pilots.none()


def of_pilot(pilot: Pilot, user: User) -> list[HandOver]:
    """What the pilot handed over, the last edition of each, in the order of Tabela 1."""
    mine = HandOver.objects.visible_to(user).filter(opinion__pilot=pilot, opinion__hand_over=F("pk"))
    return list(mine.select_related(*WHOLE).order_by("opinion__product__rank"))


def chapters(handed: Iterable[HandOver]) -> list[dict[str, Any]]:
    """Products for the combined report, from what was frozen. A heading inside a text goes one level down."""
    return [_chapter(one) for one in handed]


def teams(read: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The teams that wrote these products, each once, with its order, its products and those entitled to vote."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for chapter in read:
        key = (chapter["team"]["name"], chapter["team"]["order"])
        team = found.setdefault(key, {"name": key[0], "order": key[1], "products": [], "electors": {}})
        team["products"].append(chapter["code"])
        for elector in chapter["ballot"]["rows"]:
            team["electors"].setdefault((elector["name"], elector["function"]), []).append(chapter["code"])
    return [team | {"electors": _listed(team)} for team in found.values()]


def by_kind(read: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """All recommendations under their kinds, label and rows: first the model, then tools, law, values and the rest."""
    found: dict[str, list[dict[str, Any]]] = {}
    for said in sorted((said for chapter in read for said in chapter["recommendations"]), key=_rank_of_kind):
        found.setdefault(said["kind_label"], []).append(said)
    return [{"label": label, "rows": rows} for label, rows in found.items()]


def _rank_of_kind(said):
    """An unknown kind, of an older version of Tabela 1, comes last."""
    kinds = RecommendationKind.values
    return kinds.index(said["kind"]) if said["kind"] in kinds else len(kinds)


def story(one: HandOver) -> list[dict[str, Any]]:
    """What happened to it since the team adopted it, newest first."""
    confirmation = one.confirmation
    filed = [{"at": d.filed_at, "who": d.person_name, "what": "Zdanie odrębne"} for d in _dissents(one)]
    return [
        *_decision(one),
        {"at": one.handed_at, "who": one.handed_by.full_name, "what": f"Przekazanie do WRZOS{said_edition(one)}"},
        {"at": confirmation.confirmed_at, "who": confirmation.confirmed_by.full_name, "what": "Potwierdzenie"},
        *reversed(filed),
        {
            "at": confirmation.adoption.adopted_at,
            "who": confirmation.adoption.voted.content["team"]["name"],
            "what": "Przyjęcie w głosowaniu",
        },
    ]


def _decision(one):
    if (review := getattr(one, "review", None)) is None:
        return []
    said = f"WRZOS: {review.get_outcome_display()}"
    return [{"at": review.decided_at, "who": review.decided_by.full_name, "what": said}]


def said_edition(one: HandOver) -> str:
    """„, wydanie 2”; a first edition is not called so."""
    return f", wydanie {one.edition}" if one.edition > 1 else ""


def _dissents(one):
    return one.confirmation.adoption.dissents.all()


def _listed(team):
    everything = team["products"]
    return [
        {"name": name, "function": function, "products": [] if codes == everything else codes}
        for (name, function), codes in team["electors"].items()
    ]


def _chapter(one):
    adoption, said = one.confirmation.adoption, one.confirmation.adoption.voted.content
    product, document = said.get("product", {}), one.confirmation.document
    code = product.get("code") or one.opinion.product.code
    return {
        "code": code,
        "anchor": f"produkt-{code}",
        "name": product.get("name") or one.opinion.product.name,
        "short_name": product.get("short_name") or one.opinion.product.short_name,
        "element": product.get("element") or one.opinion.product.element.name,
        "team": {"name": "", "order": ""} | said.get("team", {}),
        "variant": responsibility(said.get("responsibility_variant")),
        "edition": one.edition,
        "answers": [answer | {"label": label_of(answer["disposition"])} for answer in said.get("answers", [])],
        "adopted_on": adoption.adopted_on,
        "handed_on": timezone.localdate(one.handed_at),
        "sections": [_section(code, s) for s in said.get("sections", [])],
        "signs": _signs(code, said),
        "recommendations": [_recommendation(code, r) for r in said.get("recommendations", [])],
        "cited": evidence_on_paper(said, _place(code)),
        "intermediates": said.get("intermediates", []),
        "ballot": ballot_in_words(adoption.voted.ballot),
        "dissents": [_dissent(filed) for filed in _dissents(one)],
        "original": {"title": document.title, "code": document.code, "sha256": document.blob_id},
    }


def lower(html: str) -> Any:
    """Sanitised HTML, ready to print under a heading one level deeper than it was written for."""
    cleaned = rich.clean(html)
    for level in (4, 3):
        for mark in ("<", "</"):
            cleaned = cleaned.replace(f"{mark}h{level}>", f"{mark}h{level + 1}>")
    return mark_safe(typography_of_html(cleaned))  # noqa: S308  rich.clean() gives only what is safe to show


def _place(code):
    """Evidence is listed once a product: „produkt-2a-dowod-D3”."""
    return f"produkt-{code}-"


def _section(code, said):
    cites = cited_on_paper(said.get("cites", []), _place(code))
    return {"title": said.get("title", ""), "html": lower(said.get("html", "")), "cites": cites}


def _signs(code, said):
    both = [("Plusy", "+", "plusy", "advantages"), ("Minusy", "–", "minusy", "disadvantages")]
    read = [(title, sign, kind, of_findings(said, key)) for title, sign, kind, key in both]
    return [
        {"title": title, "sign": sign, "kind": kind, "texts": _cited(code, texts)}
        for title, sign, kind, texts in read
        if texts
    ]


def _cited(code, texts):
    return [(text, cited_on_paper(cites, _place(code))) for text, cites in texts]


def _recommendation(code, said):
    plain = {name: said.get(name, "") for name in ("number", "kind", "kind_label", *RECOMMENDATION)}
    plain["law"] = law_citation(plain["article"], plain["legal_act"])
    plain["cites"] = cited_on_paper(said.get("cites", []), _place(code))
    return plain | {"whole_number": f"{code}/{plain['number']}", "anchor": f"produkt-{code}-{plain['number']}"}


def _dissent(filed):
    return {"name": filed.person_name, "body": filed.body, "on": timezone.localdate(filed.filed_at)}


def _number(text):
    return text if text.isascii() and text.isdigit() and len(text) < 10 else ""
