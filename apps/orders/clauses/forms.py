from apps.core.forms import ModelForm
from apps.orders.models import OrderClause


class ClauseForm(ModelForm):
    class Meta:
        model = OrderClause
        fields = ["kind", "name", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = OrderClause.Kind.choices
        self.fields["kind"].label = "Czego dotyczy"
        self.fields["text"].widget.attrs["rows"] = 4
        self.fields["text"].help_text = (
            "Podstawa prawna: bez „Na podstawie” i bez „zarządzam”. Przepis końcowy: każdy wiersz będzie osobnym "
            "paragrafem, bez numeru."
        )
