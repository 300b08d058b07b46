"""What is usual: the title and the approving authority of each kind, and the tree of documents that such a project
commissions (seed 1). Everything is only a suggestion and may be changed afterwards."""

from dataclasses import dataclass

from apps.accounts.models import Centre
from apps.teams.models import ExpertDocument

Kind, Authority = ExpertDocument.Kind, ExpertDocument.Authority
AUTHORITIES = {
    Kind.REGULATIONS: Authority.MAYOR,
    Kind.CHART: Authority.MAYOR,
    Kind.STUDY: Authority.NONE,
}
TITLES = {
    Kind.REGULATIONS: "Regulamin Organizacyjny",
    Kind.CHART: "Schemat organizacyjny",
    Kind.DUTIES: "Zakresy czynności",
    Kind.BENEFITS_POLICY: "Lokalna Polityka Świadczeń",
    Kind.INSTRUCTION: "Instrukcja tworzenia i obiegu dokumentów",
    Kind.PROCEDURE_RULES: "Zasady postępowania",
}
COMMISSIONED = [(kind, label[:1].upper() + label[1:]) for kind, label in Kind.choices if kind != Kind.ORDER_DRAFT]


@dataclass(frozen=True)
class Commission:
    """One document of the usual tree, with its parts."""

    kind: str
    title: str
    parts: tuple["Commission", ...] = ()

    @property
    def authority(self) -> str:
        return authority_of(self.kind)


def authority_of(kind: str) -> str:
    """Who usually puts a document of this kind into force: a director's order, unless said otherwise."""
    return AUTHORITIES.get(kind, Authority.DIRECTOR)


def usual_tree(centre: Centre) -> tuple[Commission, ...]:
    """Regulamin Organizacyjny with its chart and scopes of duties, and three studies; the first holds three separate
    documents."""
    return (_regulations(), *_studies(centre))


def _regulations():
    duties = (
        "Zakresy czynności dla pracowników socjalnych nowo tworzonych zespołów: Zespołu ds. Świadczeń, "
        "Zespołu ds. Usług, Zespołu ds. Pracy Socjalnej, Stanowiska Pierwszego Kontaktu"
    )
    parts = (Commission(Kind.CHART, TITLES[Kind.CHART]), Commission(Kind.DUTIES, duties))
    return Commission(Kind.REGULATIONS, TITLES[Kind.REGULATIONS], parts)


def _studies(centre):
    parts = (
        Commission(Kind.BENEFITS_POLICY, TITLES[Kind.BENEFITS_POLICY]),
        Commission(Kind.INSTRUCTION, TITLES[Kind.INSTRUCTION]),
        Commission(Kind.PROCEDURE_RULES, "Zasady postępowania pracowników socjalnych na różnych stanowiskach"),
    )
    organising = f"rozwiązań organizacyjnych usprawniających pracę pracowników socjalnych {centre.name_genitive}"
    supervising = f"sposobów koordynacji i nadzoru nad realizacją usług socjalnych w mieście {centre.city_locative}"
    widening = (
        "rozszerzenia warsztatu pracy pracownika socjalnego w modelu oddzielenia pracy socjalnej od usług oraz "
        "świadczeń przyznawanych decyzją administracyjną w ośrodkach pomocy społecznej"
    )
    return [
        Commission(Kind.STUDY, f"Ekspertyza 1 dotycząca {organising}", parts),
        Commission(Kind.STUDY, f"Ekspertyza 2 dotycząca {supervising}"),
        Commission(Kind.STUDY, f"Ekspertyza 3 dotycząca {widening}"),
    ]
