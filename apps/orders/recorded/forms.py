"""The form of an entry from paper. It is always bound to what was typed, so that nothing is ever lost but the file,
which the browser does not give back."""

from functools import partial
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from apps.accounts.models import Centre, Person
from apps.core import clock
from apps.core.forms import Form, PolishDateField
from apps.core.polish import day_in_words
from apps.documents.uploads import LARGEST, TOO_BIG
from apps.orders.drafting.unit import OFFICE, UnitForm
from apps.orders.editing.fields import UnitsField
from apps.orders.editing.parsing import parse
from apps.orders.models import AMENDING_TITLE, IssuedOrder
from apps.orders.text import USUAL_TITLE
from apps.projects.models import Pilot

from . import rules
from .composing import APPOINTS, CHANGES, effects_of, entered_orders, provisions_of, text_of, without_words
from .rows import FIRST_ROWS, ROW, PersonRow, blame_composition, people_of, rows_of

CHOOSE = "Wybierz plik PDF ze skanem."
CHOOSE_AGAIN = "Wybierz plik jeszcze raz: przeglądarka nie oddaje go sama."
TEAM_FIELDS = ("name", "name_genitive", "pilot", "products", "quorum", "majority", "casting_vote", "circular")
TEAM_FIELDS += ("dissent_days", "dissent_day_kind")
_bare_subject = without_words([f"{AMENDING_TITLE} ", f"{USUAL_TITLE} "])


class EntryChoice(forms.ModelChoiceField):
    def label_from_instance(self, issued: IssuedOrder) -> str:
        return f"nr {issued.number_text} z dnia {day_in_words(issued.signed_on)} w sprawie {issued.subject}"


class EntriesChoice(EntryChoice, forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple


class RecordedForm(UnitForm):
    unit_after = "effective_on"
    number_text = forms.CharField(label="Numer", max_length=40, help_text="Tak, jak na papierze, np. 23/2018.")
    number = forms.IntegerField(
        label="Kolejny numer w roku",
        required=False,
        min_value=1,
        max_value=99_999,
        help_text="Puste: program odczyta go z numeru.",
    )
    signed_on = PolishDateField(label="Z dnia", help_text="Data z zarządzenia, np. 11.06.2018.")
    effective_on = PolishDateField(
        label="Weszło w życie", required=False, help_text="Puste: w dniu, z którego jest zarządzenie."
    )
    subject = forms.CharField(
        label="W sprawie",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Jak w tytule, bez słów „w sprawie”, np. powołania Zespołu do spraw …",
    )
    issuer = forms.CharField(label="Kto wydał", max_length=300, help_text="W dopełniaczu, jak w tytule zarządzenia.")
    file = forms.FileField(
        label="Skan zarządzenia (PDF)",
        max_length=200,
        help_text=f"Jeden plik PDF, najwyżej {LARGEST // 1024 // 1024} MB. Nie można go potem zmienić ani usunąć.",
        error_messages={"required": CHOOSE, "missing": CHOOSE, "invalid": CHOOSE, "empty": "Ten plik jest pusty."},
    )
    body = UnitsField(
        label="Treść",
        required=False,
        rows=10,
        help_text="Nieobowiązkowo: przepisz albo wklej przepisy od § 1. Numery zostaną takie jak w zarządzeniu.",
    )
    amends = EntryChoice(
        IssuedOrder.objects.none(), label="Zmienia zarządzenie", required=False, empty_label="– żadne –"
    )
    amends_provision = forms.CharField(label="Przepis, który zmienia", required=False, max_length=60, initial="§ 1")
    repeals = EntriesChoice(IssuedOrder.objects.none(), label="Uchyla zarządzenia", required=False)
    repeals_provision = forms.CharField(label="Przepis, który uchyla", required=False, max_length=60)
    team = forms.ChoiceField(
        label="Czy dotyczy składu zespołu",
        required=False,
        choices=[("", "nie"), (APPOINTS, "powołuje zespół"), (CHANGES, "zmienia skład zespołu")],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="Nazwa zespołu", required=False, max_length=300)
    name_genitive = forms.CharField(label="Nazwa w dopełniaczu", required=False, max_length=300)
    pilot = forms.ModelChoiceField(
        Pilot.objects.none(), label="Pilotaż (projekt)", required=False, empty_label="– bez projektu –"
    )
    products = forms.MultipleChoiceField(
        label="Produkty końcowe pilotażu z Tabeli 1", required=False, widget=forms.CheckboxSelectMultiple
    )
    quorum = forms.ChoiceField(
        label="Kworum",
        required=False,
        choices=[
            ("half", "co najmniej połowa"),
            ("more_than_half", "więcej niż połowa"),
            ("two_thirds", "dwie trzecie"),
        ],
    )
    majority = forms.ChoiceField(
        label="Większość", required=False, choices=[("simple", "zwykła"), ("absolute", "bezwzględna")]
    )
    casting_vote = forms.BooleanField(label="Przy równej liczbie głosów rozstrzyga prowadzący", required=False)
    circular = forms.BooleanField(label="Można głosować w trybie obiegowym", required=False)
    dissent_days = forms.IntegerField(
        label="Termin na zdanie odrębne",
        required=False,
        min_value=1,
        max_value=60,
        help_text="Puste: bez zdań odrębnych.",
    )
    dissent_day_kind = forms.ChoiceField(
        label="Jakich dni",
        required=False,
        choices=[("working", "dni roboczych"), ("calendar", "dni kalendarzowych")],
    )

    def __init__(
        self, data: QueryDict, files: Any = None, *, centre: Centre, judged: bool = True, too_big: bool = False
    ):
        super().__init__(data, files)
        self.centre = centre
        if too_big:
            self.fields["file"].error_messages["required"] = TOO_BIG
        self.fields["body"].read = partial(parse, keep_labels=True)
        self._offer()
        people = people_of(centre)
        self.rows = [PersonRow(place, row, people) for place, row in enumerate(rows_of(data))]
        if not judged:
            for form in [self, *self.rows]:
                form._errors = ErrorDict()

    def _offer(self) -> None:
        entries = entered_orders(self.centre)
        self.has_entries = entries.exists()
        self.fields["amends"].queryset = self.fields["repeals"].queryset = entries
        pilots = Pilot.objects.filter(centre=self.centre).select_related("catalogue_version")
        self.fields["pilot"].queryset = pilots
        named = {p.code: p.short_name for pilot in pilots for p in pilot.catalogue_version.products.all()}
        self.fields["products"].choices = [(code, f"{code} – {name}") for code, name in named.items()]

    @property
    def filled(self) -> list[PersonRow]:
        return [row for row in self.rows if not row.is_blank]

    @property
    def page_order(self) -> list[Any]:
        names = list(self.fields)
        return [*names[: names.index("name")], *TEAM_FIELDS[:4], *self.rows, *TEAM_FIELDS[4:]]

    def clean_number_text(self) -> str:
        return " ".join(self.cleaned_data["number_text"].split()).removeprefix("nr ").strip()

    def clean_signed_on(self) -> Any:
        if self.cleaned_data["signed_on"] > clock.today():
            raise forms.ValidationError("Ta data jeszcze nie nadeszła. Zarządzenie na przyszłość wydaj w programie.")
        return self.cleaned_data["signed_on"]

    def clean_subject(self) -> str:
        return _bare_subject(self.cleaned_data["subject"])

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(TOO_BIG)
        return self.cleaned_data["file"]

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        if said.get("number_text") and said.get("signed_on") and "number" not in self.errors:
            self._clean_number(said)
        self._clean_acted_on(said)
        said["effective_on"] = said.get("effective_on") or said.get("signed_on")
        return said

    def _clean_number(self, said: dict[str, Any]) -> None:
        year = said["signed_on"].year
        number = said.get("number") or rules.number_in(said["number_text"], self.centre.order_number_pattern, year)
        if not number:
            self.add_error("number", "Z numeru nie wynika kolejny numer w roku. Wpisz go tutaj, np. 23.")
            return
        said["number"] = number
        taken = rules.taken(self.centre, year, number, said["number_text"])
        if refusal := taken or rules.counter_refusal(self.centre, number, said["signed_on"]):
            self.add_error("number_text", refusal)

    def _clean_acted_on(self, said: dict[str, Any]) -> None:
        day = said.get("signed_on")
        for name, older in [("amends", said.get("amends")), *(("repeals", one) for one in said.get("repeals") or [])]:
            if older and day and older.signed_on > day:
                self.add_error(name, f"Zarządzenie nr {older.number_text} jest późniejsze niż to, które wpisujesz.")
        if said.get("amends") and not said.get("amends_provision", "").strip():
            self.add_error("amends_provision", "Podaj przepis, np. § 1.")

    def is_valid(self) -> bool:
        valid = super().is_valid()
        for row in self.rows:
            if row.is_blank:
                row._errors = ErrorDict()
        wrong = [row for row in self.filled if not row.is_valid()]
        return self._team_is_right() and valid and not wrong

    def _team_is_right(self) -> bool:
        team = self.data.get("team", "")
        if not team:
            return not self._stray_rows()
        if team == APPOINTS and not self.data.get("name", "").strip():
            self.add_error("name", "Podaj nazwę zespołu, np. „Zespół do spraw wdrożenia modelu”.")
        if team == CHANGES and (self.cleaned_data.get("amends") is None or not self._amends_a_team()):
            self.add_error("amends", "Wybierz wpisane zarządzenie, które powołało ten zespół.")
        if not self.filled:
            self.rows[0].blame("person", "Wybierz osoby, których dotyczy zarządzenie.")
            return False
        wrong = blame_composition(self.filled, is_new=team == APPOINTS)
        return not wrong and not self._without_provision() and not self.errors

    def _stray_rows(self) -> bool:
        for row in self.filled[:1]:
            row.blame("person", "Zaznacz, że zarządzenie powołuje zespół albo zmienia jego skład, lub usuń osoby.")
        return bool(self.filled)

    def _amends_a_team(self) -> bool:
        return self.cleaned_data["amends"].effects.get("kind") == "appoint_team"

    def _without_provision(self) -> list[PersonRow]:
        found = self._provisions()
        missing = [
            row
            for row in self.filled
            if row.is_valid() and not row.cleaned_data["provision"] and row.cleaned_data["person"].pk not in found
        ]
        for row in missing:
            row.blame("provision", self._no_provision(row.cleaned_data["person"]))
        return missing

    def _no_provision(self, person: Person) -> str:
        told = f"Podaj przepis, z którego wynika funkcja tej osoby ({person}), np. § 2 pkt 1."
        return f"{told} We wpisanej treści jej nie ma." if self.data.get("body", "").strip() else told

    def _provisions(self) -> dict[int, str]:
        parsed = self.cleaned_data.get("body")
        people = [row.cleaned_data["person"] for row in self.filled if row.is_valid()]
        return provisions_of(people, parsed.tree) if parsed else {}

    def entry(self, typed: dict[str, list[str]]) -> dict[str, Any]:
        """What a valid form says, as the fields of actions.Entry."""
        said = self.cleaned_data | {"name_genitive": self.cleaned_data["name_genitive"] or self._inflected()}
        found = self._provisions()
        rows = self.filled if said["team"] else []
        composition = [row.entry(found.get(row.cleaned_data["person"].pk, "")) for row in rows]
        same = "number_text number signed_on effective_on subject amends pilot"
        return {name: said[name] for name in (*same.split(), *OFFICE)} | {
            "text": text_of(said, said["body"].tree),
            "effects": effects_of(said, composition),
            "typed": typed,
        }

    def _inflected(self) -> str:
        name = self.cleaned_data["name"]
        return f"Zespołu{name.removeprefix('Zespół')}" if name.startswith("Zespół") else name


def empty(centre: Centre) -> dict[str, list[str]]:
    """The form as it opens: what is usual is already there."""
    return {
        "issuer": [f"{centre.director_title_genitive} {centre.name_genitive}"],
        "amends_provision": ["§ 1"],
        "quorum": ["half"],
        "majority": ["simple"],
        "casting_vote": ["on"],
        "dissent_days": ["3"],
        "dissent_day_kind": ["working"],
        "class_symbol": [centre.order_class_symbol],
        "archival_category": [centre.order_archival_category],
        "team": [""],
        "function": list(FIRST_ROWS),
        **{name: [""] * len(FIRST_ROWS) for name in ROW if name != "function"},
    }


class StrikeForm(Form):
    reason = forms.CharField(
        label="Powód",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        help_text="Np. „Pomyłka w dacie: zarządzenie jest z dnia 12 czerwca 2018 r.” Powód zostanie w rejestrze.",
    )
