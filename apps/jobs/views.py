from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.sessions.idleness import in_the_background
from apps.core.errors import DomainError

from . import actions, reading, rules
from .models import Job

ON_A_PAGE = 25


@require_safe
def jobs(request):
    """Everything this person asked for, newest first."""
    page = Paginator(Job.objects.visible_to(request.user), ON_A_PAGE).get_page(request.GET.get("strona"))
    usual = reading.usual_times(page)
    for job in page:
        job.is_downloadable, job.usual = rules.can_download(request.user, job), usual.get(job.kind, "")
    return render(request, "jobs/job/list.html", {"page": page})


@in_the_background
@require_safe
def state(request, pk):
    """One row's state, for the script that keeps the list fresh."""
    job = _mine(request, pk)
    job.is_downloadable = rules.can_download(request.user, job)
    job.usual = reading.usual_times([job]).get(job.kind, "")
    return render(request, "jobs/job/state.html", {"job": job})


@require_safe
def download(request, pk):
    job = _mine(request, pk)
    if not rules.can_download(request.user, job):
        raise Http404
    response = StreamingHttpResponse(reading.content_of(job), content_type=job.media_type)
    response["Content-Length"] = job.size
    response["Content-Disposition"] = content_disposition_header(True, job.file_name)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def stop(request, pk):
    try:
        actions.stop(_mine(request, pk), by=request.user)
        messages.success(request, "Przerwano. Zestawienie nie powstanie.")
    except DomainError as refusal:
        messages.error(request, str(refusal))
    return redirect("jobs:jobs")


@require_POST
def again(request, pk):
    job = _mine(request, pk)
    return asked(request, job.kind, job.title, job.parameters, centre=job.centre)


def asked(request, kind, title, parameters, *, centre=None):
    """What a button of a room above does: put the job into the queue and lead to the list, where it can be watched."""
    try:
        job = actions.ask(kind, title, parameters, by=request.user, centre=centre)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("jobs:jobs")
    messages.success(request, "Zestawienie powstaje. Możesz stąd wyjść i wrócić po plik później.")
    return redirect(job)


def _mine(request, pk):
    return get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
