from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.core import rescue
from apps.core.errors import DomainError, StaleVersion
from apps.opinions import words
from apps.opinions.models import Removal
from apps.opinions.pdf import context_of
from apps.opinions.removing.actions import restore_remark
from apps.opinions.review import actions, rules
from apps.opinions.review.reading import who_is_told

from .. import reading as library
from . import reading
from .forms import RemarkForm, ReturnForm

REVIEWERS_ONLY = "Dokumenty ocenia recenzent WRZOS."


def of_last_edition(user, pk):
    """The last edition handed over of this opinion, with everything its pages show."""
    if not user.is_wrzos and not user.centre_id:
        raise Http404
    return get_object_or_404(library.handed_over_to(user).select_related(*library.WHOLE), opinion_id=pk)


def for_reviewers(view):
    """Only for WRZOS while nobody has decided; others read why not. What a reviewer still sends goes to the action,
    which refuses it, and the page gives the words back."""

    @wraps(view)
    def reviewed(request, pk, **kwargs):
        one = of_last_edition(request.user, pk)
        if not request.user.is_wrzos:
            return refuse(request, one, REVIEWERS_ONLY)
        refusal = rules.decided_already(one, one.opinion)
        if refusal and request.method != "POST":
            return refuse(request, one, refusal)
        return view(request, one, **kwargs)

    return reviewed


def refuse(request, one, reason):
    messages.error(request, str(reason))
    return redirect("reports:handed_over", one.opinion_id)


@for_reviewers
def remark_new(request, one):
    chapters = _chapters(one)
    asked = {"chapter": request.GET.get("czesc", "")}
    form = RemarkForm(rescue.typed(request), initial=asked, chapters=[chapter["title"] for chapter in chapters])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        saved = _attempt(form, actions.write_remark, one, said["chapter"], said["body"], by=request.user)
        if saved:
            messages.success(request, f"Zapisano uwagę nr {saved.number}. Ośrodek zobaczy ją z rozstrzygnięciem.")
            return redirect("reports:handed_over", one.opinion_id)
    shown = [chapter for chapter in chapters if chapter["title"] == asked["chapter"]]
    context = {"one": one, "form": form, "shown": shown}
    return render(request, "reports/reviewing/remark.html", context, status=409 if _is_refused(form) else 200)


@for_reviewers
def remark(request, one, remark_pk):
    row = get_object_or_404(one.remarks.select_related("written_by"), pk=remark_pk)
    chapters = _chapters(one)
    initial = {"chapter": row.chapter, "body": row.body, "version": row.version}
    form = RemarkForm(rescue.typed(request), initial=initial, chapters=[chapter["title"] for chapter in chapters])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.change_remark(row, said["chapter"], said["body"], said["version"] or 0, by=request.user)
        except StaleVersion as lost:
            return _two_remarks(request, one, row, said, lost)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Zapisano uwagę nr {row.number}.")
            return redirect("reports:handed_over", one.opinion_id)
    return _remark_page(request, one, row, form, chapters)


def _remark_page(request, one, row, form, chapters):
    shown = [chapter for chapter in chapters if chapter["title"] == row.chapter]
    context = {"one": one, "row": row, "form": form, "shown": shown}
    return render(request, "reports/reviewing/remark.html", context, status=409 if _is_refused(form) else 200)


def _two_remarks(request, one, row, said, lost):
    """Both texts; mine goes beside theirs as a remark of its own, or in its place, only on purpose."""
    row.refresh_from_db()
    saved = words.who_saved("tę uwagę", row.edited_by, row.edited_at)
    context = {"one": one, "row": row, "said": said, "lost": lost, "saved": saved}
    return render(request, "reports/reviewing/two_remarks.html", context, status=409)


@require_POST
@for_reviewers
def remark_remove(request, one, remark_pk):
    row = get_object_or_404(one.remarks, pk=remark_pk)
    version = request.POST.get("version", "")
    seen = int(version) if version.isdecimal() and len(version) < 9 else 0
    try:
        removal = actions.remove_remark(row, seen, by=request.user)
    except DomainError as refusal:
        return refuse(request, one, refusal)
    return redirect(f"{reverse('reports:handed_over', args=[one.opinion_id])}?usunieto={removal.pk}#uwagi")


@require_POST
@for_reviewers
def remark_restore(request, one, removal_pk):
    removal = get_object_or_404(one.opinion.removals.filter(thing=Removal.Thing.REMARK), pk=removal_pk)
    try:
        row = restore_remark(removal, by=request.user)
    except DomainError as refusal:
        return refuse(request, one, refusal)
    messages.success(request, f"Przywrócono uwagę nr {row.number}.")
    return redirect("reports:handed_over", one.opinion_id)


@for_reviewers
def accept(request, one):
    remarks = reading.remarks_for(request.user, one)
    if request.method == "POST":
        try:
            actions.accept(one, by=request.user, seen=request.POST.get("seen", ""))
        except StaleVersion as changed:
            messages.error(request, str(changed))
            return redirect("reports:accept", one.opinion_id)
        except DomainError as refusal:
            return refuse(request, one, refusal)
        how = words.noun_of(one.opinion).agree("ostateczną", "ostateczne")
        return _decided(request, one, f"Przyjęto jako {how}. Ośrodek dostał wiadomość.")
    return render(request, "reports/reviewing/accept.html", _before_decision(one, remarks))


@for_reviewers
def return_(request, one):
    form = ReturnForm(rescue.typed(request))
    remarks = reading.remarks_for(request.user, one)
    if request.method != "POST" or "popraw" in request.POST or not form.is_valid():
        context = {"one": one, "noun": words.noun_of(one.opinion), "form": form, "remarks": remarks}
        return render(request, "reports/reviewing/return.html", context)
    if "zwroc" not in request.POST:
        return render(request, "reports/reviewing/return_check.html", _before_decision(one, remarks) | {"form": form})
    return _return(request, one, form, remarks)


def _return(request, one, form, remarks):
    said = form.cleaned_data
    try:
        actions.return_(one, said["reasons"], said["deadline_on"], by=request.user, seen=said["seen"])
    except DomainError as refusal:
        messages.error(request, str(refusal))
        context = {"one": one, "noun": words.noun_of(one.opinion), "form": form, "remarks": remarks}
        return render(request, "reports/reviewing/return.html", context, status=409)
    return _decided(request, one, "Zwrócono do poprawy. Ośrodek dostał wiadomość i widzi uwagi.")


def _decided(request, one, said):
    messages.success(request, said)
    return redirect("reports:handed_over", one.opinion_id)


def _before_decision(one, remarks):
    """What the check pages show: the remarks that go with the decision, and who is told."""
    told = who_is_told(one.opinion)
    noun = words.noun_of(one.opinion)
    return {"one": one, "noun": noun, "remarks": remarks, "told": told, "seen": rules.digest(remarks)}


def _chapters(one):
    return context_of(reading.as_handed_over(one))["paper"]["chapters"]


def _attempt(form, action, *args, **kwargs):
    """What was saved; None with the refusal said on the form, so that the words stay in it."""
    try:
        return action(*args, **kwargs)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


def _is_refused(form):
    return form.is_bound and "__all__" in form.errors
