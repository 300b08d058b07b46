from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from apps.accounts.models import Person, Role
from apps.consultations.models import Contract
from apps.core.forms import Form, PersonChoiceField, PolishDateField, Section
from apps.core.numbers import number_in
from apps.projects.models import Pilot
from apps.teams.models import ExpertDocument
from apps.texts.forms import NO_CLIENTS, PlainTextField

from . import usual
from .actions import Terms
from .reading import in_the_tree

Kind, Authority = ExpertDocument.Kind, ExpertDocument.Authority
AUTHORITIES = [(key, label[:1].upper() + label[1:]) for key, label in Authority.choices]
LEFT_TO_KIND = ("", "– jak zwykle dla tego rodzaju –")
USUALLY = (
    "Zwykle Regulamin Organizacyjny i schemat zatwierdza prezydent miasta, a politykę, instrukcję, zasady i zakresy "
    "czynności – dyrektor zarządzeniem. Ekspertyza nie wymaga zatwierdzenia."
)


class PeopleField(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, person: Person) -> str:
        return f"{person} – {person.job_title}" if person.job_title else str(person)


class DocumentForm(Form):
    """A document that experts are to write: what it is, who puts it into force, who writes it and until when."""

    kind = forms.ChoiceField(label="Rodzaj dokumentu", choices=usual.COMMISSIONED)
    title = forms.CharField(label="Tytuł", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    parent = forms.ModelChoiceField(
        None,
        label="Część dokumentu",
        required=False,
        empty_label="– to osobny dokument –",
        help_text="Zespoły, które zarządzenie wskazuje do pracy nad całym dokumentem, pracują też nad jego częściami.",
    )
    authority = forms.ChoiceField(label="Kto zatwierdza", choices=AUTHORITIES, help_text=USUALLY)
    experts = PeopleField(
        None, label="Eksperci", required=False, help_text="Kto przygotowuje wersje i odpowiada na uwagi zespołów."
    )
    due_on = PolishDateField(label="Pierwsza wersja do dnia", required=False)
    final_due_on = PolishDateField(label="Ostateczna wersja do dnia", required=False)
    description = PlainTextField(
        label="Czego dotyczy", required=False, rows=4, help_text=f"Zakres, o który prosi ośrodek. {NO_CLIENTS}"
    )
    layout = [
        Section("Dokument", "kind", "title", "parent", "authority"),
        Section("Praca nad dokumentem", "experts", "due_on", "final_due_on", "description"),
    ]

    def __init__(self, data: Any = None, *, pilot: Pilot, document: ExpertDocument | None = None, **kwargs: Any):
        super().__init__(data, **kwargs)
        self.fields["parent"].queryset = _wholes(pilot, document)
        named = document.experts.values("pk") if document else []
        self.fields["experts"].queryset = _experts(pilot, Q(pk__in=named))
        if not self.fields["experts"].queryset:
            self.fields[
                "experts"
            ].help_text = "Nikt w ośrodku nie ma roli eksperta. Nadaj ją w „Osobach”, a eksperta wskaż później."

    def clean_title(self) -> str:
        return " ".join(self.cleaned_data["title"].split())

    @property
    def said(self) -> dict[str, Any]:
        """As teams.actions takes it."""
        return self.cleaned_data | {"experts": list(self.cleaned_data["experts"])}


class NewDocumentForm(DocumentForm):
    """What is left empty is as usual for the kind."""

    title = forms.CharField(
        label="Tytuł",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Puste: nazwa rodzaju, np. Lokalna Polityka Świadczeń. Ekspertyza i inny dokument muszą mieć tytuł.",
    )
    authority = forms.ChoiceField(
        label="Kto zatwierdza", choices=[LEFT_TO_KIND, *AUTHORITIES], required=False, help_text=USUALLY
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        kind = said.get("kind")
        if kind and not said.get("title") and "title" not in self.errors:
            said["title"] = usual.TITLES.get(kind, "")
            if not said["title"]:
                self.add_error("title", "Podaj tytuł, np. Ekspertyza 2 dotycząca koordynacji usług socjalnych.")
        if kind and not said.get("authority"):
            said["authority"] = usual.authority_of(kind)
        return said


class EditDocumentForm(DocumentForm):
    """Begins with what the document says now."""

    def __init__(self, data: Any = None, *, document: ExpertDocument, **kwargs: Any):
        names = ["kind", "title", "parent", "authority", "due_on", "final_due_on", "description"]
        initial = {name: getattr(document, name) for name in names}
        initial["experts"] = [expert.pk for expert in document.experts.all()]
        super().__init__(data, pilot=document.pilot, document=document, initial=initial, **kwargs)
        if document.kind == Kind.ORDER_DRAFT:  # what it is follows from the order
            self.layout = ["title", "due_on", "final_due_on", "description"]
            for name in set(self.fields) - set(self.layout):
                del self.fields[name]

    @property
    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        return said | ({"experts": list(said["experts"])} if "experts" in said else {})


class WithdrawForm(Form):
    why = PlainTextField(label="Dlaczego dokument zostaje wycofany", rows=3, help_text=NO_CLIENTS)


class ContractForm(Form):
    """A contract with an expert. No sums of money are kept."""

    person = PersonChoiceField(
        None,
        label="Ekspert",
        help_text="Nie ma go na liście? Dodaj osobę w „Osobach” i nadaj jej rolę eksperta.",
        error_messages={"required": "Wybierz eksperta."},
    )
    number = forms.CharField(label="Numer umowy", max_length=80, help_text="Np. DO.251.4.2018")
    subject = forms.CharField(
        label="Przedmiot umowy",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez kwot: wynagrodzenia nie wpisuje się w programie.",
    )
    signed_on = PolishDateField(label="Zawarta dnia")
    since_on = PolishDateField(label="Obowiązuje od")
    until_on = PolishDateField(label="Obowiązuje do", help_text="Ostatni dzień umowy.")
    documents = forms.ModelMultipleChoiceField(
        None, label="Zamówione dokumenty", required=False, widget=forms.CheckboxSelectMultiple
    )
    note = PlainTextField(
        label="Uwagi", required=False, rows=3, help_text=f"Widzi je dyrektor, kadry i ten ekspert. {NO_CLIENTS}"
    )
    layout = [
        Section("Umowa", "person", "number", "subject", "signed_on", "since_on", "until_on"),
        Section("Czego dotyczy", "documents", "note"),
    ]

    def __init__(
        self, data: Any = None, *, pilot: Pilot, contract: Contract | None = None, about: str = "", **kwargs: Any
    ):
        """`about`: the document from whose page a new contract is entered."""
        initial = _of_contract(contract) if contract else _of_document(pilot, about)
        super().__init__(data, initial=initial, **kwargs)
        self.fields["person"].queryset = _experts(pilot, Q(pk=contract.person_id if contract else None))
        if not self.fields["person"].queryset:
            self.fields["person"].help_text = "Nikt w ośrodku nie ma roli eksperta. Najpierw nadaj ją w „Osobach”."
        offered = Q(withdrawn_at=None) | Q(pk__in=contract.documents.values("pk") if contract else [])
        found = ExpertDocument.objects.filter(offered, pilot=pilot).exclude(kind=Kind.ORDER_DRAFT)
        self.fields["documents"].queryset = in_the_tree(found)

    def clean_number(self) -> str:
        return " ".join(self.cleaned_data["number"].split())

    @property
    def terms(self) -> Terms:
        return Terms(**self.cleaned_data | {"documents": list(self.cleaned_data["documents"])})


class EndForm(Form):
    ended_on = PolishDateField(label="Ostatni dzień umowy")
    why = PlainTextField(label="Dlaczego umowa skończyła się przed czasem", rows=3, help_text=NO_CLIENTS)


def _of_contract(contract):
    names = ["person", "number", "subject", "signed_on", "since_on", "until_on", "note"]
    return {name: getattr(contract, name) for name in names} | {
        "documents": [document.pk for document in contract.documents.all()]
    }


def _of_document(pilot, about):
    """It is ticked, and its expert chosen when there is one."""
    document = pilot.expert_documents.filter(pk=number_in(about)).first()
    if document is None:
        return {}
    experts = list(document.experts.all())
    return {"documents": [document.pk], "person": experts[0].pk if len(experts) == 1 else None}


def _experts(pilot: Pilot, also: Q) -> QuerySet[Person]:
    holding = Person.objects.holding(Role.EXPERT).filter(left_on=None).values("pk")
    return Person.objects.filter(Q(pk__in=holding) | also, centre=pilot.centre_id)


def _wholes(pilot: Pilot, document: ExpertDocument | None) -> QuerySet[ExpertDocument]:
    """Of which the document may be a part; what it is a part of now stays among them."""
    now = document.parent_id if document else None
    found = ExpertDocument.objects.filter(Q(withdrawn_at=None) | Q(pk=now), pilot=pilot, parent=None)
    return found.exclude(kind=Kind.ORDER_DRAFT).exclude(pk=document.pk if document else None)
