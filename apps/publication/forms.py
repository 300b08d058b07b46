from typing import Any

from django import forms

from apps.core import clock
from apps.core.forms import Form, LinesField, PolishDateField
from apps.orders.models import IssuedOrder

from .leaving_out import LeavingOut
from .models import Publication
from .offer import Said, people_of, usual

_SHORTEST = 3


class PublishForm(Form):
    produced_by = forms.CharField(
        label="Kto wytworzył informację albo za nią odpowiada",
        max_length=200,
        help_text="Imię i nazwisko oraz funkcja. Zwykle osoba, która podpisała zarządzenie.",
    )
    produced_on = PolishDateField(label="Data wytworzenia", help_text="Zwykle dzień podpisania, np. 11.06.2018.")
    without_members = forms.BooleanField(
        label="Pomiń dane członków zespołu, którzy nie pełnią w nim funkcji",
        required=False,
        help_text="Znikną ich imiona, nazwiska i stanowiska. Osoby pełniące funkcje pozostaną wymienione.",
    )
    words = LinesField(
        label="Pomiń także",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Inne słowa, które mają zniknąć z wersji publicznej, np. nazwisko osoby prywatnej. Każde w osobnym "
        "wierszu, tak jak stoi w treści.",
    )
    note = forms.CharField(
        label="Co się zmieniło od poprzedniej wersji",
        max_length=500,
        help_text="Jedno zdanie do publicznego rejestru zmian.",
    )

    def __init__(self, data: Any, *, order: IssuedOrder, earlier: Publication | None):
        self.order, (self.members, self.holders) = order, people_of(order)
        super().__init__(data, initial=_initial(order, earlier))
        if not self.members:
            del self.fields["without_members"]
        if earlier is None:
            del self.fields["note"]

    def clean_produced_on(self) -> Any:
        day = self.cleaned_data["produced_on"]
        if day > clock.today():
            raise forms.ValidationError("Data wytworzenia nie może być późniejsza niż dzisiaj.")
        return day

    def clean_words(self) -> list[str]:
        words = self.cleaned_data["words"]
        if short := [one for one in words if sum(map(str.isalnum, one)) < _SHORTEST]:
            raise forms.ValidationError(f"„{short[0]}” to za mało: podaj co najmniej {_SHORTEST} litery albo cyfry.")
        return words

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        hidden = self.members if clean.get("without_members") else ()
        leaving_out = LeavingOut(hidden, self.holders, tuple(clean.get("words", [])))
        _refuse_named(self, "note", leaving_out)
        return clean

    def said(self) -> Said:
        clean = self.cleaned_data
        return Said(
            clean["produced_by"],
            clean["produced_on"],
            clean.get("without_members", False),
            tuple(clean["words"]),
            clean.get("note", ""),
        )


def _refuse_named(form: Form, name: str, leaving_out: LeavingOut) -> None:
    """What is typed beside the text is public too."""
    if left := leaving_out.left_in(form.cleaned_data.get(name, "")):
        form.add_error(name, f"Ten opis też będzie publiczny. Usuń z niego: {left[0]}.")


def _initial(order: IssuedOrder, earlier: Publication | None) -> dict[str, Any]:
    """What the latest version said; for the first one the usual."""
    like = earlier or usual(order)
    names = ("produced_by", "produced_on", "without_members")
    return {name: getattr(like, name) for name in names}


class WithdrawForm(Form):
    reason = forms.CharField(
        label="Powód wycofania",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Będzie publiczny, w miejscu treści zarządzenia. Nie wpisuj danych osobowych.",
    )
    legal_basis = forms.CharField(
        label="Podstawa prawna wyłączenia jawności",
        required=False,
        max_length=300,
        help_text="Jeżeli jawność wyłączono, np. art. 5 ust. 2 ustawy o dostępie do informacji publicznej.",
    )

    def __init__(self, data: Any, *, publication: Publication):
        super().__init__(data)
        self.publication = publication

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        if self.publication.without_members:
            _refuse_named(self, "reason", LeavingOut(*people_of(self.publication.issued_order)))
        return clean
