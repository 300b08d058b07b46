"""Words that agree with people and numbers."""

from apps.accounts.models import Gender, Person
from apps.core.polish import NBSP, day_in_words, plural
from apps.orders.amending.citing import INSTRUMENTAL, cited_act, short_act
from apps.orders.models import IssuedOrder


def declared(person: Person) -> str:
    """What a person declares: „zapoznałam się”."""
    return f"{by_gender(person, 'zapoznałam', 'zapoznałem')} się"


def by_gender(person: Person | None, feminine: str, masculine: str) -> str:
    return feminine if person is not None and person.gender == Gender.FEMININE else masculine


def with_the_order(issued: IssuedOrder) -> str:
    """Instrumental: „zarządzeniem nr 31/2018 zmieniającym zarządzenie w sprawie …”."""
    whole, short = cited_act(issued, INSTRUMENTAL), short_act(issued, INSTRUMENTAL)
    signed = f"z dnia {day_in_words(issued.signed_on)}"
    return f"{short} {whole.partition(f'{signed} ')[2]}"


def progress(confirmed: int, asked: int) -> str:
    """How far it is, as a sentence."""
    if confirmed == asked:
        return f"Zapoznanie się potwierdzili wszyscy ({people(asked)})."
    if not confirmed:
        nobody = f"żadna z{NBSP}{asked}{NBSP}osób" if asked > 1 else "jedna osoba"
        return f"Zapoznania się nie potwierdziła jeszcze {nobody}."
    did = plural(confirmed, "potwierdziła", "potwierdziły", "potwierdziło")
    return f"Zapoznanie się {did} {confirmed} z{NBSP}{asked}{NBSP}osób."


def people(number: int) -> str:
    return f"{number}{NBSP}{plural(number, 'osoba', 'osoby', 'osób')}"


def whom(number: int) -> str:
    """Accusative: „1 osobę”, „2 osoby”."""
    return f"{number}{NBSP}{plural(number, 'osobę', 'osoby', 'osób')}"


def of_people(number: int) -> str:
    """Genitive: „1 osoby”, „5 osób”."""
    return f"{number}{NBSP}{plural(number, 'osoby', 'osób', 'osób')}"


def left(person: Person) -> str:
    """„odeszła z pracy 31 sierpnia 2018 r.”"""
    return f"{by_gender(person, 'odeszła', 'odszedł')} z pracy {day_in_words(person.left_on)}" if person.left_on else ""
