from django import forms

from apps.accounts.models import Person
from apps.core.forms import Form, PolishDateField
from apps.texts.forms import RichTextField

from ..forms import NO_CLIENTS, PlainTextField, SectionForm
from ..models import ResponsibilityVariant, Section


class WorkForm(SectionForm):
    """A section on its page; `tab` tells one tab of a person from another, `writer` says whose page it was."""

    tab = forms.CharField(widget=forms.HiddenInput, max_length=40, required=False)
    writer = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].widget.attrs["autocomplete"] = "off"  # a reload brings the version of the text it shows
        self.fields["tab"].widget.attrs["autocomplete"] = "off"
        self.fields["body"].widget.attrs["rows"] = 22

    def is_of_another(self, user) -> bool:
        """Whether somebody else has logged in on this browser since the page was opened."""
        return self.cleaned_data.get("writer") not in (None, user.pk)


class DraftForm(WorkForm):
    """The same while somebody types: a half-done text is saved, too."""

    body = RichTextField(label="Treść", required=False)


class AssignmentForm(Form):
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(), label="Kto pisze", required=False, widget=forms.CheckboxSelectMultiple
    )
    due_on = PolishDateField(label="Do kiedy", required=False, help_text="Np. 14.09.2018; puste: bez terminu")

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people


class VariantForm(Form):
    responsibility_variant = forms.ChoiceField(
        label="Odpowiedzialność w stosowanym rozwiązaniu modelowym",
        choices=ResponsibilityVariant.choices,
        widget=forms.RadioSelect,
        help_text="Będzie wydrukowana na początku opinii. WRZOS porównuje ośrodki według tej odpowiedzi.",
        error_messages={"required": "Wybierz jedną odpowiedź.", "invalid_choice": "Wybierz jedną odpowiedź."},
    )


class StateForm(Form):
    state = forms.ChoiceField(label="Stan części", choices=Section.State.choices)


def _long(label):
    return PlainTextField(label=label, help_text=NO_CLIENTS, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000)


class CommentForm(Form):
    quote = PlainTextField(
        label="Fragment, którego dotyczy komentarz",
        help_text="Zaznacz go w tekście albo wklej słowo w słowo. Puste pole: komentarz do całej części.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    before = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400)
    body = PlainTextField(
        label="Komentarz", help_text=NO_CLIENTS, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class ReplyForm(Form):
    body = PlainTextField(
        label="Odpowiedź", help_text=NO_CLIENTS, widget=forms.Textarea(attrs={"rows": 3}), max_length=5000
    )


class RestoreForm(Form):
    wording = forms.RegexField(r"^w\d{1,18}$")
    version = forms.IntegerField()
