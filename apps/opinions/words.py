"""The document's noun and what agrees with it: „opinia” is feminine, product 1 of Tabela 1 is an „określenie”."""

from dataclasses import dataclass

from apps.catalogue.models import FinalProduct
from apps.teams.models import Vote
from apps.teams.words import by_gender

from .models import Opinion


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


OPINION = Noun("opinia", "opinii", "opinii", "opinię", "opinią", "opinii", "f")
DETERMINATION = Noun("określenie", "określenia", "określeniu", "określenie", "określeniem", "określeniu", "n")


def noun_of_kind(kind: str) -> Noun:
    return DETERMINATION if kind == FinalProduct.Kind.DETERMINATION else OPINION


def noun_of(opinion: Opinion) -> Noun:
    """The noun this document goes by."""
    return noun_of_kind(opinion.product.kind)


_VOTES = {
    Vote.Choice.FOR: ("za", "za"),
    Vote.Choice.AGAINST: ("przeciw", "przeciw"),
    Vote.Choice.ABSTAIN: ("wstrzymała się", "wstrzymał się"),
    None: ("nie głosowała", "nie głosował"),
}


def vote_word(choice: str | None, gender: str) -> str:
    """„wstrzymała się”, „nie głosował”."""
    return by_gender(gender, *_VOTES[choice])


def law_citation(article: str, act: str) -> str:
    """„art. 50 ustawy z dnia 12 marca 2004 r. o pomocy społecznej”; the name of any other act follows a dash."""
    if article and act.lower().startswith("ustawa "):
        return f"{article} ustawy {act.split(maxsplit=1)[1]}"
    return " – ".join(filter(None, [article, act]))


def subject_of(opinion: Opinion) -> str:
    """What a ballot is about, in words."""
    return f"{noun_of(opinion).nominative} – produkt {opinion.product.code}: {opinion.product.short_name}"[:300]


def file_name(opinion: Opinion) -> str:
    """„opinia-2a-mops-czestochowa.pdf”; with „robocza” until it is confirmed."""
    name = {"n": "okreslenie"}.get(noun_of(opinion).gender, "opinia")
    draft = "" if hasattr(opinion, "confirmation") else "-wersja-robocza"
    return f"{name}-{opinion.product.code}-{opinion.pilot.centre.slug}{draft}.pdf"
