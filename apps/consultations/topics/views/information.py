from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done
from apps.core import rescue
from apps.documents.uploads import was_too_big
from apps.texts.rich import printable

from .. import actions, reading, rules
from ..forms import InformationForm
from .common import of_document, refuse


@require_safe
@of_document
def information(request, document, information_pk):
    found = document.information.select_related("topic", "team")
    given = get_object_or_404(found, pk=information_pk)
    context = {"document": document, "given": given, "text": printable(given.body), "files": reading.files_of(given)}
    return render(request, "consultations/information/show.html", context)


@of_document
def information_new(request, document):
    if document.withdrawn_at or not rules.may_inform(request.user, document):
        return refuse(request, document, rules.CLOSED_DOCUMENT if document.withdrawn_at else rules.INFORMERS)
    topics = document.topics.filter(withdrawn_at=None)
    asked = request.GET.get("zagadnienie", "")
    initial = {"topic": topics.filter(number=asked).first()} if asked.isdecimal() and len(asked) < 5 else {}
    files = {"files": request.FILES or None, "too_big": was_too_big(request)}
    form = InformationForm(rescue.typed(request), topics=topics, initial=initial, **files)
    if made := done(request, form, lambda data: _given(request, document, data)):
        messages.success(request, "Przekazano informację ekspertom. Dostaną wiadomość.")
        return redirect(made.topic or document)
    return render(request, "consultations/information/new.html", {"document": document, "form": form})


def _given(request, document, data):
    said = (data["title"], data["body"], data["files"])
    return actions.give_information(document, *said, topic=data["topic"], by=request.user)
