"""The register of recommendations across centres: what the address narrows it to, and its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.urls import reverse

from apps.accounts.models import Centre
from apps.catalogue.models import FinalProduct, RecommendationKind
from apps.core.polish import typography
from apps.opinions.handed import act_key, article_key
from apps.opinions.models import HandedRecommendation, HandOver, Review

from .carrying import sources_of
from .searching import having_words

GROUPS = {"rodzaj": "rodzaju", "produkt": "produktu", "akt": "aktu i przepisu"}
IN_ORDER = {"rodzaj": ("kind", "id"), "produkt": ("product_code", "id"), "akt": ("act_key", "article_key", "id")}
OPENING = 600  # characters of a recommendation on the register's page; the whole is a link away
RETURNED = "dokument zwrócony do poprawy"
FEW = 200  # lines with a word that are asked for by their numbers
COUNTED = 200  # beyond it the page says „ponad 200”: nobody reads on, and counting everything takes long
SHOWN = (
    "kind", "product_code", "number", "body", "addressee", "legal_act", "article", "act_key", "article_key",
    "centre__short_name", "hand_over__opinion",
)  # fmt: skip
NAMES = {
    "kind": "rodzaj", "product": "produkt", "centre": "osrodek", "act": "akt", "article": "przepis",
    "words": "slowa", "group": "uklad",
}  # fmt: skip


# composed once: that takes as long as the answer
_CURRENT = HandedRecommendation.objects.filter(hand_over__last_of__isnull=False)
_PRODUCTS = FinalProduct.objects.filter(version__published_at__isnull=False).order_by("version__number", "rank")
_PRODUCTS = _PRODUCTS.values_list("code", "short_name")
_DOCUMENTS = HandOver.objects.order_by().values_list("pk", "review__outcome")
_DOCUMENTS = _DOCUMENTS.annotate(Count("confirmation__adoption__dissents"))


@dataclass(frozen=True)
class Filters:
    """What the address narrows the register to; empty means all. `group`: by what it is laid out."""

    kind: str = ""
    product: str = ""
    centre: str = ""
    act: str = ""
    article: str = ""
    words: str = ""
    group: str = "rodzaj"

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filters":
        said = {name: query.get(key, "").strip()[:200] for name, key in NAMES.items()}
        said["kind"] = said["kind"] if said["kind"] in RecommendationKind.values else ""
        said["group"] = said["group"] if said["group"] in GROUPS else "rodzaj"
        return cls(**said)

    def __bool__(self) -> bool:
        return any(value for name, value in asdict(self).items() if name != "group")

    def as_query(self) -> dict[str, str]:
        """The same as it stands in an address."""
        said = {NAMES[name]: value for name, value in asdict(self).items() if value}
        return {key: value for key, value in said.items() if (key, value) != ("uklad", "rodzaj")}

    def narrow(self, found: QuerySet[HandedRecommendation]) -> QuerySet[HandedRecommendation]:
        chosen = {"kind": self.kind, "product_code": self.product[:4]}
        found = found.filter(**{name: value for name, value in chosen.items() if value})
        if self.centre:
            found = found.filter(centre__in=_named(self.centre))
        if self.act:
            found = found.filter(Q(act_key=act_key(self.act)) | Q(act_key__contains=act_key(self.act)))
        if self.article:
            found = found.filter(article_key__startswith=article_key(self.article))
        if (condition := having_words(self.words)) is not None:
            found = found.filter(_with_words(condition))
        return found.exclude(act_key="") if self.group == "akt" else found


def _with_words(condition: Any) -> Any:
    """Few lines are looked up by the index of words before anything else. Where more have the word, the lines are gone
    through in their order: the first screen is soon full. The database cannot tell which of the two a word is."""
    having = HandedRecommendation.objects.filter(condition).order_by().values_list("pk", flat=True)
    few = list(having[: FEW + 1])
    return Q(pk__in=few) if len(few) <= FEW else condition


def _named(text: str) -> QuerySet[Centre]:
    found = Centre.objects.all()
    for word in text.split():
        found = found.filter(Q(short_name__icontains=word) | Q(city__icontains=word))
    return found.order_by().values("pk")


def current() -> QuerySet[HandedRecommendation]:
    """Recommendations of the last edition of each opinion: what a returned one said before counts no more."""
    return _CURRENT.all()


def register(filters: Filters) -> QuerySet[HandedRecommendation]:
    """The lines in their order, with the centre and the document of each."""
    return filters.narrow(current()).select_related("centre", "hand_over").order_by(*IN_ORDER[filters.group])


def screen(
    found: QuerySet[HandedRecommendation], group: str, last: str, size: int
) -> tuple[list[HandedRecommendation], bool]:
    """Of what `register` found: the lines after `last` that fit one screen, each with its theme and its dissents, and
    whether there are more. Themes and dissents are asked for apart: fewer tables at once are planned faster than
    joined."""
    lines = list(after(found.only(*SHOWN), group, last)[: size + 1])
    shown = lines[:size]
    told(shown, group)
    return shown, len(lines) > size


def told(lines: list[HandedRecommendation], group: str) -> None:
    """Give each line its `source` (place in a theme, or None), its number of `dissents`, whether its document
    `is_returned`, its `facts`, the `url` of that document and its `opening` words. Done here and not in the template,
    which would take longer over each line."""
    library = reverse("reports:library")
    sources, documents = sources_of(lines), _documents_of(lines)
    for line in lines:
        line.source = sources.get(line.pk)
        line.is_returned, line.dissents = documents[line.hand_over_id]
        line.facts, line.url = facts_of(line, group), f"{library}{line.hand_over.opinion_id}/"
        line.opening = line.body if len(line.body) <= OPENING else f"{line.body[:OPENING].rstrip()}…"


def after(lines: QuerySet[HandedRecommendation], group: str, last: str) -> QuerySet[HandedRecommendation]:
    """Those that follow the line with this number: found by the index, however far it is."""
    if not (last.isascii() and last.isdigit() and len(last) < 15):
        return lines
    names = IN_ORDER[group]
    if (place := HandedRecommendation.objects.filter(pk=last).values_list(*names).first()) is None:
        return lines
    return lines.filter(TupleGreaterThan(tuple(map(F, names)), place))


def counted(found: QuerySet[HandedRecommendation]) -> int:
    """How many there are, up to one more than COUNTED."""
    return found.order_by()[: COUNTED + 1].count()


def heading_of(line: HandedRecommendation, group: str) -> tuple[str, str]:
    """(key, words) of the group in which a line stands."""
    if group == "produkt":
        return line.product_code, f"Produkt {line.product_code}"
    if group == "akt":
        return f"{line.act_key}/{line.article_key}", ", ".join(filter(None, [line.legal_act, line.article]))
    return line.kind, line.get_kind_display().capitalize()


def facts_of(line: HandedRecommendation, group: str) -> str:
    """What is said below a recommendation, without what the heading of its group says already."""
    law = ", ".join(filter(None, [line.legal_act, line.article]))
    said = [
        "" if group == "rodzaj" else line.get_kind_display(),
        "" if group == "akt" else law,
        line.addressee and f"adresat: {line.addressee}",
    ]
    return typography(" · ".join(words for words in said if words))


def grouped(lines: Iterable[HandedRecommendation], group: str) -> list[dict[str, Any]]:
    """The lines under the headings of their groups, in the order given."""
    groups: list[dict[str, Any]] = []
    for line in lines:
        key, words = heading_of(line, group)
        if not groups or groups[-1]["key"] != key:
            groups.append({"key": key, "words": words, "lines": []})
        groups[-1]["lines"].append(line)
    return groups


def _documents_of(lines: Iterable[HandedRecommendation]) -> dict[int, tuple[bool, int]]:
    """By hand-over of the lines: whether WRZOS returned it, and how many dissenting opinions stand beside it."""
    found = _DOCUMENTS.filter(pk__in={line.hand_over_id for line in lines})
    return {pk: (outcome == Review.Outcome.RETURNED, dissents) for pk, outcome, dissents in found}


def returned_of(lines: Iterable[HandedRecommendation]) -> set[int]:
    """Hand-overs that WRZOS returned; each stays the last one until the centre hands over the next edition."""
    hand_overs = {line.hand_over_id for line in lines}
    found = Review.objects.filter(hand_over__in=hand_overs, outcome=Review.Outcome.RETURNED)
    return set(found.values_list("hand_over", flat=True))


def products() -> dict[str, str]:
    """Codes and short names, as the newest published Tabela 1 has them."""
    return {code: f"{code}. {name}" for code, name in _PRODUCTS.all()}


def product_names() -> dict[str, str]:
    """The same, short enough for a list to choose from."""
    return {code: name if len(name) <= 44 else f"{name[:43].rstrip()}…" for code, name in products().items()}
