"""What forms of orders made of text share: legal basis, final provisions, repeals, entry into force, annexes. A form is
always bound to what was typed, so that nothing is lost; `judged=False` shows it without finding fault."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core import clock
from apps.core.forms import LinesField, PolishDateField
from apps.orders.drafting.unit import UnitForm
from apps.orders.models import Order
from apps.orders.repealing import RepealsField
from apps.orders.rules import as_sentence, effective_refusal, gaps_refusal
from apps.orders.text import bare
from apps.projects.models import Pilot

from .notes import Note
from .rows import ROW, AnnexRow, rows_of

FORM_OF_ANNEX = {"annex_form": "Postać załącznika"}


class TextOrderForm(UnitForm):
    pilot = forms.ModelChoiceField(
        Pilot.objects.none(), label="Pilotaż (projekt)", required=False, empty_label="– nie dotyczy pilotażu –"
    )
    legal_basis = forms.CharField(
        label="Podstawa prawna",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez „Na podstawie” i bez „zarządzam, co następuje”: dopisze je program.",
    )
    final = LinesField(
        label="Przepisy końcowe",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Każdy wiersz będzie osobnym paragrafem. Uchylenia i wejście w życie dopisze program.",
    )
    repeals = RepealsField()
    effective = forms.ChoiceField(label="Wejście w życie", choices=Order.Effective.choices, widget=forms.RadioSelect)
    effective_on = PolishDateField(
        label="Określony dzień", required=False, help_text="Np. 1.09.2018. Z dniem podpisania: zostaw puste."
    )

    def __init__(self, data: QueryDict, *, centre: Centre, judged: bool = True):
        super().__init__(data)
        self.centre, self.judged = centre, judged
        self.fields["pilot"].queryset = Pilot.objects.filter(centre=centre)
        self.fields["repeals"].of(centre)
        self.rows = [AnnexRow(place, row) for place, row in enumerate(rows_of(data))]
        if not judged:
            for form in [self, *self.rows]:
                form._errors = ErrorDict()

    @property
    def page_order(self) -> list[Any]:
        """Fields and rows in the order of the page, for the list of errors."""
        return [*self.fields, *self.rows]

    def label_of(self, name: str) -> str:
        known = AnnexRow.base_fields if name in ROW else self.fields
        return known[name].label if name in known else FORM_OF_ANNEX.get(name, name)

    @property
    def rich_media(self) -> Any:
        """Scripts and styles of the editor, when there is an annex with tables."""
        return next((row.media for row in self.rows if row.is_rich), "")

    def find_gaps(self) -> None:
        """Say by the field that the legal basis cannot be issued so; a draft with it may still be saved and read."""
        if "legal_basis" not in self.errors and (said := gaps_refusal(self.centre, self.data.get("legal_basis", ""))):
            self.add_error("legal_basis", said)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        needs_day = said.get("effective") in (Order.Effective.ON_DATE, Order.Effective.RETROACTIVE)
        if needs_day and not said.get("effective_on") and "effective_on" not in self.errors:
            self.add_error("effective_on", "Podaj dzień wejścia w życie, np. 1.09.2018.")
        if refusal := effective_refusal(said.get("effective", ""), said.get("effective_on"), clock.today()):
            self.add_error("effective_on", as_sentence(refusal))
        return said

    def is_valid(self) -> bool:
        wrong = [row for row in self.rows if not row.is_valid()]
        return super().is_valid() and not wrong

    @property
    def day(self) -> Any:
        """The day that the order names, if it names one."""
        clean = self.cleaned_data
        return clean["effective_on"] if clean["effective"] != Order.Effective.ON_SIGNING else None

    def refusals(self) -> list[str]:
        """All that is wrong, in sentences."""
        return [text for form in [self, *self.rows] for texts in form.errors.values() for text in texts]

    # What it says

    def called(self) -> str:
        """The subject, also of a form that is not complete."""
        raise NotImplementedError

    def composed(self) -> dict[str, Any]:
        """Fields of the draft that a valid form makes."""
        raise NotImplementedError

    def draft_fields(self) -> dict[str, Any]:
        """The fields of the order's draft; of a form that is not complete yet, only what it is called."""
        told = {"pilot": self._chosen_pilot(), "subject": self.called()[:500]}
        told["legal_basis"] = self.data.get("legal_basis", "")
        if not self.is_valid():
            return told | {"body": [], "effects": {}, "annexes": []}
        return told | {"annexes": [row.said() for row in self.rows]} | self.composed()

    def _chosen_pilot(self) -> Pilot | None:
        return next((one for one in self.fields["pilot"].queryset if str(one.pk) == self.data.get("pilot")), None)

    def understood(self) -> Order:
        """An order, never saved, that says what the form says so far: for the preview."""
        judged = type(self)(self.data, centre=self.centre)
        fields = judged.draft_fields() if judged.is_valid() else self.so_far()
        return Order(centre=self.centre, kind=self.kind, **{name: fields[name] for name in _SHOWN if name in fields})

    def so_far(self) -> dict[str, Any]:
        annexes = [row.understood() for row in self.rows if not row.is_blank]
        told = {"subject": self.called(), "legal_basis": self.data.get("legal_basis", "")}
        return told | {"annexes": annexes, "body": self.body_so_far()}

    def body_so_far(self) -> list[dict[str, Any]]:
        return []

    def notes(self) -> list[tuple[str, Note]]:
        """What the reader of the text remarked: (where, note)."""
        return [
            (bare(row.data["annex_title"]) or f"załącznik {row.place + 1}", note)
            for row in self.rows
            if not row.is_rich
            for note in row.fields["annex_body"].read(row.data["annex_body"]).notes
        ]


_SHOWN = ("pilot", "subject", "legal_basis", "body", "annexes")
