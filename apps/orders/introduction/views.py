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

    def opening(self, request, centre):
        """„?co=…”: the document is chosen already, e.g. by the task of Tabela 1 that asks for it."""
        data = super().opening(request, centre)
        if (chosen := request.GET.get("co")) not in DOCUMENTS:
            return data
        data = data.copy()
        data["what"] = chosen
        return self.followed(data, centre)

    def followed(self, data, centre):
        """The first annex bears the name of the chosen document until another is typed."""
        data = super().followed(data, centre)
        titles = data.getlist("annex_title")
        usual = {document.nominative for document in DOCUMENTS.values()}
        chosen = DOCUMENTS.get(data.get("what", ""))
        if chosen and titles and titles[0].strip() in usual | {""}:
            data.setlist("annex_title", [chosen.nominative, *titles[1:]])
        return data
