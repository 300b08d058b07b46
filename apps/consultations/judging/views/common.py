from functools import wraps

from django.shortcuts import get_object_or_404

from apps.accounts.doors import attempted, doors_of_steps, refused

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


def refuse(request, opinion, reason):
    return refused(request, reason, opinion)


for_step = doors_of_steps(OPINION_ON_DOCUMENT, of_opinion, refuse)


def attempt(request, opinion, action, *args, done, **kwargs):
    """Act and say what was done, or why not; then back to the opinion."""
    return attempted(request, opinion, done, action, *args, **kwargs)


def about(opinion, **more):
    """What every page of an opinion shows."""
    version = opinion.of_version
    return {"opinion": opinion, "version": version, "expert_document": version.document} | more
