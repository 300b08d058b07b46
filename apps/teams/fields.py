"""Fields whose text goes to paper."""

import re
from html import unescape

from django import forms

from apps.documents.typeface import named, unprintable
from apps.texts import rich
from apps.texts.forms import RichTextField

_TAG = re.compile(r"<[^>]*>")


def words_of(html: str) -> str:
    """What a rich text says, without its tags."""
    return unescape(_TAG.sub("", html))


class Printable:
    """Refuses, while it can still be mended, what the typeface of documents cannot draw."""

    words_of = staticmethod(str)

    def validate(self, value):
        super().validate(value)
        if missing := unprintable(self.words_of(value)):
            raise forms.ValidationError(
                f"W polu „{self.label}” są znaki, których nie da się wydrukować: {named(missing)}. Usuń je albo zastąp."
            )


class PlainTextField(Printable, forms.CharField):
    """Plain text without what programs paste unseen."""

    def to_python(self, value):
        return rich.tidy(super().to_python(value)).strip()


class PrintableRichTextField(Printable, RichTextField):
    """Rich text that goes to paper."""

    words_of = staticmethod(words_of)


def long_text(label, hint="", rows=4, **options):
    return PlainTextField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": rows}), **options)
