"""„Traci moc …”: the clause by which an order repeals others (ZTP § 40), its effects, and the choice of what may be
repealed. Repealing a part is an amendment (§ 41 ust. 2) and has no place here."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from apps.accounts.models import Centre
from apps.core.forms import name_in_messages
from apps.core.polish import day_in_words

from .models import AMENDING_KINDS, IssuedOrder, Relation
from .relations import relations_of_many
from .text import Node, paragraf, punkt

INTRODUCTION = "Tracą moc:"


def repeal_clause(orders: Iterable[IssuedOrder]) -> Node:
    """The § that repeals the orders, each with its amendments; several as points in the order of issue (§ 40 ust. 2).
    The unit of each has the key „repeal <pk of the order>”, so that `citations` gives its provision."""
    listed = in_order_of_issue(orders)
    if not listed:
        raise ValueError("nothing to repeal")
    amendments = amendments_of_many(listed)
    said = {one.pk: repealed_act(one, amendments[one.pk]) for one in listed}
    if len(listed) == 1:
        [only] = listed
        return paragraf(f"Traci moc {said[only.pk]}.", key=repeal_key(only))
    return paragraf(INTRODUCTION, *[punkt(said[one.pk], key=repeal_key(one)) for one in listed])


def effects_of_repeals(orders: Iterable[IssuedOrder], provision: str) -> list[dict[str, Any]]:
    """What stands under „repeals” in the effects; `provision` is that of the whole clause, e.g. „§ 2”."""
    listed = in_order_of_issue(orders)
    if len(listed) == 1:
        return [{"order": listed[0].order_id, "provision": provision}]
    return [{"order": one.order_id, "provision": f"{provision} pkt {n}"} for n, one in enumerate(listed, start=1)]


def repeal_key(issued: IssuedOrder) -> str:
    return f"repeal {issued.order_id}"


def in_order_of_issue(orders: Iterable[IssuedOrder]) -> list[IssuedOrder]:
    return sorted(orders, key=lambda one: (one.signed_on, one.year, one.number))


def amendments_of_many(orders: list[IssuedOrder]) -> dict[int, list[IssuedOrder]]:
    """The orders that amend each of them, by its primary key, in the order of issue."""
    related = relations_of_many(orders)
    return {pk: in_order_of_issue(relation.newer for relation in found.amended_by) for pk, found in related.items()}


def repealed_act(issued: IssuedOrder, amendments: list[IssuedOrder]) -> str:
    """„zarządzenie nr 23/2018 Dyrektora … z dnia … w sprawie …, zmienione zarządzeniem nr 31/2018 z dnia …”."""
    act = f"zarządzenie nr {issued.number_text} {issued.text['issuer']} z dnia {day_in_words(issued.signed_on)}"
    return f"{act} {issued.title}{_amended(amendments)}"


def _amended(amendments: list[IssuedOrder]) -> str:
    if not amendments:
        return ""
    *earlier, last = [f"nr {one.number_text} z dnia {day_in_words(one.signed_on)}" for one in amendments]
    if not earlier:
        return f", zmienione zarządzeniem {last}"
    return f", zmienione zarządzeniami {', '.join(earlier)} i {last}"


# The choice


def repealable(centre: Centre) -> QuerySet[IssuedOrder]:
    """Orders of the centre that nobody has repealed, the newest first. Amending ones fall with what they amend."""
    repealed = Relation.objects.filter(centre=centre, kind=Relation.Kind.REPEALS).values("older_id")
    found = IssuedOrder.objects.filter(centre=centre).not_struck().exclude(kind__in=AMENDING_KINDS)
    return found.exclude(effects__has_key="amends").exclude(pk__in=repealed).defer("effects")


class RepealsField(forms.ModelMultipleChoiceField):
    """Orders that lose force, to be ticked. A form gives it its centre: `form.fields["repeals"].of(centre)`; what was
    chosen is sent and kept as primary keys of orders, and comes back as issued orders in the order of issue."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any):
        usual = {
            "label": "Tracą moc zarządzenia",
            "required": False,
            "help_text": "Zaznacz te, które w całości przestaną obowiązywać. Program dopisze, jak je zmieniono.",
        }
        super().__init__(queryset=IssuedOrder.objects.none(), to_field_name="order_id", **(usual | kwargs))
        self.error_messages["invalid_choice"] = (
            "Jedno z zaznaczonych zarządzeń jest już uchylone albo jego wpis unieważniono. Sprawdź, które są "
            "zaznaczone, i zapisz projekt jeszcze raz."
        )
        name_in_messages(self, str(self.label))

    def of(self, centre: Centre) -> "RepealsField":
        self.queryset = repealable(centre)
        return self

    def label_from_instance(self, issued: IssuedOrder) -> str:
        return f"nr {issued.number_text} z dnia {day_in_words(issued.signed_on)} {issued.title}"

    def clean(self, value: Any) -> list[IssuedOrder]:
        return in_order_of_issue(super().clean(value))
