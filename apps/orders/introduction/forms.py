"""The form of an order that introduces a document, which is its annex."""

from typing import Any

from django import forms

from apps.orders.editing.composing import closed_order, final_provisions
from apps.orders.editing.forms import TextOrderForm
from apps.orders.models import Order
from apps.orders.text import bare, citations, paragraf, to_json

from .content import BEING, CHOICES, DOCUMENTS, OTHER, Document, acquaintance, introduced

FORMS = {"genitive": "w dopełniaczu", "accusative": "w bierniku"}


SOURCE = ("expert_document", "document_version")  # what a room above had introduced: keys of its own


class IntroductionForm(TextOrderForm):
    kind = Order.Kind.INTRODUCTION
    expert_document = forms.IntegerField(required=False, widget=forms.HiddenInput)
    document_version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    what = forms.ChoiceField(label="Co wprowadza zarządzenie", choices=CHOICES, widget=forms.RadioSelect)
    genitive = forms.CharField(
        label="Nazwa w dopełniaczu",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="„w sprawie wprowadzenia …”, np. Regulaminu korzystania z samochodów służbowych.",
    )
    accusative = forms.CharField(
        label="Nazwa w bierniku",
        required=False,
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="„Wprowadza się …”, np. Regulamin korzystania z samochodów służbowych.",
    )
    being = forms.ChoiceField(label="Ciąg dalszy przepisu", required=False, choices=[("", "– wybierz –"), *BEING])
    executed_by = forms.CharField(
        label="Wykonanie zarządzenia powierza się",
        required=False,
        max_length=300,
        help_text="W celowniku, np. kierownikom działów. Puste: bez tego przepisu.",
    )
    acquaints = forms.BooleanField(label="Zobowiąż do zapoznania się z zarządzeniem", required=False)
    who_reads = forms.CharField(
        label="Kogo",
        required=False,
        max_length=300,
        help_text="W bierniku, np. pracowników Działu Świadczeń. Puste: wszystkich pracowników ośrodka.",
    )

    @property
    def document(self) -> Document | None:
        """The chosen document with the forms typed for it; None while nothing is chosen."""
        usual = DOCUMENTS.get(self.data.get("what", ""), Document("", "", "", ""))
        typed = {name: bare(self.data.get(name, "")) for name in FORMS}
        title = bare(self.rows[0].data["annex_title"]) if self.rows else ""
        said = Document(
            nominative=title or usual.nominative,
            genitive=typed["genitive"] or usual.genitive,
            accusative=typed["accusative"] or usual.accusative,
            being=self.data.get("being") or usual.being,
        )
        return said if said.genitive and said.accusative and said.being else None

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("what") == OTHER:
            for name, case in FORMS.items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, f"Podaj nazwę dokumentu {case}.")
            if not said.get("being"):
                self.add_error("being", "Wybierz formę, która pasuje do nazwy dokumentu.")
        if not self.rows:
            self.add_error(None, "Dodaj załącznik z treścią dokumentu.")
        return said

    def called(self) -> str:
        return f"wprowadzenia {self.document.genitive}" if self.document else ""

    def composed(self) -> dict[str, Any]:
        clean, count = self.cleaned_data, len(self.rows)
        first = paragraf(introduced(self.document, count), key="introduces")
        rest = [*self._duties(), *final_provisions(clean["final"])]
        fields = closed_order((first, *rest), clean["repeals"], clean["effective"], self.day)
        introduces = {
            "what": clean["what"],
            "title": self.document.nominative,
            "annexes": count,
            "provision": citations((first,))["introduces"],
        } | self._source()
        return fields | {"effects": {"kind": "introduce", "introduces": introduces} | fields["effects"]}

    def _source(self) -> dict[str, int]:
        """What the annex was made of, so that the document's page finds the order when it is issued."""
        clean = self.cleaned_data
        if not (clean["expert_document"] and clean["document_version"]):
            return {}
        return {"expert_document": clean["expert_document"], "version": clean["document_version"]}

    def _duties(self) -> list[Any]:
        """Who executes the order and who reads it, when they are named."""
        executed_by = bare(self.data.get("executed_by", ""))
        who = bare(self.data.get("who_reads", "")) or f"pracowników {self.centre.name_genitive}"
        sentences = [
            f"Wykonanie zarządzenia powierza się {executed_by}." if executed_by else "",
            acquaintance(who, max(len(self.rows), 1)) if self.data.get("acquaints") else "",
        ]
        return [paragraf(sentence) for sentence in sentences if sentence]

    def body_so_far(self) -> list[dict[str, Any]]:
        if not self.document:
            return []
        return to_json((paragraf(introduced(self.document, max(len(self.rows), 1))), *self._duties()))
