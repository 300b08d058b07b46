import datetime
from typing import Any

from django import forms

from apps.consultations.models import Consultation
from apps.core import clock
from apps.core.forms import Form
from apps.documents.uploads import LARGEST, TOO_BIG
from apps.teams.days import days_after, working_days
from apps.teams.fields import long_text
from apps.teams.models import Team
from apps.texts.forms import NO_CLIENTS, RichTextField

from . import rules

CHOOSE = "Wybierz plik z dysku."


def _change_note() -> forms.CharField:
    return long_text("Co zmieniono od poprzedniej wersji", f"Zobaczą to zespoły. {NO_CLIENTS}", rows=3, required=False)


class UploadForm(Form):
    file = forms.FileField(
        label="Plik",
        help_text=f"DOCX, ODT albo PDF, najwyżej {LARGEST // 1024 // 1024} MB, bez makr i bez hasła.",
        error_messages={"required": CHOOSE, "missing": CHOOSE, "empty": "Ten plik jest pusty.", "invalid": CHOOSE},
    )
    change_note = _change_note()

    def __init__(self, *args: Any, too_big: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if too_big:
            self.fields["file"].error_messages["required"] = TOO_BIG

    def clean_file(self) -> Any:
        if self.cleaned_data["file"].size > LARGEST:
            raise forms.ValidationError(TOO_BIG)
        return self.cleaned_data["file"]


class WriteForm(Form):
    """`tab` tells one tab of a person from another, `writer` says whose page it was."""

    body = RichTextField(label="Treść wersji", help_text=NO_CLIENTS)
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    tab = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), max_length=40, required=False)
    writer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 26
        self.fields["body"].widget.keeps_numbers = True

    def is_of_another(self, user: Any) -> bool:
        """Whether somebody else has logged in on this browser since the page was opened."""
        return self.cleaned_data.get("writer") not in (None, user.pk)


class DraftForm(WriteForm):
    """The same while somebody types: a half-done text is saved, too."""

    body = RichTextField(label="Treść wersji", required=False)


class LeftForm(DraftForm):
    """A text whose version was removed meanwhile, to begin the next one with."""

    jak = forms.CharField(widget=forms.HiddenInput, required=False)


class SendForm(Form):
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Zespoły, które zaopiniują wersję",
        help_text="Tylko te, które mają ten dokument w swoim zarządzeniu.",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Wybierz co najmniej jeden zespół."},
    )
    working_days = forms.TypedChoiceField(
        label="Ile czasu na uwagi",
        help_text="Ostatni dzień liczy się do końca. Soboty, niedziele i święta nie są dniami roboczymi.",
        coerce=int,
        initial=rules.USUAL_DAYS,
    )
    sight = forms.ChoiceField(
        label="Kiedy członek zespołu widzi uwagi innych",
        choices=Consultation.Sight.choices,
        initial=Consultation.Sight.AFTER_OWN,
        widget=forms.RadioSelect,
    )
    change_note = _change_note()
    note = long_text("Wiadomość dla zespołów", f"Na co zwrócić uwagę. {NO_CLIENTS}", rows=3, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, teams: list[Team], is_order: bool = False, **kwargs: Any):
        """`is_order`: a draft order may go to any team, so none is ticked beforehand."""
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams]).order_by("pk")
        self.fields["teams"].initial = [] if is_order else teams
        if is_order:
            self.fields["teams"].help_text = "Zaznacz zespoły, które mają przeczytać projekt."
        self.fields["working_days"].choices = working_days()


class WithdrawForm(Form):
    note = long_text("Dlaczego wersja zostaje wycofana", "Powód zobaczą członkowie zespołów.", rows=3)


class ExtendForm(Form):
    deadline_on = forms.TypedChoiceField(label="Nowy termin na uwagi", coerce=datetime.date.fromisoformat)
    reason = long_text("Dlaczego termin zostaje przedłużony", rows=2)

    def __init__(self, *args: Any, deadline_on: datetime.date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["deadline_on"].choices = days_after(max(deadline_on, clock.today()))
