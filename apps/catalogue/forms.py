from django import forms

from apps.core.forms import ModelForm

from .models import CatalogueVersion, FinalProduct, ImplementationStep, ModelElement, RequiredPart
from .rules import fingerprint


class RowForm(ModelForm):
    """Texts of one row of an unpublished version, with the fingerprint of what was shown."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = fingerprint(self.instance, self._meta.fields)

    @property
    def values(self):
        return {name: self.cleaned_data[name] for name in self._meta.fields}


class VersionForm(RowForm):
    class Meta:
        model = CatalogueVersion
        fields = ["label", "title", "footnote"]


class ElementForm(RowForm):
    class Meta:
        model = ModelElement
        fields = ["name"]


class ProductForm(RowForm):
    class Meta:
        model = FinalProduct
        fields = ["short_name", "name", "kind", "closes_after_pilot"]


class StepForm(RowForm):
    class Meta:
        model = ImplementationStep
        fields = ["text", "actor", "after_pilot"]


class PartForm(RowForm):
    class Meta:
        model = RequiredPart
        fields = ["title", "hint"]


FORMS = {"wersja": VersionForm, "element": ElementForm, "produkt": ProductForm, "krok": StepForm, "czesc": PartForm}
VERSION_PATHS = {  # where each row keeps its version, as a lookup
    "wersja": "",
    "element": "version__",
    "produkt": "version__",
    "krok": "product__version__",
    "czesc": "product__version__",
}
