"""The document's noun and what agrees with it: „opinia” is feminine, product 1 of Tabela 1 is an „określenie”."""

from dataclasses import dataclass

from apps.catalogue.models import FinalProduct
from apps.core.polish import plural
from apps.teams.models import BallotResult
from apps.texts.words import day_and_hour, hour, who_saved

from .models import Opinion

__all__ = ["day_and_hour", "hour", "who_saved"]


@dataclass(frozen=True)
class Noun:
    """One noun in the cases that sentences need, with its gender („f” or „n”)."""

    nominative: str
    genitive: str
    dative: str
    accusative: str
    instrumental: str
    locative: str
    gender: str

    def agree(self, feminine: str, neuter: str) -> str:
        """The form of an adjective or participle that stands beside this noun."""
        return feminine if self.gender == "f" else neuter

    @property
    def this(self) -> str:
        return self.agree("ta opinia", "to określenie")

    @property
    def Accusative(self) -> str:
        return self.accusative.capitalize()

    @property
    def Nominative(self) -> str:
        return self.nominative.capitalize()


VARIANT = "Rozwiązanie modelowe"
INTERMEDIATE = Noun(
    "opinia cząstkowa",
    "opinii cząstkowej",
    "opinii cząstkowej",
    "opinię cząstkową",
    "opinią cząstkową",
    "opinii cząstkowej",
    "f",
)
OPINION = Noun("opinia", "opinii", "opinii", "opinię", "opinią", "opinii", "f")
DETERMINATION = Noun("określenie", "określenia", "określeniu", "określenie", "określeniem", "określeniu", "n")


def noun_of_kind(kind: str) -> Noun:
    return DETERMINATION if kind == FinalProduct.Kind.DETERMINATION else OPINION


def noun_of(opinion: Opinion) -> Noun:
    """The noun this document goes by."""
    return INTERMEDIATE if opinion.is_intermediate else noun_of_kind(opinion.product.kind)


def remarks_to_answer(numbers: list[int]) -> list[str]:
    """Why the vote waits: „Najpierw trzeba odpowiedzieć na uwagi nr 1, 3 i 4.”; empty without any."""
    if not numbers:
        return []
    *first, last = map(str, numbers)
    listed = f"{', '.join(first)} i {last}" if first else last
    return [f"Najpierw trzeba odpowiedzieć na {'uwagi' if first else 'uwagę'} nr {listed}."]


def waiting_remarks(n: int) -> str:
    """„2 uwagi czekają na odpowiedź”."""
    return f"{n} {plural(n, 'uwaga czeka', 'uwagi czekają', 'uwag czeka')} na odpowiedź"


def result_said(noun: Noun, result: BallotResult) -> str:
    """How the vote ended, for the person who closed it."""
    if result.outcome == BallotResult.Outcome.NO_QUORUM:
        adopted = noun.agree("nie została przyjęta", "nie zostało przyjęte")
        return f"Brak kworum: {noun.nominative} {adopted}. Tekst wrócił do uzgodnień."
    votes = f"za {result.votes_for}, przeciw {result.votes_against}, wstrzymało się {result.abstentions}"
    if result.outcome == BallotResult.Outcome.ADOPTED:
        return f"Zespół przyjął {noun.accusative}: {votes}."
    return f"Zespół nie przyjął {noun.genitive}: {votes}. Tekst wrócił do uzgodnień."


def answers_to(n: int) -> str:
    """„odpowiedź na 1 uwagę”, in the accusative too."""
    return f"{'odpowiedź' if n == 1 else 'odpowiedzi'} na {n} {plural(n, 'uwagę', 'uwagi', 'uwag')}"


def law_citation(article: str, act: str) -> str:
    """„art. 50 ustawy z dnia 12 marca 2004 r. o pomocy społecznej”; the name of any other act follows a dash."""
    if article and act.lower().startswith("ustawa "):
        return f"{article} ustawy {act.split(maxsplit=1)[1]}"
    return " – ".join(filter(None, [article, act]))


def responsibility(variant: dict[str, str] | None) -> str:
    """„odpowiedzialność rozproszona”; empty when the content names none."""
    return f"odpowiedzialność {variant['label']}" if variant else ""


def subject_of(opinion: Opinion) -> str:
    """What a ballot is about, in words."""
    return f"{noun_of(opinion).nominative} – produkt {opinion.product.code}: {opinion.name}"[:300]


def file_name(opinion: Opinion) -> str:
    """„opinia-2a-mops-czestochowa.pdf”, „opinia-czastkowa-4a-krok-6-…”; with „robocza” until it is confirmed."""
    name = {"n": "okreslenie"}.get(noun_of(opinion).gender, "opinia")
    draft = "" if opinion.confirmation_id else "-wersja-robocza"
    which = opinion.product.code
    if opinion.is_intermediate:
        name, which = "opinia-czastkowa", f"{which}-krok-{opinion.step.rank}"
    return f"{name}-{which}-{opinion.pilot.centre.slug}{draft}.pdf"
