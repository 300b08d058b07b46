from django.contrib import messages
from django.shortcuts import redirect, render

from apps.core import rescue
from apps.core.errors import DomainError

from ... import words
from ...views.common import for_writers, refuse
from .. import actions
from ..forms import VariantForm


@for_writers
def variant(request, opinion):
    """Which variant of the model the centre applies: asked beside the first part of product 2a, too."""
    if not opinion.asks_for_variant:
        return refuse(request, opinion, "Rozwiązanie modelowe wskazuje się w produkcie 2a.")
    form = VariantForm(rescue.typed(request), initial={"responsibility_variant": opinion.responsibility_variant})
    if request.method == "POST" and form.is_valid():
        return _say(request, opinion, form.cleaned_data["responsibility_variant"])
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "form": form}
    return render(request, "opinions/section/variant.html", context)


def _say(request, opinion, chosen):
    try:
        said = actions.say_variant(opinion, chosen, by=request.user)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    label = said.get_responsibility_variant_display()
    messages.success(request, f"Zapisano rozwiązanie modelowe: odpowiedzialność {label}.")
    if first := opinion.sections.first():
        return redirect("opinions:section", opinion.pk, first.pk)
    return redirect(opinion)
