from apps.orders.editing.sheets import TextSheet
from apps.orders.models import Order

from .content import DOCUMENTS
from .forms import IntroductionForm


class IntroductionSheet(TextSheet):
    kind, name = Order.Kind.INTRODUCTION, "introduction"
    slug, short = "wprowadzenie-dokumentu", "wprowadzenie"
    template = "orders/introduction/edit.html"
    form_class = IntroductionForm
    usual = {"acquaints": ["on"], "annex_title": [""], "annex_body": [""]}

    def followed(self, data, centre):
        """The first annex bears the name of the chosen document until another is typed."""
        data = super().followed(data, centre)
        titles = data.getlist("annex_title")
        usual = {document.nominative for document in DOCUMENTS.values()}
        chosen = DOCUMENTS.get(data.get("what", ""))
        if chosen and titles and titles[0].strip() in usual | {""}:
            data.setlist("annex_title", [chosen.nominative, *titles[1:]])
        return data
