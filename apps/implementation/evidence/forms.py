from typing import Any

from django import forms
from django.core.validators import URLValidator

from apps.catalogue.models import EvaluationTool, ImplementationStep
from apps.core import clock
from apps.core.forms import Form, PolishDateField
from apps.documents.filetypes import KINDS
from apps.documents.uploads import LARGEST, TOO_BIG
from apps.implementation.forms import NO_CLIENTS, PlainTextField, StepsField, steps_among
from apps.implementation.models import Evidence

from .actions import Said

Kind = Evidence.Kind
CHOOSE = "Wybierz plik z dysku."
WRONG_ADDRESS = "Podaj cały adres strony, od https://."


class EvidenceForm(Form):
    """A new piece of evidence of one kind, or its next version."""

    title = forms.CharField(
        label="Tytuł", max_length=300, help_text="Co to jest, np. Lista obecności na warsztatach o wartościach."
    )
    dated_on = PolishDateField(label="Z dnia", help_text="Z jakiego dnia jest ten dowód, np. 1.09.2018.")
    address = forms.CharField(
        label="Adres strony", max_length=1000, validators=[URLValidator(["http", "https"], message=WRONG_ADDRESS)]
    )
    file = forms.FileField(
        label="Plik",
        max_length=200,
        error_messages={"required": CHOOSE, "missing": CHOOSE, "empty": "Ten plik jest pusty.", "invalid": CHOOSE},
    )
    statement = PlainTextField(label="Treść oświadczenia", rows=8, help_text=NO_CLIENTS)
    description = PlainTextField(label="Opis", required=False, rows=3, help_text=f"Co z tego wynika. {NO_CLIENTS}")
    tool = forms.ModelChoiceField(
        None,
        label="Narzędzie ewaluacyjne WRZOS",
        required=False,
        empty_label="– to nie jest wynik narzędzia –",
        help_text="Gdy dowód jest wynikiem tego narzędzia.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, kind: str, too_big: bool = False, **kwargs: Any):
        self.kind = kind
        super().__init__(data, files, **kwargs)
        for name in _NOT_OF[kind]:
            del self.fields[name]
        if "file" in self.fields:
            self._say_of_the_file(too_big)
        self.fields["tool"].queryset = EvaluationTool.objects.filter(withdrawn_at=None)

    def _say_of_the_file(self, too_big: bool) -> None:
        field = self.fields["file"]
        field.help_text = f"{KINDS}, najwyżej {LARGEST // 1024 // 1024} MB."
        if self.kind == Kind.LINK:
            field.label = "Kopia strony"
            field.help_text += " Program sam niczego nie pobiera: zapisz stronę jako PDF i dodaj ją tutaj."
        if too_big:
            field.required = True
            field.error_messages["required"] = TOO_BIG

    def clean_dated_on(self) -> Any:
        day = self.cleaned_data["dated_on"]
        if day > clock.today():
            raise forms.ValidationError("Dowód nie może być z przyszłości. Podaj dzień, z którego jest.")
        return day

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise forms.ValidationError(TOO_BIG)
        return file

    @property
    def said(self) -> Said:
        data, file = self.cleaned_data, self.cleaned_data.get("file")
        return Said(
            title=data["title"],
            dated_on=data["dated_on"],
            description=data["description"],
            file_name=file.name if file else "",
            content=file.read() if file else None,
            address=data.get("address", ""),
            statement=data.get("statement", ""),
            change_note=data.get("change_note", ""),
        )


_NOT_OF = {
    Kind.FILE: ["address", "statement"],
    Kind.LINK: ["statement"],
    Kind.STATEMENT: ["address", "file"],
}


class NewEvidenceForm(EvidenceForm):
    """With the tasks that it shows, in one step."""

    steps = StepsField(queryset=None, label="Zadania, które ten dowód pokazuje", required=False)

    def __init__(self, *args: Any, steps: list[ImplementationStep], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["steps"].queryset = steps_among(steps)


class NextVersionForm(EvidenceForm):
    """Begins with what the version that holds says."""

    change_note = forms.CharField(
        label="Co zmieniono", max_length=300, help_text="Np. Uzupełniono listę o drugie spotkanie."
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, evidence: Evidence, **kwargs: Any):
        current = evidence.current
        names = ["title", "dated_on", "address", "statement", "description"]
        initial = {name: getattr(current, name) for name in names}
        initial |= {"tool": evidence.tool_id, "seen": current.version}
        super().__init__(data, files, kind=evidence.kind, initial=initial, **kwargs)
        if "file" in self.fields and not kwargs.get("too_big"):
            self.fields["file"].required = False
            self.fields["file"].label = "Nowa kopia strony" if evidence.kind == Kind.LINK else "Nowy plik"
            self.fields["file"].help_text += " Puste: zostaje ten sam plik."
        known = EvaluationTool.objects.filter(withdrawn_at=None)
        self.fields["tool"].queryset = known | EvaluationTool.objects.filter(pk=evidence.tool_id)


class WithdrawForm(Form):
    why = PlainTextField(label="Dlaczego dowód zostaje wycofany", rows=3)
