"""The form of an order that appoints a team. It is always bound to what was typed, so that nothing is ever lost;
`judged=False` shows it without finding fault."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.accounts.models import Centre
from apps.core import clock
from apps.core.forms import LinesField, PolishDateField
from apps.orders.drafting.typed import bound_to, typed_of
from apps.orders.drafting.unit import OFFICE, UnitForm
from apps.orders.models import Order
from apps.orders.rules import as_sentence, effective_refusal, gaps_refusal, usual_legal_basis
from apps.projects.models import Pilot
from apps.teams.models import ExpertDocument, Function

from .content import CONVENING, MAJORITIES, PROTOCOL, QUORUMS, Appointment, Names
from .rows import ROW, MemberRow, gone_of, people_of, repeated, rows_of, wrong_functions
from .text import compose

NAME, NAME_GENITIVE = "Zespół do spraw ", "Zespołu do spraw "
BEFORE_ROWS = ("pilot", "duration", "name", "name_genitive", "legal_basis", *OFFICE)
QUORUM_CHOICES = [
    ("half", "co najmniej połowa"),
    ("more_than_half", "więcej niż połowa"),
    ("two_thirds", "dwie trzecie"),
]
MAJORITY_CHOICES = [
    ("simple", "zwykła – więcej „za” niż „przeciw”"),
    ("absolute", "bezwzględna – „za” ponad połowa głosów"),
]
_CONVENING = [("quarter", "co najmniej jedna czwarta"), ("third", "co najmniej jedna trzecia"), ("half", "połowa")]
DAYS = [("working", "dni roboczych"), ("calendar", "dni kalendarzowych")]
assert [dict(QUORUM_CHOICES).keys(), dict(MAJORITY_CHOICES).keys(), dict(_CONVENING).keys()] == [
    QUORUMS.keys(),
    MAJORITIES.keys(),
    CONVENING.keys(),
]


class AppointmentForm(UnitForm):
    pilot = forms.ModelChoiceField(
        Pilot.objects.none(), label="Pilotaż (projekt)", required=False, empty_label="– bez projektu –"
    )
    duration = forms.ChoiceField(
        label="Jak długo działa zespół",
        choices=[("project", "na czas realizacji projektu"), ("indefinite", "bezterminowo")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Nazwa zespołu", max_length=300, help_text="Zacznij nazwę od słów „Zespół do spraw”.")
    name_genitive = forms.CharField(
        label="Nazwa w dopełniaczu",
        required=False,
        max_length=300,
        help_text="„w sprawie powołania …”, np. Zespołu do spraw wdrożenia modelu. Puste: odmieni ją program.",
    )
    legal_basis = forms.CharField(
        label="Podstawa prawna",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bez „Na podstawie” i bez „zarządzam, co następuje”: dopisze je program.",
    )
    tasks = LinesField(
        label="Zadania zespołu",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Każde zadanie w osobnym wierszu, bez numeru i bez średnika na końcu.",
    )
    products = forms.MultipleChoiceField(
        label="Produkty końcowe pilotażu z Tabeli 1", required=False, widget=forms.CheckboxSelectMultiple
    )
    documents = forms.TypedMultipleChoiceField(
        label="Dokumenty ekspertów", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    list_work = forms.BooleanField(label="Wymień je w treści zarządzenia", required=False)
    opinion_days = forms.IntegerField(
        label="Termin na opinię o dokumencie (dni od otrzymania)",
        required=False,
        min_value=1,
        max_value=365,
        help_text="Puste: bez terminu, np. gdy zespół nie opiniuje dokumentów.",
    )
    quorum = forms.ChoiceField(label="Kworum", choices=QUORUM_CHOICES, help_text="Ilu członków musi wziąć udział.")
    majority = forms.ChoiceField(label="Większość", choices=MAJORITY_CHOICES)
    casting_vote = forms.BooleanField(label="Przy równej liczbie głosów rozstrzyga prowadzący", required=False)
    circular = forms.BooleanField(label="Można głosować w trybie obiegowym", required=False)
    dissent_days = forms.IntegerField(
        label="Termin na zdanie odrębne",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Liczony od dnia przyjęcia opinii. Puste: bez zdań odrębnych.",
    )
    dissent_day_kind = forms.ChoiceField(label="Jakich dni", choices=DAYS)
    service = forms.CharField(
        label="Obsługę zespołu zapewnia",
        required=False,
        max_length=300,
        help_text="Komórka w mianowniku, np. Dział Organizacyjny.",
    )
    effective = forms.ChoiceField(label="Wejście w życie", choices=Order.Effective.choices, widget=forms.RadioSelect)
    effective_on = PolishDateField(
        label="Określony dzień", required=False, help_text="Np. 1.09.2018. Z dniem podpisania: zostaw puste."
    )
    convening = forms.ChoiceField(label="Posiedzenia może zażądać", choices=_CONVENING)
    guests = forms.BooleanField(label="W posiedzeniach mogą uczestniczyć goście, bez prawa głosu", required=False)
    protocol = LinesField(
        label="Co zawiera protokół",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Każda rzecz w osobnym wierszu, w bierniku.",
    )
    on_duty = forms.BooleanField(label="Udział odbywa się w ramach obowiązków służbowych", required=False)
    further = LinesField(
        label="Dodatkowe przepisy",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Każdy wiersz będzie osobnym paragrafem.",
    )
    executed_by = forms.CharField(
        label="Wykonanie zarządzenia powierza się",
        required=False,
        max_length=300,
        help_text="W celowniku. Puste: przewodniczącej albo przewodniczącemu Zespołu.",
    )

    def __init__(self, data: QueryDict, *, centre: Centre, judged: bool = True):
        super().__init__(data)
        self.centre, self.judged = centre, judged
        self._offer()
        rows, people = rows_of(data), people_of(centre)
        gone = gone_of(centre, {row["person"] for row in rows} - people.keys())
        self.rows = [MemberRow(place, row, people, gone) for place, row in enumerate(rows)]
        if not judged:
            for form in [self, *self.rows]:
                form._errors = ErrorDict()

    def _offer(self) -> None:
        pilots = Pilot.objects.filter(centre=self.centre).select_related("catalogue_version")
        self.fields["pilot"].queryset = pilots
        self.chosen_pilot = next((pilot for pilot in pilots if str(pilot.pk) == self.data.get("pilot")), None)
        self.has_many_pilots = len(pilots) > 1
        if pilot := self.chosen_pilot:
            products = pilot.catalogue_version.products.all()
            self.fields["products"].choices = [(p.code, f"{p.code} – {p.short_name}") for p in products]
            self.fields["documents"].choices = [(d.pk, d.title) for d in _documents(pilot)]

    @property
    def page_order(self) -> list[Any]:
        """Fields and rows in the order of the page, for the list of errors."""
        return [*BEFORE_ROWS, *self.rows, *(name for name in self.fields if name not in BEFORE_ROWS)]

    def clean_name(self) -> str:
        return _beginning("Zespół ", self.cleaned_data["name"], "Nazwa zaczyna się od słów „Zespół do spraw …”.")

    def clean_name_genitive(self) -> str:
        typed = self.cleaned_data["name_genitive"]
        if not _is_left(typed):
            return _beginning("Zespołu ", typed, "Nazwa w dopełniaczu zaczyna się od słów „Zespołu do spraw …”.")
        name = self.cleaned_data.get("name", "")
        if name and not name.startswith(NAME):
            raise forms.ValidationError("Podaj nazwę w dopełniaczu, np. „Zespołu do spraw wdrożenia modelu”.")
        return _inflected(name)

    def find_gaps(self) -> None:
        """Say by the field that the legal basis cannot be issued so; a draft with it may still be saved and read."""
        if "legal_basis" not in self.errors and (said := gaps_refusal(self.centre, self.data.get("legal_basis", ""))):
            self.add_error("legal_basis", said)

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("duration") == "project" and not said.get("pilot"):
            self.add_error("pilot", "Wybierz projekt albo zaznacz, że zespół działa bezterminowo.")
        needs_day = said.get("effective") in (Order.Effective.ON_DATE, Order.Effective.RETROACTIVE)
        if needs_day and not said.get("effective_on") and "effective_on" not in self.errors:
            self.add_error("effective_on", "Podaj dzień wejścia w życie, np. 1.09.2018.")
        if refusal := effective_refusal(said.get("effective", ""), said.get("effective_on"), clock.today()):
            self.add_error("effective_on", as_sentence(refusal))
        return said

    def is_valid(self) -> bool:
        valid = super().is_valid()
        filled = [row for row in self.rows if not row.is_blank]
        for row in self.rows:
            if row.is_blank:
                row._errors = ErrorDict()
        wrong = [row for row in filled if not row.is_valid()]
        return self._composition_is_right(filled) and valid and not wrong

    def _composition_is_right(self, filled: list[MemberRow]) -> bool:
        """One chair, at most one deputy and one secretary, nobody twice; each refusal stands by its row."""
        if not filled:
            self._blame(self.rows[0], "person", "Wybierz osoby, które wejdą w skład zespołu.")
            return False
        mistakes = [*repeated(filled), *wrong_functions(filled)]
        for row, field, text in mistakes:
            self._blame(row, field, text)
        return not mistakes

    @staticmethod
    def _blame(row: MemberRow, field: str, text: str) -> None:
        said = row.errors.setdefault(field, row.error_class())
        if text not in said:
            said.append(text)

    def said(self) -> Appointment:
        """What a valid form says."""
        clean = self.cleaned_data
        pilot, version = clean["pilot"], clean["pilot"] and clean["pilot"].catalogue_version
        same = "name name_genitive opinion_days quorum majority casting_vote circular convening list_work dissent_days"
        same += " dissent_day_kind guests on_duty service executed_by effective"
        return Appointment(
            names=Names.of(self.centre),
            people=tuple(row.said() for row in self.rows if not row.is_blank),
            pilot=pilot and pilot.pk,
            project=pilot.project_name if pilot else "",
            indefinite=clean["duration"] == "indefinite",
            table_title=version.title.partition(": ")[2].rstrip(". ") if version else "",
            products=_named_products(version, clean["products"]),
            documents=_named_documents(self.fields["documents"].choices, clean["documents"]),
            effective_on=clean["effective_on"] if clean["effective"] != Order.Effective.ON_SIGNING else None,
            **{name: tuple(clean[name]) for name in ("tasks", "protocol", "further")},
            **{name: clean[name] for name in same.split()},
        )

    def label_of(self, name: str) -> str:
        """The label of a field or of a column of the rows."""
        if name in self.fields:
            return self[name].label
        return self.rows[0][name].label if name in ROW else name

    def refusals(self) -> list[str]:
        """All that is wrong, in sentences."""
        return [text for form in [self, *self.rows] for texts in form.errors.values() for text in texts]

    def draft_fields(self) -> dict[str, Any]:
        """The fields of the order's draft; of a form that is not complete yet, only what it is called."""
        if self.is_valid():
            return compose(self.said()) | {"pilot": self.chosen_pilot, "legal_basis": self.cleaned_data["legal_basis"]}
        called = self.data.get("name_genitive", "").strip()
        called = _inflected(self.data.get("name", "").strip()) if _is_left(called) else called
        subject = f"powołania {called}" if called else ""
        basis = self.data.get("legal_basis", "")
        return {"pilot": self.chosen_pilot, "subject": subject[:500], "legal_basis": basis, "body": [], "effects": {}}


def _documents(pilot: Pilot) -> Any:
    in_use = ExpertDocument.objects.filter(pilot=pilot, withdrawn_at=None)
    return in_use.exclude(kind=ExpertDocument.Kind.ORDER_DRAFT)


def _named_products(version: Any, codes: list[str]) -> tuple[tuple[str, str], ...]:
    products = version.products.all() if version else []
    return tuple((product.code, product.short_name) for product in products if product.code in codes)


def _named_documents(offered: Any, chosen: list[int]) -> tuple[tuple[int, str], ...]:
    return tuple((pk, title) for pk, title in offered if pk in chosen)


def _is_left(genitive: str) -> bool:
    return genitive.strip() in ("", NAME_GENITIVE.strip())


def _inflected(name: str) -> str:
    return NAME_GENITIVE + name.removeprefix(NAME) if name.startswith(NAME) else ""


def _beginning(start: str, typed: str, refusal: str) -> str:
    name = " ".join(typed.split())
    if name in (NAME.strip(), NAME_GENITIVE.strip()):
        raise forms.ValidationError("Dokończ nazwę, np. „… do spraw wdrożenia modelu”.")
    if not name.startswith(start):
        raise forms.ValidationError(refusal)
    return name


# What was typed, as lists of texts


def empty(centre: Centre) -> QueryDict:
    """The form as it opens: what is usual is already there."""
    pilot = Pilot.objects.filter(centre=centre).first()
    functions = [Function.CHAIR, Function.DEPUTY, Function.SECRETARY, Function.MEMBER]
    usual = {
        "pilot": [str(pilot.pk) if pilot else ""],
        "duration": ["project" if pilot else "indefinite"],
        "name": [""],
        "name_genitive": [""],
        "legal_basis": [usual_legal_basis(centre)],
        "person": [""] * len(functions),
        "function": [str(function) for function in functions],
        "description": [""] * len(functions),
        "quorum": ["half"],
        "majority": ["simple"],
        "convening": ["third"],
        "dissent_days": ["3"],
        "dissent_day_kind": ["working"],
        "protocol": ["\n".join(PROTOCOL)],
        "effective": ["on_signing"],
    }
    ticked = {name: ["on"] for name in ("list_work", "casting_vote", "circular", "guests", "on_duty")}
    return bound_to(usual | ticked)


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    return typed_of(data, {*AppointmentForm.base_fields, *ROW})


def rows_changed(data: QueryDict) -> QueryDict:
    """The same form after one of the row buttons: add, or remove, up, down with the row's place."""
    rows, changed = rows_of(data), data.copy()
    if "add" in data:
        rows.append({"person": "", "function": str(Function.MEMBER), "description": ""})
    for name, move in (("remove", None), ("up", -1), ("down", 1)):
        if (place := data.get(name, "")).isdecimal() and len(place) < 5 and int(place) < len(rows):
            row = rows.pop(int(place))
            if move:
                rows.insert(max(0, int(place) + move), row)
    for name in ROW:
        changed.setlist(name, [row[name] for row in rows] or [""])
    return changed
