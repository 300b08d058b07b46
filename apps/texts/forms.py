"""A form field for rich text. With a script it is an editor, without one a plain text area that keeps formatting."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.templatetags.static import static

from apps.core.forms import Form

from . import plain, rich
from .merge import BOTH, MINE, THEIRS, Passage

FROM_EDITOR = "html"
NO_CLIENTS = "Nie wpisuj danych osobowych klientów ośrodka."


class RichTextarea(forms.Textarea):
    """Shows plain text; the HTML travels beside it, and static/js/editor.js turns both into an editor.
    `keeps_numbers`: without a script numbers that are typed stay words (plain.from_plain)."""

    template_name = "texts/rich_text.html"

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=[Script("js/editor.js", type="module")], css={"all": ["css/editor.css"]})

    keeps_numbers = False

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__({"rows": 14, "lang": "pl", "spellcheck": "true"} | (attrs or {}))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        widget = context["widget"]
        html, text = _shown(value)
        hint_id = f"{widget['attrs'].get('id', f'id_{name}')}_plain"
        widget |= {"html": html, "plain": text, "hint_id": hint_id, "has_table": "<table" in html}
        widget["keeps_numbers"] = self.keeps_numbers
        widget["attrs"] |= {
            "data-rich-text": static("django_prose_editor/editor.js"),
            "data-longest": str(rich.MAX_LENGTH),
            "aria-describedby": f"{widget['attrs'].get('aria-describedby', '')} {hint_id}".strip(),
        }
        context["widget"] = widget
        return context

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        typed = data.get(name)
        if not typed or data.get(f"{name}_format") == FROM_EDITOR or "\x00" in typed:
            return typed
        try:
            original = data.get(f"{name}_original") or ""
            return plain.from_plain(typed, original, keeps_numbers=self.keeps_numbers)
        except rich.TextRefused:
            return typed  # the field refuses it in words

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # the text area is hidden behind the editor, where a browser could not point at it


class RichTextField(forms.CharField):
    """Cleaned rich text: HTML that is safe to show. Refuses what is too long, too tangled or holds U+0000."""

    widget = RichTextarea
    default_error_messages = {
        "required": "Wpisz treść.",
        "null": "Tekst zawiera znak, którego nie można zapisać (U+0000). Wklej go jeszcze raz jako zwykły tekst.",
    }

    def __init__(self, **kwargs: Any):
        super().__init__(**kwargs)
        self.validators = [one for one in self.validators if type(one).__name__ != "ProhibitNullCharactersValidator"]

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if "\x00" in text:
            raise ValidationError(self.error_messages["null"], code="null")
        try:
            return rich.clean(text)
        except rich.TextRefused as refusal:
            raise ValidationError(str(refusal), code="refused")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _shown(initial) != _shown(data)


class PlainTextField(forms.CharField):
    """Plain text of several lines, without what programs paste unseen."""

    def __init__(self, *, rows: int = 4, **kwargs: Any):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> str:
        return rich.tidy(super().to_python(value)).strip()


def choices_of(passage: Passage) -> list[tuple[str, str]]:
    """What can be done with a passage of two texts that lost a race."""
    if not passage.mine:
        return [(BOTH, "zostaw ten akapit"), (MINE, "usuń go – nie ma go w Twoim tekście")]
    if not passage.theirs:
        return [(BOTH, "dodaj ten akapit z Twojego tekstu"), (THEIRS, "pomiń go")]
    return [(BOTH, "zostaw oba brzmienia"), (THEIRS, "tylko zapisane wcześniej"), (MINE, "tylko Twoje")]


class ChoosingForm(Form):
    """For each passage in which two texts differ, what stays."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    lost = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, passages: list[Passage], **kwargs):
        super().__init__(*args, **kwargs)
        self.open = [(place, one) for place, one in enumerate(passages) if one.is_open]
        for number, (place, one) in enumerate(self.open, start=1):
            self.fields[f"choice_{place}"] = forms.ChoiceField(
                label=f"Miejsce {number}",
                choices=choices_of(one),
                initial=one.chosen if one.theirs and one.mine else BOTH,
                widget=forms.RadioSelect,
            )

    @property
    def choices(self) -> dict[int, str]:
        return {place: self.cleaned_data[f"choice_{place}"] for place, _ in self.open}


def _shown(value: Any) -> tuple[str, str]:
    """(clean HTML, plain text) of a value. What is refused is shown as it came, so that nobody types it again."""
    text = str(value or "").replace("\x00", "")
    try:
        html = rich.clean(text)
    except rich.TextRefused:
        return "", text
    return html, plain.to_plain(html)


class RestoreForm(Form):
    """A wording of history that is to stand again (apps.texts.wordings), over the version that stands."""

    wording = forms.CharField(max_length=20)
    version = forms.IntegerField()
