from typing import Any

from django import forms

from apps.consultations.models import Topic
from apps.core.forms import Form, PolishDateField
from apps.documents.filetypes import KINDS
from apps.documents.uploads import LARGEST, TOO_BIG
from apps.teams.fields import PlainTextField, long_text
from apps.teams.models import Team
from apps.texts.forms import NO_CLIENTS, RichTextField

from .actions.topics import Said
from .files import MOST, Upload

FILES_HINT = f"{KINDS}, każdy najwyżej {LARGEST // 1024 // 1024} MB. {NO_CLIENTS}"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once, as `Upload`s."""

    widget = ManyFiles
    default_error_messages = {
        "required": "Wybierz plik z dysku.",
        "missing": "Wybierz plik z dysku.",
        "empty": "Ten plik jest pusty.",
        "invalid": "Wybierz plik z dysku.",
    }

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given:
            super().clean(None, initial)
        if len(given) > MOST:
            raise forms.ValidationError(f"Naraz można dołączyć najwyżej {MOST} plików. Resztę dołącz potem.")
        if any(file.size > LARGEST for file in given):
            raise forms.ValidationError(TOO_BIG)
        return [Upload(file.name, file.read()) for file in given]


class TopicForm(Form):
    title = PlainTextField(
        label="Zagadnienie",
        max_length=300,
        help_text="Np. Zasady przyznawania zasiłku celowego w razie zdarzenia losowego",
    )
    description = long_text(
        "O co chodzi", f"Co zespół ma opracować i do czego to posłuży. {NO_CLIENTS}", 6, required=False
    )
    due_on = PolishDateField(label="Koncepcja do dnia", required=False, help_text="Np. 14.09.2018; puste: bez terminu")
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        label="Kto opracuje",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Wybierz co najmniej jeden zespół."},
    )

    def __init__(self, *args: Any, teams: list[Team], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = Team.objects.filter(pk__in=[team.pk for team in teams])

    @property
    def said(self) -> Said:
        data = self.cleaned_data
        return Said(data["title"], data["description"], data["due_on"], list(data["teams"]))


class ChangeTopicForm(TopicForm):
    """Begins with what the topic says."""

    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any):
        initial = {name: getattr(topic, name) for name in ("title", "description", "due_on")}
        initial |= {"seen": topic.version, "teams": [one.team_id for one in topic.asked.all()]}
        super().__init__(*args, initial=initial, **kwargs)


class WithdrawTopicForm(Form):
    why = long_text("Dlaczego zagadnienie zostaje wycofane", rows=3)


class ConceptForm(Form):
    """`tab` tells one tab of a person from another, `writer` says whose page it was."""

    body = RichTextField(label="Koncepcja", help_text=NO_CLIENTS)
    version = forms.IntegerField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))
    tab = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}), max_length=40, required=False)
    writer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["body"].widget.attrs["rows"] = 22

    def is_of_another(self, user: Any) -> bool:
        """Whether somebody else has logged in on this browser since the page was opened."""
        return self.cleaned_data.get("writer") not in (None, user.pk)


class ConceptDraftForm(ConceptForm):
    """The same while somebody types: a half-done text is saved, too."""

    body = RichTextField(label="Koncepcja", required=False)


class EncloseForm(Form):
    files = FilesField(label="Pliki", help_text=FILES_HINT)

    def __init__(self, *args: Any, too_big: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if too_big:
            self.fields["files"].error_messages["required"] = TOO_BIG


class SeenForm(Form):
    """Which version the page showed."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class ReturnForm(SeenForm):
    note = long_text("Co zespół ma uzupełnić", rows=6)


class TakeForm(SeenForm):
    note = long_text("Odpowiedź dla zespołu", rows=4, required=False)


class InformationForm(Form):
    title = PlainTextField(
        label="Czego dotyczy", max_length=300, help_text="Np. Jak dziś przyjmujemy wnioski o zasiłek okresowy"
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(), label="Zagadnienie", required=False, empty_label="– cały dokument –"
    )
    body = RichTextField(label="Treść", required=False, help_text=f"Albo dołącz plik. {NO_CLIENTS}")
    files = FilesField(label="Pliki", required=False, help_text=FILES_HINT)

    def __init__(self, *args: Any, topics: Any, too_big: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = topics
        self.fields["topic"].label_from_instance = lambda topic: f"{topic.number}. {topic.title}"
        if too_big:
            self.fields["files"].required = True
            self.fields["files"].error_messages["required"] = TOO_BIG
