from typing import Any

from django import forms

from apps.catalogue.models import CatalogueVersion
from apps.core.forms import ModelForm, Section

from .models import Pilot


class PilotForm(ModelForm):
    """The version of Tabela 1 is chosen once; later the field only shows it."""

    layout = [
        Section("Projekt", "project_name", "financing_line"),
        Section("Czas pilotażu", "starts_on", "ends_on"),
        Section("Tabela 1", "catalogue_version"),
    ]

    class Meta:
        model = Pilot
        fields = ["project_name", "financing_line", "starts_on", "ends_on", "catalogue_version"]
        widgets = {"financing_line": forms.Textarea({"rows": 3})}
        help_texts = {
            "project_name": "Bez cudzysłowu, np. Komplementarni w działaniu.",
            "financing_line": "Drukowana w stopce dokumentów. Pusta: obowiązuje informacja z ustawień ośrodka.",
            "starts_on": "Np. 1.03.2018.",
            "ends_on": "Np. 31.08.2019. Część opinii można przyjąć dopiero po tym dniu.",
            "catalogue_version": "Później się nie zmienia: opierają się na niej opinie.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        version = self.fields["catalogue_version"]
        version.queryset = CatalogueVersion.objects.exclude(published_at=None)
        version.empty_label = None
        if not version.queryset.exists():
            version.help_text = "Nie ma jeszcze opublikowanej wersji Tabeli 1. Publikują ją recenzenci WRZOS."
        version.disabled = self.instance.pk is not None
        if version.disabled:
            version.queryset = CatalogueVersion.objects.filter(pk=self.instance.catalogue_version_id)

    def clean_project_name(self) -> str:
        return " ".join(self.cleaned_data["project_name"].split()).strip("„”\"' ")

    def clean(self) -> dict:
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Koniec pilotażu nie może być przed jego początkiem.")
        return super().clean()
