from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from apps.accounts.models import Centre
from apps.core import clock
from apps.core.forms import Form, PolishDateField, Section

from .. import rules as structure_rules
from . import reading
from .words import number

SOURCE_HINT = "Skąd jest ta liczba, np. GUS, stan na 31.12.2017. Nie wpisuj danych osobowych klientów ośrodka."


class AmountField(forms.CharField):
    """A number typed the Polish way: 220 000, 0,5 or 12.25; at most two decimal places."""

    def __init__(self, *, least: Decimal, most: Decimal, example: str, **kwargs: Any):
        super().__init__(max_length=20, **kwargs)
        self.least, self.most, self.example = least, most, example
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Decimal:
        text = "".join(super().clean(value).split()).replace(",", ".")
        try:
            amount = Decimal(text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount != round(amount, 2) or not self.least <= amount <= self.most:
            span = f"od {number(self.least)} do {number(self.most)}"
            raise forms.ValidationError(f"W polu „{self.label}” wpisz liczbę {span}, np. {self.example}.")
        return amount

    def prepare_value(self, value: Any) -> Any:
        return number(value) if isinstance(value, Decimal) else value


class Worded(Form):
    def clean_source(self) -> str:
        return " ".join(self.cleaned_data["source"].split())


class MeasureForm(Form):
    name = forms.CharField(label="Nazwa wielkości", max_length=200, help_text="Np. liczba środowisk objętych usługami.")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class ValueForm(Worded):
    value = AmountField(label="Ile wynosi", least=Decimal(0), most=Decimal(9_999_999), example="220 000")
    since = PolishDateField(label="Od dnia", help_text="Pierwszy dzień, od którego liczyć według tej wartości.")
    source = forms.CharField(label="Źródło", max_length=300, help_text=SOURCE_HINT)

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("value", "source")}


class IndicatorForm(Worded):
    layout = [
        Section("Wskaźnik", "per", "measure", "at_least"),
        Section("Skąd i od kiedy", "source", "since"),
    ]
    per = AmountField(
        label="1 etat na", least=Decimal("0.01"), most=Decimal(9_999_999), example="50", help_text="Np. 50."
    )
    measure = forms.ModelChoiceField(None, label="Czego", empty_label="– wybierz wielkość –")
    at_least = AmountField(
        label="Nie mniej etatów niż",
        least=Decimal(0),
        most=Decimal(9_999),
        example="3 albo 0",
        initial="0",
        help_text="Zostaw 0, gdy wskaźnik nie podaje najmniejszej liczby etatów.",
    )
    source = forms.CharField(
        label="Źródło", max_length=300, help_text="Np. tabela nr 23 materiałów modelu, wersja i strona."
    )
    since = PolishDateField(label="Od dnia")

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["measure"].queryset = reading.measures_of(centre)

    @property
    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("measure", "per", "at_least", "source")}


class EndingForm(Form):
    since = PolishDateField(
        label="Pierwszy dzień bez wskaźnika", help_text="Wcześniejsze dni liczą się nadal według niego."
    )


class SocialWorkersForm(Form):
    posts = forms.ModelMultipleChoiceField(
        None,
        label="Liczą się jako pracownicy socjalni",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zaznacz stanowiska kluczowe, które zajmują pracownicy socjalni w rozumieniu ustawy.",
    )
    since = PolishDateField(label="Od dnia")

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any):
        chosen = reading.counted_on(centre, clock.today())
        kwargs.setdefault("initial", {"posts": [post.pk for post in chosen], "since": clock.today()})
        super().__init__(*args, **kwargs)
        self.fields["posts"].queryset = structure_rules.key_posts(centre)
