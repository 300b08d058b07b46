from functools import wraps

from django.shortcuts import get_object_or_404

from apps.teams.models import ExpertDocument


def of_document(view):
    """The view gets the document; one of another centre does not exist."""

    @wraps(view)
    def found(request, pk, **kwargs):
        visible = ExpertDocument.objects.visible_to(request.user).select_related("pilot", "parent")
        document = get_object_or_404(visible, pk=pk)
        document.pilot.centre = request.user.centre
        return view(request, document, **kwargs)

    return found
