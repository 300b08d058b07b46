from django import forms

from apps.core.forms import ModelForm, PolishDateField, Section

from ..models import CentreNotice

ACCESSIBILITY = [
    "site_since", "site_changed_on", "conformity", "shortcomings", "assessor", "assessor_name", "prepared_on",
    "reviewed_on",
]  # fmt: skip
CONTACT = ["contact_name", "contact_email", "contact_phone", "premises"]
PRIVACY = ["address", "officer_name", "officer_email", "privacy_more"]


class NoticeForm(ModelForm):
    site_since = PolishDateField(label="Ośrodek pracuje w programie od")
    site_changed_on = PolishDateField(label="Ostatnia istotna zmiana programu")
    prepared_on = PolishDateField(label="Deklarację sporządzono")
    reviewed_on = PolishDateField(label="Ostatni przegląd deklaracji")
    conformity = forms.ChoiceField(
        label="Program jest", choices=CentreNotice.Conformity.choices, widget=forms.RadioSelect
    )
    layout = [
        Section("Deklaracja dostępności", *ACCESSIBILITY, hint="Przegląd trzeba zrobić do 31 marca każdego roku."),
        Section("Kontakt w sprawie dostępności", *CONTACT),
        Section("Dane osobowe", *PRIVACY, hint="Treść klauzuli sprawdź z inspektorem ochrony danych."),
    ]

    class Meta:
        model = CentreNotice
        fields = [*ACCESSIBILITY, *CONTACT, *PRIVACY]
        widgets = {
            "assessor": forms.RadioSelect,
            "shortcomings": forms.Textarea(attrs={"rows": 4}),
            "premises": forms.Textarea(attrs={"rows": 4}),
            "privacy_more": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "shortcomings": "Zostaw puste tylko wtedy, gdy program jest w pełni zgodny.",
            "assessor_name": "Tylko gdy badał ktoś z zewnątrz.",
            "contact_name": "Osoba albo komórka, do której można pisać i dzwonić.",
            "premises": "Wejście, windy, toalety, pies asystujący, tłumacz języka migowego.",
            "address": "Ulica, numer, kod i miasto.",
            "privacy_more": "Na przykład inni odbiorcy danych. Dopisuje się na końcu klauzuli.",
        }
