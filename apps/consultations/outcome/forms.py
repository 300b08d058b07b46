from typing import Any

from django import forms

from apps.core.forms import Form, PolishDateField
from apps.orders.external.forms import ExternalActForm
from apps.orders.external.rules import citation
from apps.orders.models import ExternalAct, IssuedOrder, Order
from apps.projects.models import Pilot
from apps.teams.models import ExpertDocument

from ..models import DocumentVersion
from .rules import NEEDS_REASONS, SAY_WHAT, before_acceptance

NO_CLIENTS = "Nie wpisuj danych osobowych klientów ośrodka."
EXTERNAL, PAPER, NEW = "external", "paper", "new"
ACTS = [
    (EXTERNAL, "akt innego organu, wpisany już w „Aktach zewnętrznych”"),
    (PAPER, "zarządzenie dyrektora, wpisane z papieru"),
    (NEW, "akt innego organu, którego jeszcze nie wpisano"),
]


class AcceptForm(Form):
    note = forms.CharField(
        label="Uwagi", required=False, widget=forms.Textarea(attrs={"rows": 4}), help_text=NO_CLIENTS
    )

    def __init__(self, *args: Any, is_negative: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if is_negative:
            self.fields["note"].label = "Uwagi: dlaczego mimo negatywnej opinii"
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = NEEDS_REASONS


class ReturnForm(Form):
    why = forms.CharField(
        label="Co poprawić",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"Zobaczą to wszyscy na stronie dokumentu. {NO_CLIENTS}",
        error_messages={"required": SAY_WHAT},
    )


class ForwardForm(Form):
    addressee = forms.CharField(label="Adresat", max_length=200)
    sent_on = PolishDateField(label="Przekazano dnia")
    case_number = forms.CharField(
        label="Znak sprawy", max_length=80, required=False, help_text="Z pisma przewodniego, np. DK.0210.3.2018."
    )
    note = forms.CharField(
        label="Uwagi", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=NO_CLIENTS
    )


class ActForm(Form):
    """Which act put the version into force: one that is entered already, or a new one (`new`: its own form)."""

    which = forms.ChoiceField(label="Który akt", widget=forms.RadioSelect)
    external_act = forms.ModelChoiceField(
        ExternalAct.objects.none(), label="Akt innego organu", required=False, empty_label="– wybierz –"
    )
    issued_order = forms.ModelChoiceField(
        IssuedOrder.objects.none(), label="Zarządzenie z papieru", required=False, empty_label="– wybierz –"
    )

    earlier = forms.BooleanField(label="Data aktu jest prawidłowa", required=False)
    asks_day = False

    def __init__(self, data: Any, *args: Any, version: DocumentVersion, files: Any = None, too_big: bool = False):
        super().__init__(data, *args)
        self.version, centre = version, version.centre_id
        paper = IssuedOrder.objects.not_struck().filter(centre=centre, origin=IssuedOrder.Origin.RECORDED)
        self.fields["external_act"].queryset = ExternalAct.objects.filter(centre=centre)
        self.fields["external_act"].label_from_instance = citation
        self.fields["issued_order"].queryset = paper.defer("text", "effects")
        self.fields["issued_order"].label_from_instance = lambda one: f"nr {one.number_text} {one.subject}"
        self._offer()
        is_new = data is not None and data.get("which") == NEW
        self.new = ExternalActForm(data if is_new else None, files if is_new else None, too_big=too_big and is_new)

    def _offer(self) -> None:
        """What there is to choose from; with nothing entered yet, only a new act."""
        lists = {EXTERNAL: "external_act", PAPER: "issued_order"}
        empty = {which for which, name in lists.items() if not self.fields[name].queryset.exists()}
        for which in empty:
            del self.fields[lists[which]]
        self.fields["which"].choices = [(key, words) for key, words in ACTS if key not in empty]
        self.fields["which"].initial = self.fields["which"].choices[0][0]
        if len(self.fields["which"].choices) == 1:
            self.fields["which"].widget = forms.HiddenInput()

    @property
    def page_order(self) -> list[Any]:
        return [*self.fields, self.new]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        chosen = {EXTERNAL: "external_act", PAPER: "issued_order"}.get(said.get("which", ""))
        if chosen and not said.get(chosen) and chosen not in self.errors:
            self.add_error(chosen, f"Wybierz pozycję z listy w polu „{self.fields[chosen].label}”.")
        return said

    def is_valid(self) -> bool:
        wrong = self.new.is_bound and not self.new.is_valid()
        return super().is_valid() and not wrong and not self._asks_about_the_day()

    def _asks_about_the_day(self) -> bool:
        """An act older than the acceptance may be true, when it is entered late, but is asked about."""
        said = self.cleaned_data
        acts = {EXTERNAL: lambda: said["external_act"].dated_on, PAPER: lambda: said["issued_order"].signed_on}
        day = acts.get(said["which"], lambda: self.new.cleaned_data["dated_on"])()
        question = before_acceptance(self.version, day)
        self.asks_day = bool(question)
        if not question or said["earlier"]:
            return False
        self.add_error("earlier", question)
        return True


class OpenForm(Form):
    """`introduces`: which document the order will introduce, when it is one of the experts'."""

    pilot = forms.ModelChoiceField(Pilot.objects.none(), label="Pilotaż", empty_label=None)
    introduces = forms.ModelChoiceField(
        ExpertDocument.objects.none(),
        label="Jaki dokument wprowadzi",
        required=False,
        empty_label="– żaden z dokumentów ekspertów –",
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any):
        super().__init__(*args, **kwargs)
        documents = ExpertDocument.objects.filter(pilot__centre=order.centre_id, withdrawn_at=None)
        self.fields["pilot"].queryset = Pilot.objects.filter(centre=order.centre_id)
        self.fields["pilot"].initial = order.pilot_id
        self.fields["introduces"].queryset = documents.exclude(kind=ExpertDocument.Kind.ORDER_DRAFT)
        self.fields["introduces"].initial = order.effects.get("introduces", {}).get("expert_document")
