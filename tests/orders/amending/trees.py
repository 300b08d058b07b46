"""Small trees for tests, and paths as they are cited."""

import re

from apps.orders.text import litera, paragraf, podwojne_tiret, punkt, tiret, ustep

KINDS = {
    "§": "paragraf",
    "ust.": "ustep",
    "pkt": "punkt",
    "lit.": "litera",
    "tiret": "tiret",
    "ptiret": "podwojne_tiret",
}


def path(cited):
    """„§ 2 pkt 4 lit. b”; a tiret by its figure."""
    return tuple((KINDS[kind], label) for kind, label in re.findall(r"(§|ust\.|pkt|lit\.|ptiret|tiret) (\w+)", cited))


ORDER = (
    paragraf("Wprowadza się regulamin."),
    paragraf(
        "Regulamin określa:",
        punkt("cel"),
        punkt("zadania:", litera("stałe"), litera("doraźne")),
        punkt("terminy do końca 2018 r."),
    ),
    paragraf(ustep("Nadzór sprawuje Dyrektor."), ustep("Zespół opiniuje:", punkt("plan"), punkt("budżet"))),
    paragraf("Zespół", punkt("ocenia"), punkt("zmienia"), tail="na wniosek Dyrektora"),
    paragraf(
        "Wykaz:",
        punkt(
            "wzory:", litera("karta:", tiret("imię"), tiret("adres:", podwojne_tiret("dom"), podwojne_tiret("praca")))
        ),
        punkt("inne"),
    ),
    paragraf("Zarządzenie wchodzi w życie z dniem podpisania."),
)
