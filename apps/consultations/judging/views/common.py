from functools import wraps

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect

from apps.core.errors import DomainError

from ...models import DocumentOpinion
from ...workflow import OPINION_ON_DOCUMENT

TOGETHER = (
    "of_version__document__pilot", "of_version__consultation", "team__issued_order", "started_by", "edited_by__person",
    "adoption__confirmation__document", "adoption__confirmation__confirmed_by",
)  # fmt: skip
NOT_READ = ("team__issued_order__text", "team__issued_order__effects")


def of_opinion(view):
    """The view gets the opinion itself; one that the person may not see does not exist."""

    @wraps(view)
    def found(request, pk, **kwargs):
        visible = DocumentOpinion.objects.visible_to(request.user).select_related(*TOGETHER).defer(*NOT_READ)
        opinion = get_object_or_404(visible, pk=pk)
        opinion.of_version.document.pilot.centre = request.user.centre  # only people of the centre see it
        return view(request, opinion, **kwargs)

    return found


def for_step(name):
    """Only when the person may take this step now; others read why not."""

    def decorate(view):
        @wraps(view)
        @of_opinion
        def stepped(request, opinion, **kwargs):
            try:
                OPINION_ON_DOCUMENT.check(name, request.user, opinion)
            except DomainError as refusal:
                return refuse(request, opinion, refusal)
            return view(request, opinion, **kwargs)

        return stepped

    return decorate


def is_script(request):
    """Sent by static/js/opinion-autosave.js, which reads JSON."""
    return request.accepts("application/json") and not request.accepts("text/html")


def refuse(request, opinion, reason):
    if is_script(request):
        return JsonResponse({"refused": str(reason)}, status=409)
    messages.error(request, str(reason))
    return redirect(opinion)


def attempt(request, opinion, action, *args, done, **kwargs):
    """Act and say what was done, or why not; then back to the opinion."""
    try:
        action(*args, by=request.user, **kwargs)
    except DomainError as refusal:
        return refuse(request, opinion, refusal)
    if done:
        messages.success(request, done)
    return redirect(opinion)


def about(opinion, **more):
    """What every page of an opinion shows."""
    version = opinion.of_version
    return {"opinion": opinion, "version": version, "expert_document": version.document} | more
