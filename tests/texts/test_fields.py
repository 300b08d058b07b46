import pytest
from django import forms
from django.http import QueryDict

from apps.texts.forms import RichTextField
from apps.texts.plain import to_plain
from apps.texts.rich import clean
from tests.documents.samples import RICH

HTML = clean(RICH)


class SectionForm(forms.Form):
    body = RichTextField(label="Treść")


class OptionalForm(forms.Form):
    body = RichTextField(label="Treść", required=False, max_length=100)


def posted(**fields):
    data = QueryDict(mutable=True)
    data.update(fields)
    return data


def saved(**fields):
    form = SectionForm(posted(**fields), initial={"body": HTML})
    assert form.is_valid(), form.errors
    return form.cleaned_data["body"]


def test_html_from_the_editor_is_cleaned():
    assert saved(body="<h2>A</h2><p onclick=x>b</p>", body_format="html") == "<h3>A</h3><p>b</p>"


def test_plain_text_nobody_touched_keeps_its_formatting():
    assert saved(body=to_plain(HTML).replace("\n", "\r\n"), body_format="", body_original=HTML) == HTML


def test_markup_typed_without_a_script_is_text():
    assert saved(body="<b>x</b>", body_original="") == "<p>&lt;b&gt;x&lt;/b&gt;</p>"


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<ul><li></li></ul>"])
def test_what_says_nothing_is_missing(empty):
    form = SectionForm(posted(body=empty, body_format="html"))
    assert form.errors == {"body": ["Wpisz treść."]}


def test_u0000_is_an_error_of_the_field_and_the_text_comes_back():
    form = SectionForm(posted(body="<p>a\x00b</p>", body_format="html"))
    assert form.errors["body"] == [
        "Tekst zawiera znak, którego nie można zapisać (U+0000). Wklej go jeszcze raz jako zwykły tekst."
    ]
    assert ">\nab</textarea>" in str(form["body"])


def test_a_text_too_long_is_refused_and_nothing_of_it_is_lost():
    typed = "<p>" + "a" * 200_001 + "</p>"
    form = SectionForm(posted(body=typed, body_format="html"))
    assert form.errors["body"] == ["Tekst jest za długi. Podziel go na części albo dołącz tabele jako załącznik."]
    assert "a" * 200_001 in str(form["body"])


def test_a_limit_of_the_field_itself_holds():
    assert not OptionalForm(posted(body="<p>" + "a" * 101 + "</p>", body_format="html")).is_valid()


def test_an_optional_field_may_be_empty():
    form = OptionalForm(posted(body=""))
    assert (form.is_valid(), form.cleaned_data) == (True, {"body": ""})


def test_saving_the_same_is_no_change():
    unchanged = SectionForm(posted(body=HTML, body_format="html"), initial={"body": HTML})
    changed = SectionForm(posted(body="<p>x</p>", body_format="html"), initial={"body": HTML})
    assert (unchanged.has_changed(), changed.has_changed()) == (False, True)


def test_the_text_area_names_its_hint_and_keeps_the_html_beside_it():
    shown = str(SectionForm(initial={"body": '<p>a "b"</p><script>x</script>'})["body"])
    assert 'aria-describedby="id_body_plain"' in shown
    assert 'id="id_body_plain"' in shown
    assert 'name="body_original" value="&lt;p&gt;a &quot;b&quot;&lt;/p&gt;"' in shown
    assert "<script" not in shown


def test_a_prefix_keeps_two_fields_apart():
    form = SectionForm(posted(**{"x-body": "a", "x-body_format": "html"}), prefix="x")
    assert (form.is_valid(), form.cleaned_data) == (True, {"body": "<p>a</p>"})
