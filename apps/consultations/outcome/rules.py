"""What comes after the answers: who accepts, who sends on, who records the act, and why something must wait."""

import datetime

from django.utils import timezone

from apps.accounts.models import User
from apps.core import clock
from apps.core.polish import day_in_words
from apps.orders.models import Order
from apps.orders.rules import can_draft
from apps.teams.models import ExpertDocument

from ..models import DocumentOpinion, DocumentVersion
from ..rules import KEEPERS, is_director, may_keep, opinions_missing

V, K, A = DocumentVersion.Status, ExpertDocument.Kind, ExpertDocument.Authority
NOT_ACCEPTED = "Najpierw dyrektor zatwierdza wersję."
NEEDS_REASONS = (
    "Opinia co najmniej jednego zespołu jest negatywna. Wersję można mimo to zatwierdzić, ale wpisz w polu „Uwagi”, "
    "dlaczego tak rozstrzygasz."
)
SAY_WHAT = "Napisz, co poprawić w następnej wersji."
OWN_ORDER = "Projekt zarządzenia wydaje się na jego własnej stronie, a nie wprowadza innym zarządzeniem."
BY_ORDER = "Zarządzeniem dyrektora wprowadza się dokument, który zatwierdza dyrektor."
BY_MAYOR = "Do Prezydenta Miasta przekazuje się dokument, który zatwierdza Prezydent Miasta."
NO_ACT = "Ten dokument nie wymaga aktu: zatwierdzenie wersji kończy pracę nad nim."
NO_TEXT = (
    "Treści pliku PDF nie da się przenieść do załącznika, a zarządzenie musi zawierać cały swój załącznik. Poproś "
    "eksperta o następną wersję: plik DOCX albo ODT albo tekst wpisany w programie."
)
DRAFTERS = "Projekt zarządzenia otwiera do uwag dyrektor albo pracownik kadr."
NO_PILOT = "Projekt można otworzyć do uwag, gdy ośrodek ma pilotaż. Dodaj go na stronie „Pilotaże”."
EMPTY_DRAFT = "Projekt zarządzenia nie jest jeszcze kompletny. Uzupełnij formularz, a potem otwórz go do uwag."


def negative_opinions(version: DocumentVersion) -> bool:
    """Whether a team that was asked gave a negative opinion."""
    given = DocumentOpinion.objects.filter(of_version=version, status=DocumentOpinion.Status.CONFIRMED)
    return given.filter(conclusion=DocumentOpinion.Conclusion.NEGATIVE).exists()


def cannot_return(user: User, version: DocumentVersion) -> str:
    """Why the director does not return the version to its writers."""
    if not is_director(user, version.document):
        return "Wersję zwraca do poprawienia dyrektor."
    if version.status != V.ANSWERED or version.document.withdrawn_at:
        return "Zwrócić można wersję, która czeka na rozstrzygnięcie."
    if version.consultation.returned_at:
        return "Tę wersję już zwrócono do poprawienia."
    return " ".join(opinions_missing(version))


def cannot_introduce(user: User, version: DocumentVersion) -> str:
    """Why no introducing order can be prepared of this version. Empty when it can."""
    document = version.document
    if not can_draft(user, document.pilot.centre):
        return "Projekt zarządzenia może przygotować dyrektor albo pracownik kadr."
    if document.kind == K.ORDER_DRAFT:
        return OWN_ORDER
    if document.authority != A.DIRECTOR:
        return BY_ORDER
    if version.status != V.ACCEPTED:
        return NOT_ACCEPTED
    return "" if version.units else NO_TEXT


def cannot_forward(user: User, version: DocumentVersion) -> str:
    if not may_keep(user, version.document.pilot):
        return KEEPERS
    if version.document.authority != A.MAYOR:
        return BY_MAYOR
    return "" if version.status == V.ACCEPTED else NOT_ACCEPTED


def cannot_record(user: User, version: DocumentVersion) -> str:
    if not may_keep(user, version.document.pilot):
        return KEEPERS
    if version.document.kind == K.ORDER_DRAFT:
        return OWN_ORDER
    if version.document.authority == A.NONE:
        return NO_ACT
    return "" if version.status == V.ACCEPTED else NOT_ACCEPTED


def wrong_day(version: DocumentVersion, day: datetime.date) -> str:
    """Why the accepted version cannot have been sent that day."""
    if day > clock.today():
        return "Dzień przekazania nie może być późniejszy niż dzisiaj."
    accepted = timezone.localtime(version.acceptance.accepted_at).date()
    if day < accepted:
        return f"Wersję zatwierdzono {day_in_words(accepted)} Nie mogła być przekazana wcześniej."
    return ""


def before_acceptance(version: DocumentVersion, day: datetime.date) -> str:
    """What to ask about an act older than the acceptance of the version. Empty: it is not."""
    accepted = timezone.localtime(version.acceptance.accepted_at).date()
    if day >= accepted:
        return ""
    return (
        f"Akt jest z dnia {day_in_words(day)}, a wersję zatwierdzono w programie później: {day_in_words(accepted)} "
        "Popraw datę albo, jeśli jest prawidłowa, zaznacz to pole i wpisz akt jeszcze raz."
    )


def cannot_open(user: User, order: Order) -> str:
    """Why a draft order cannot be opened to teams for remarks."""
    if not can_draft(user, order.centre):
        return DRAFTERS
    if order.status != Order.Status.DRAFT:
        return "Do uwag otwiera się projekt, a to zarządzenie jest już wydane."
    if order.kind == Order.Kind.RECORDED:
        return "Zarządzenie sprzed programu jest już wydane."
    return "" if order.body else EMPTY_DRAFT
