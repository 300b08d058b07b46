from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render

from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion

from .. import actions, pdf, words
from ..changes import difference
from ..forms import SectionForm
from ..merge import merged
from .common import for_writers, is_script, saved_before, say_saved

_SEE_BOTH = "Naciśnij „Zapisz tę część”, a zobaczysz oba teksty."


@for_writers
def section(request, opinion, section_pk):
    section = get_object_or_404(opinion.sections.select_related("part"), pk=section_pk)
    initial = {"body": section.body, "version": section.version}
    form = SectionForm(rescue.typed(request), initial=initial)
    if request.method == "POST" and is_script(request):
        return _autosave(request, section, form)
    if request.method == "POST" and form.is_valid():
        return _save_section(request, opinion, section, form)
    return _section_page(request, opinion, section, form)


def _autosave(request, section, form):
    """Saved while people type: the answer is for static/js/opinion-autosave.js."""
    if not form.is_valid():
        refused = [str(said) for errors in form.errors.values() for said in errors]
        return JsonResponse({"refused": " ".join(refused)}, status=422)
    try:
        actions.save_section(section, form.cleaned_data["body"], form.cleaned_data["version"], by=request.user)
    except StaleVersion:
        return JsonResponse({"refused": f"{saved_before(section, 'tę część')}. {_SEE_BOTH}"}, status=409)
    except DomainError as refusal:
        return JsonResponse({"refused": str(refusal)}, status=409)
    return JsonResponse({"version": section.version, "at": words.hour(clock.now())})


def _save_section(request, opinion, section, form):
    try:
        actions.save_section(section, form.cleaned_data["body"], form.cleaned_data["version"], by=request.user)
    except StaleVersion as lost:
        return _section_conflict(request, opinion, section, lost)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _section_page(request, opinion, section, form, status=409)
    say_saved(request, f"Zapisano część „{section.part.title}”")
    return redirect(opinion)


def _section_page(request, opinion, section, form, status=200):
    context = {"opinion": opinion, "noun": words.noun_of(opinion), "section": section, "form": form}
    return render(request, "opinions/section/edit.html", context, status=status)


def _section_conflict(request, opinion, section, lost):
    """Both texts, and a form that keeps both unless the person decides otherwise."""
    both = {"body": merged(lost.theirs, lost.mine), "version": lost.version}
    context = {
        "opinion": opinion,
        "section": section,
        "theirs": pdf.printable(lost.theirs),
        "mine": pdf.printable(lost.mine),
        "difference": difference(lost.theirs, lost.mine),
        "saved": saved_before(section, "tę część"),
        "form": SectionForm(initial=both),
    }
    return render(request, "opinions/section/conflict.html", context, status=409)
