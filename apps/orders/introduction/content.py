"""What an order may introduce, in the forms of the words that its text needs. Only the frame: what the document says
stands in its annexes."""

from dataclasses import dataclass

OTHER = "other"
ART_39A = "na podstawie art. 39a ustawy z dnia 12 marca 2004 r. o pomocy społecznej"


@dataclass(frozen=True)
class Document:
    """`nominative`: the title of the annex; `genitive`: „w sprawie wprowadzenia …”; `accusative`: „Wprowadza się …”;
    `being`: „stanowiącą” of the right gender and number."""

    nominative: str
    genitive: str
    accusative: str
    being: str


BEING = [
    ("stanowiącą", "stanowiącą (np. instrukcję, politykę)"),
    ("stanowiący", "stanowiący (np. regulamin, wzór)"),
    ("stanowiące", "stanowiące (np. zasady, zakresy, wytyczne)"),
]
DOCUMENTS = {
    "benefits_policy": Document(
        "Lokalna Polityka Świadczeń", "Lokalnej Polityki Świadczeń", "Lokalną Politykę Świadczeń", "stanowiącą"
    ),
    "circulation_instruction": Document(
        "Instrukcja tworzenia i obiegu dokumentów",
        "Instrukcji tworzenia i obiegu dokumentów",
        "Instrukcję tworzenia i obiegu dokumentów",
        "stanowiącą",
    ),
    "procedure_rules": Document("Zasady postępowania", "Zasad postępowania", "Zasady postępowania", "stanowiące"),
    "special_benefit_rules": Document(
        f"Zasady przyznawania zasiłku celowego {ART_39A}",
        f"Zasad przyznawania zasiłku celowego {ART_39A}",
        f"Zasady przyznawania zasiłku celowego {ART_39A}",
        "stanowiące",
    ),
    "duties": Document("Zakresy czynności", "zakresów czynności", "zakresy czynności", "stanowiące"),
}
CHOICES = [
    ("benefits_policy", "Lokalna Polityka Świadczeń"),
    ("circulation_instruction", "Instrukcja tworzenia i obiegu dokumentów"),
    ("procedure_rules", "Zasady postępowania"),
    ("special_benefit_rules", "Zasady przyznawania zasiłku celowego (art. 39a ustawy o pomocy społecznej)"),
    ("duties", "Zakresy czynności"),
    (OTHER, "Inny dokument"),
]


def introduced(what: Document, annexes: int) -> str:
    """„Wprowadza się …, stanowiącą załącznik do zarządzenia.”"""
    return f"Wprowadza się {what.accusative}, {what.being} {_annexes(annexes)} do zarządzenia."


def _annexes(count: int) -> str:
    """„załącznik”, „załączniki nr 1 i 2”, „załączniki nr 1–4”."""
    if count == 1:
        return "załącznik"
    return f"załączniki nr 1 i {count}" if count == 2 else f"załączniki nr 1–{count}"


def acquaintance(who: str, annexes: int) -> str:
    enclosed = "załącznikiem" if annexes == 1 else "załącznikami"
    return f"Zobowiązuje się {who} do zapoznania się z treścią zarządzenia wraz z {enclosed}."
