"""Kinds of orders that the program can compose. The names of addresses and composers are data: the rooms above own
the forms."""

from dataclasses import dataclass

from django.urls import reverse

from .models import Order


@dataclass(frozen=True)
class Kind:
    label: str
    about: str
    new: str  # name of the address of an empty form
    edit: str  # name of the address of a draft's form
    compose: str  # name of what composes a draft anew: (order) -> apps.orders.recomposing.Composed
    result: str = ""  # name of the address of what the order made, under the order's own number
    result_label: str = ""


KINDS = {
    Order.Kind.APPOINTMENT: Kind(
        "Powołanie zespołu",
        "Zespół, jego skład i funkcje, zadania, tryb pracy. Od dnia wejścia w życie wynika z niego skład zespołu.",
        "teams:appointment_new",
        "teams:appointment_edit",
        "apps.teams.appointment.recomposing.composed",
        "teams:team",
        "Zespół i jego skład",
    ),
    Order.Kind.COMPOSITION: Kind(
        "Zmiana składu zespołu",
        "Kto odchodzi, kto dochodzi, kto zmienia funkcję; także zasady pracy. Zaznaczasz zmiany, a program układa "
        "zarządzenie zmieniające.",
        "teams:composition_new",
        "teams:composition_edit",
        "apps.teams.composition.recomposing.composed",
    ),
    Order.Kind.DISSOLUTION: Kind(
        "Rozwiązanie zespołu",
        "Zespół kończy pracę, a zarządzenie, które go powołało, traci moc razem ze swoimi zmianami.",
        "teams:dissolution_new",
        "teams:dissolution_edit",
        "apps.teams.dissolution.recomposing.composed",
    ),
    Order.Kind.AMENDMENT: Kind(
        "Zmiana zarządzenia",
        "Nowe brzmienie, dodanie albo uchylenie przepisów, zmiana wyrazów. Wskazujesz je w tekście, a program układa "
        "zarządzenie zmieniające.",
        "orders:amendment_new",
        "orders:amendment_edit",
        "apps.orders.amendment.recomposing.composed",
    ),
    Order.Kind.INTRODUCTION: Kind(
        "Wprowadzenie dokumentu",
        "Lokalna Polityka Świadczeń, instrukcja, zasady, zakresy czynności albo inny dokument jako załącznik.",
        "orders:introduction_new",
        "orders:introduction_edit",
        "apps.orders.introduction.recomposing.composed",
    ),
    Order.Kind.FREE: Kind(
        "Inne zarządzenie",
        "Dowolna sprawa. Piszesz albo wklejasz treść, program nadaje numery, litery i znaki.",
        "orders:free_new",
        "orders:free_edit",
        "apps.orders.free.recomposing.composed",
    ),
    Order.Kind.RECORDED: Kind(
        "Zarządzenie sprzed programu",
        "Wpis do rejestru: numer i data z papieru, skan, skład zespołu, który powołało. Nie wydaje nowego zarządzenia.",
        "orders:recorded_new",
        "orders:recorded_new",
        "apps.orders.recorded.composing.composed",
    ),
}


def new_address() -> str:
    """Where a new order begins: the choice of kinds, or straight the form while there is one kind."""
    [first, *others] = KINDS.values()
    return reverse("orders:new" if others else first.new)
