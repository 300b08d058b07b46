from datetime import date

import pytest
from django import forms

from apps.accounts.models import Person
from apps.core.forms import Form, LinesField, ModelForm, PersonChoiceField, PolishDateField, Section, typed_day
from apps.projects.models import Pilot
from tests import factories as make


class TeamForm(Form):
    layout = [Section("Zespół", "name", hint="Jedna linia.")]

    name = forms.CharField(label="Nazwa zespołu", max_length=20, help_text="Od „Zespół”.")
    starts_on = PolishDateField(label="Data")
    tasks = LinesField(label="Zadania", required=False)
    members = forms.IntegerField(label="Członków", min_value=1, required=False)


def errors(**typed):
    form = TeamForm({"name": "Zespół", "starts_on": "1.9.2018"} | typed)
    return dict(form.errors)


@pytest.mark.parametrize(
    "text",
    [
        *("1.9.2018", "01.09.2018", "2018-09-01", " 1. 9. 2018 ", "1-9-2018", "1/9/2018", "1.09.2018 r."),
        *("1 września 2018", "1 września 2018 r.", "1\u00a0Września 2018\u00a0r."),
    ],
)
def test_a_day_is_understood_as_people_type_it(text):
    assert typed_day(text) == date(2018, 9, 1)


@pytest.mark.parametrize(
    "text", ["", "wrzesień", "1 wrzesień 2018", "1.9.18", "1.9.0018", "1.9", "2018.09.01", "1.9.2018\0", "٣.9.2018x"]
)
def test_what_is_no_day_is_refused_with_an_example(text):
    assert typed_day(text) is None
    if text:
        assert errors(starts_on=text) == {"starts_on": ["Podaj datę, np. 1.09.2018."]}


@pytest.mark.parametrize("text", ["31.9.2018", "31.02.2018", "2018-13-01", "0.1.2018", "31 lutego 2018 r."])
def test_a_day_that_is_not_in_the_calendar_is_refused_as_such(text):
    assert typed_day(text) is None
    assert errors(starts_on=text) == {"starts_on": ["Nie ma takiego dnia. Podaj datę, np. 1.09.2018."]}


def test_a_day_comes_back_as_it_would_be_typed():
    assert 'value="1.09.2018"' in str(TeamForm(initial={"starts_on": date(2018, 9, 1)})["starts_on"])


def test_what_was_typed_wrong_comes_back_as_typed():
    assert 'value="32.13.2018"' in str(TeamForm({"starts_on": "32.13.2018"})["starts_on"])


class SeenForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


@pytest.mark.parametrize("typed", ["2147483648", "-2147483648", "9" * 30, "-" + "9" * 30, "9" * 5000, "²", "1\0"])
def test_a_number_that_no_column_holds_is_refused_by_the_form(typed):
    assert not SeenForm({"version": typed}).is_valid()
    assert SeenForm({"version": "2147483647"}).is_valid()


def test_a_number_too_large_is_refused_once_and_in_words():
    said = ["W polu „Członków” wpisz liczbę nie większą niż 2147483647."]
    assert (errors(members="9" * 30)["members"], len(errors(members="-" + "9" * 30)["members"])) == (said, 1)


def test_refusals_name_the_field_and_the_way_out():
    assert errors(name="", starts_on="", members="trzy") == {
        "name": ["Wypełnij pole „Nazwa zespołu”."],
        "starts_on": ["Wypełnij pole „Data”."],
        "members": ["W polu „Członków” wpisz liczbę całkowitą, np. 3."],
    }
    assert errors(name="x" * 21, members="0") == {
        "name": ["Skróć pole „Nazwa zespołu”: może mieć najwyżej 20 znaków, a ma 21."],
        "members": ["W polu „Członków” wpisz liczbę nie mniejszą niż 1."],
    }


def test_a_form_keeps_its_own_words():
    class Own(Form):
        name = forms.CharField(label="Nazwa", error_messages={"required": "Nazwij zespół."})

    assert Own({}).errors == {"name": ["Nazwij zespół."]}


def test_the_null_character_is_an_error_of_its_field():
    refused = ["W polu „{}” jest znak, którego nie da się zapisać. Wpisz tekst od nowa."]
    assert errors(name="Zes\0pół", tasks="a\0b") == {
        "name": [refused[0].format("Nazwa zespołu")],
        "tasks": [refused[0].format("Zadania")],
    }


def test_text_is_composed_before_it_is_measured():
    decomposed = "o\u0301" * 20
    form = TeamForm({"name": decomposed, "starts_on": "1.9.2018"})

    assert form.is_valid()
    assert form.cleaned_data["name"] == "ó" * 20


def test_lines_become_a_list_and_come_back_as_lines():
    form = TeamForm({"name": "Zespół", "starts_on": "1.9.2018", "tasks": " pierwsze \r\n\r\ndrugie\n"})

    assert form.is_valid()
    assert form.cleaned_data["tasks"] == ["pierwsze", "drugie"]
    assert ">\npierwsze\ndrugie</textarea>" in str(TeamForm(initial={"tasks": ["pierwsze", "drugie"]})["tasks"])


def test_lines_that_were_not_touched_have_not_changed():
    form = TeamForm({"tasks": "a\r\nb"}, initial={"tasks": ["a", "b"]})
    assert "tasks" not in form.changed_data


def test_a_required_list_is_not_made_of_empty_lines():
    class Lines(Form):
        tasks = LinesField(label="Zadania")

    assert Lines({"tasks": "\n \n"}).errors == {"tasks": ["Wypełnij pole „Zadania”."]}


def test_a_model_form_takes_polish_days():
    class PilotForm(ModelForm):
        class Meta:
            model = Pilot
            fields = ["starts_on"]

    assert PilotForm({"starts_on": "1.9.2018"}).fields["starts_on"].clean("1.9.2018") == date(2018, 9, 1)


@pytest.mark.django_db
def test_people_are_chosen_by_surname_in_polish_order():
    centre = make.centre()
    for name in ["Anna Łaska", "Jan Zając", "Ewa Lis", "Adam Ćma"]:
        make.person(centre, name, job_title="")
    field = PersonChoiceField(Person.objects.filter(centre=centre))

    assert [label for _, label in field.choices] == [
        "– wybierz osobę –",
        "Ćma Adam",
        "Lis Ewa",
        "Łaska Anna",
        "Zając Jan",
    ]


@pytest.mark.django_db
def test_a_person_of_another_centre_cannot_be_chosen():
    class Choice(Form):
        person = PersonChoiceField(label="Członek")

        def __init__(self, *args, centre, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["person"].queryset = centre.people.all()

    stranger = make.person(make.centre())
    chosen = Choice({"person": stranger.pk}, centre=make.centre())
    assert chosen.errors == {"person": ["W polu „Członek” wybierz jedną z podanych możliwości."]}


def test_words_changed_after_the_form_was_made_are_shown():
    class Changed(Form):
        name = forms.CharField(label="Nazwa", help_text="Stara.")

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            self.fields["name"].help_text = "Nowa."

    assert Changed()["name"].help_text == "Nowa."
