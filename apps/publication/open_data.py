"""Public pages as JSON. The keys are a promise (docs/bip.md): they may be joined by others, never renamed."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Centre
from apps.core import clock
from apps.core.polish import day_in_words
from apps.orders.relations import Standing, standing_on
from apps.orders.text import sheet_lines

from . import reading
from .models import Publication

FORMAT = 1


def listed(centre: Centre, rows: Iterable[tuple[Publication, Standing]]) -> dict[str, Any]:
    """Every order that was ever made public."""
    return _head(centre) | {"zarzadzenia": [_row(one, standing) for one, standing in rows]}


def whole(one: Publication) -> dict[str, Any]:
    """One order with all that its page says."""
    standing = standing_on(one.issued_order, clock.today())
    lines = sheet_lines(one.text, one.document.number, day_in_words(one.issued_order.signed_on))
    return _head(one.centre) | {
        "zarzadzenie": _row(one, standing),
        "wylaczenie_jawnosci": one.exclusion,
        "tresc": None if one.taken_back else lines,
        "plik": None if one.taken_back else _file(one),
        "powiazania": [_related(other) for other in reading.related(one.issued_order)],
        "rejestr_zmian": [_event(event) for event in reading.history_of(one.issued_order)],
    }


def log(centre: Centre, events: Iterable[reading.Event]) -> dict[str, Any]:
    """What was published and withdrawn, newest first."""
    said = [_event(event) | {"zarzadzenie": _cited(event.publication)} for event in events]
    return _head(centre) | {"rejestr_zmian": said}


def _head(centre: Centre) -> dict[str, Any]:
    address = _address("publication:bip", centre.slug)
    return {
        "wersja_formatu": FORMAT,
        "przyklad": centre.is_example,
        "stan_na": clock.today().isoformat(),
        "podmiot_udostepniajacy": {"nazwa": centre.name, "adres": address},
    }


def _cited(one: Publication) -> dict[str, Any]:
    """Without the title: an earlier version's may have said what is no longer public."""
    order = one.issued_order
    address = _address("publication:bip_order", one.centre.slug, order.order_id)
    return {"numer": one.document.number, "data": order.signed_on.isoformat(), "adres": address}


def _named(one: Publication) -> dict[str, Any]:
    return _cited(one) | {"tytul": one.document.title}


def _row(one: Publication, standing: Standing) -> dict[str, Any]:
    return _named(one) | {
        "wchodzi_w_zycie": one.issued_order.effective_on.isoformat(),
        "stan": standing.words,
        "wytworzyl_lub_odpowiada": one.produced_by,
        "data_wytworzenia": one.produced_on.isoformat(),
        "wprowadzil_do_bip": one.entered_by,
        "opublikowano": _moment(one.published_at),
        "wycofano": _withdrawal(one),
    }


def _withdrawal(one: Publication) -> dict[str, Any] | None:
    if (taken := one.taken_back) is None:
        return None
    return {
        "kiedy": _moment(taken.withdrawn_at),
        "powod": taken.reason,
        "podstawa_prawna": taken.legal_basis,
        "kto": taken.withdrawn_by_name,
    }


def _file(one: Publication) -> dict[str, Any]:
    return {
        "adres": _address("publication:bip_pdf", one.centre.slug, one.issued_order.order_id),
        "kod": one.document.code,
        "sha256": one.document.blob_id,
        "rozmiar": one.document.blob.size,
    }


def _related(other: reading.Related) -> dict[str, Any]:
    said = {"rodzaj": other.what, "od_dnia": other.since_on.isoformat(), "przepis": other.provision}
    return said | {"zarzadzenie": _named(other.publication)}


def _event(event: reading.Event) -> dict[str, Any]:
    return {"kiedy": _moment(event.at), "co": event.what, "kto": event.who, "opis": event.note}


def _moment(at: datetime.datetime) -> str:
    """Warsaw's time, with its offset."""
    return timezone.localtime(at).isoformat()


def _address(name: str, *args: Any) -> str:
    return settings.BASE_URL + reverse(name, args=args)
