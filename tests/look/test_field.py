"""How a field stands on the page: label, hint, error, field, and what a screen reader is told."""

import re
from html.parser import HTMLParser

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms

from apps.core.forms import Form, PolishDateField, Section


class Example(Form):
    layout = [Section("Zespół", "name", "kind", hint="Jedna linia.")]

    name = forms.CharField(label="Nazwa", help_text="Od „Zespół <do> spraw”.")
    kind = forms.ChoiceField(label="Tryb", choices=[("a", "obiegowy")], widget=forms.RadioSelect)
    starts_on = PolishDateField(label="Data", required=False)
    agreed = forms.BooleanField(label="Zgoda", required=False)


class Order(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.seen, self.attributes = [], {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        css = (attrs.get("class") or "").split()
        for mark in ["label", "hint", "field-error", "form-control"]:
            if mark in css:
                self.seen.append(mark)
        if "id" in attrs:
            self.attributes[attrs["id"]] = attrs


def rendered(data=None):
    return render_crispy_form(Example(data))


def part(html, start, end):
    return html[html.index(start) : html.index(end)]


def test_label_hint_error_and_field_stand_in_this_order():
    html = part(rendered({}), 'id="div_id_name"', 'id="div_id_kind"')
    assert Order("<div " + html).seen == ["label", "hint", "field-error", "form-control"]


def test_a_field_says_which_words_describe_it_and_that_it_is_wrong():
    name = Order(rendered({})).attributes["id_name"]
    assert (name["aria-describedby"], name["aria-invalid"]) == ("id_name_helptext id_name_error", "true")


def test_every_description_exists():
    page = Order(rendered({"starts_on": "x"}))
    said = {one for attrs in page.attributes.values() for one in (attrs.get("aria-describedby") or "").split()}
    assert said >= {"id_name_helptext", "id_name_error", "id_starts_on_error"}
    assert said <= set(page.attributes)


def test_only_what_may_stay_empty_says_so():
    html = rendered()
    assert html.count("(nieobowiązkowe)") == 1
    assert "(nieobowiązkowe)" in part(html, 'id="div_id_starts_on"', 'id="div_id_agreed"')
    assert "required" not in html


def test_a_group_of_choices_is_a_fieldset_with_a_legend():
    html = rendered()
    assert re.search(r'<legend class="label">Tryb\s*</legend>', html)
    assert '<label for="id_kind_0">obiegowy</label>' in html


def test_a_section_has_a_real_legend_and_fields_left_out_of_the_layout_still_show():
    html = rendered()
    assert "<legend>Zespół</legend>" in html
    assert 'name="starts_on"' in html


def test_hints_are_escaped():
    assert "Zespół &lt;do&gt; spraw" in rendered()


def test_rendering_leaves_the_form_as_it_was():
    form = Example()
    before = {name: dict(field.widget.attrs) for name, field in form.fields.items()}
    render_crispy_form(form)
    assert {name: field.widget.attrs for name, field in form.fields.items()} == before


@pytest.mark.parametrize(("field", "css"), [("name", "form-control"), ("starts_on", "form-control width-date")])
def test_the_width_follows_the_content(field, css):
    assert Order(rendered()).attributes[f"id_{field}"]["class"] == css
