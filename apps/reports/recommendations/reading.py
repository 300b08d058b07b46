"""The register of recommendations across centres: what the address narrows it to, and its lines."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Exists, F, Q, QuerySet
from django.db.models.fields.tuple_lookups import TupleGreaterThan
from django.urls import reverse

from apps.accounts.models import Centre
from apps.catalogue.models import FinalProduct, RecommendationKind
from apps.core.polish import NBSP, plural, typography
from apps.core.templatetags.polish import briefly
from apps.opinions.handed import act_key, article_key
from apps.opinions.models import HandedRecommendation, Opinion, Review

from .carrying import changed, former, sources_of
from .searching import having_words

GROUPS = {"rodzaj": "rodzaju", "produkt": "produktu", "akt": "aktu i przepisu"}
IN_ORDER = {"rodzaj": ("kind", "id"), "produkt": ("product_code", "id"), "akt": ("act_key", "article_key", "id")}
OPENING = 600  # characters of a recommendation on the register's page; the whole is a link away
RETURNED = "dokument zwrócony do poprawy"
FEW = 200  # lines with a word that are asked for by their numbers
IN_A_LIST = 44  # characters of a product's name to choose
COUNTED = 200  # beyond it the page says „ponad 200”: nobody reads on, and counting everything takes long
SHOWN = (
    "kind", "product_code", "number", "body", "addressee", "legal_act", "article", "act_key", "article_key",
    "hand_over",
)  # fmt: skip
# From other tables, as columns: rows of three tables take longer to make.
BESIDE = {
    "place": F("centre__short_name"), "opinion_id": F("hand_over__opinion"), "dissents": F("hand_over__dissents"),
    "status": F("hand_over__last_of__status"),
}  # fmt: skip
DISSENTS = ("zdanie odrębne", "zdania odrębne", "zdań odrębnych")
STANDING = {Opinion.Status.HANDED_OVER, Opinion.Status.ACCEPTED}
NAMES = {
    "kind": "rodzaj", "product": "produkt", "centre": "osrodek", "act": "akt", "article": "przepis",
    "words": "slowa", "group": "uklad",
}  # fmt: skip


# composed once: that takes as long as the answer
_CURRENT = HandedRecommendation.objects.filter(hand_over__last_of__isnull=False)
_PRODUCTS = FinalProduct.objects.filter(version__published_at__isnull=False).order_by("version__number", "rank")
_PRODUCTS = _PRODUCTS.values_list("code", "short_name")
_AROUND = _PRODUCTS.annotate(any_former=Exists(former()))


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
    """The lines in their order."""
    return filters.narrow(current()).order_by(*IN_ORDER[filters.group])


def screen(
    found: QuerySet[HandedRecommendation], group: str, last: str, size: int
) -> tuple[list[HandedRecommendation], bool]:
    """Of what `register` found: the lines after `last` that fit one screen, as `told`, and whether there are more."""
    lines = list(after(beside(found.only(*SHOWN)), group, last)[: size + 1])
    shown = lines[:size]
    told(shown, group)
    return shown, len(lines) > size


def beside(found: QuerySet[HandedRecommendation]) -> QuerySet[HandedRecommendation]:
    """With the short name of the centre (`place`), the `opinion_id`, the number of `dissents` beside the document and
    the `status` of the opinion, None when a later edition was handed over."""
    return found.annotate(**BESIDE)


def told(lines: list[HandedRecommendation], group: str) -> None:
    """Give each line (of `beside`) its `source` (place in a theme, or None), whether WRZOS returned its document
    (`is_returned`; it stays the last one until the next edition is handed over), its `name`, its `facts`, the `url` of
    that document and its `opening` words. Done here and not in the template, which would take longer over each line."""
    library, sources = reverse("reports:library"), sources_of(lines)
    for line in lines:
        line.source, line.is_returned = sources.get(line.pk), line.status not in STANDING
        line.name, line.url = f"{line.place}, {line}", f"{library}{line.opinion_id}/"
        line.facts = facts_of(line, group)
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
    """What is said below a recommendation after its name, without what the heading of its group says already."""
    law = ", ".join(filter(None, [line.legal_act, line.article]))
    said = [
        "" if group == "rodzaj" else line.get_kind_display(),
        "" if group == "akt" else law,
        line.addressee and f"adresat: {line.addressee}",
        line.dissents and f"{line.dissents}{NBSP}{plural(line.dissents, *DISSENTS)}",
    ]
    return typography("".join(f" · {words}" for words in said if words))


def grouped(lines: Iterable[HandedRecommendation], group: str) -> list[dict[str, Any]]:
    """The lines under the headings of their groups, in the order given."""
    groups: list[dict[str, Any]] = []
    for line in lines:
        key, words = heading_of(line, group)
        if not groups or groups[-1]["key"] != key:
            groups.append({"key": key, "words": words, "lines": []})
        groups[-1]["lines"].append(line)
    return groups


def returned_of(lines: Iterable[HandedRecommendation]) -> set[int]:
    """Hand-overs that WRZOS returned; each stays the last one until the centre hands over the next edition."""
    hand_overs = {line.hand_over_id for line in lines}
    found = Review.objects.filter(hand_over__in=hand_overs, outcome=Review.Outcome.RETURNED)
    return set(found.values_list("hand_over", flat=True))


def products() -> dict[str, str]:
    """Codes and short names, as the newest published Tabela 1 has them."""
    return {code: f"{code}. {name}" for code, name in _PRODUCTS.all()}


def around() -> tuple[dict[str, str], int]:
    """What stands around the lines: products to choose from, by code, their names short enough for a list; and how many
    sources of themes changed. The products are asked for together with whether any source is of a former edition: that
    is seldom so, and each question alone takes as long as both."""
    found = list(_AROUND.all())
    names = {code: briefly(f"{code}. {name}", IN_A_LIST) for code, name, _ in found}
    return names, changed().count() if any(any_former for *_, any_former in found) else 0
