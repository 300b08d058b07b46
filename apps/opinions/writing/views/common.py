from functools import wraps

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from apps.accounts.doors import refused

from ...views.common import of_opinion
from .. import rules
from ..reading import section_of


def of_section(view):
    """The view gets the section, its opinion with it; one that the person may not see does not exist."""

    @wraps(view)
    @of_opinion
    def found(request, opinion, section_pk, **kwargs):
        section = get_object_or_404(section_of(opinion, section_pk))
        section.opinion = opinion
        return view(request, section, **kwargs)

    return found


def for_workers(view):
    """Only for the team while the text is open; others read why not."""

    @wraps(view)
    @of_section
    def worked(request, section, **kwargs):
        if reason := rules.may_work(request.user, section):
            return refuse(request, section, reason)
        return view(request, section, **kwargs)

    return worked


def refuse(request, section, reason):
    return refused(request, reason, reverse("opinions:section_read", args=[section.opinion_id, section.pk]))


def to(name, section):
    return redirect(f"opinions:section_{name}", section.opinion_id, section.pk)


def context_of(section, **more):
    """What every page of a section shows."""
    return {"opinion": section.opinion, "section": section} | more
