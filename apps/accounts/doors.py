"""What views share: a page exists only for whom it is meant, and a refusal is told where the person looks."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from apps.core.errors import DomainError
from apps.core.workflow import Workflow


def door(allowed: bool) -> None:
    """For others this page does not exist."""
    if not allowed:
        raise Http404


def done(request: HttpRequest, form: forms.BaseForm, act: Callable[[dict], Any]) -> Any:
    """Do what a sent and valid form asks for: `act(cleaned_data)`. None when there was nothing to do, or when it was
    refused, and then the form says why."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None


def tried(request: HttpRequest, success: str, action: Callable, *args: Any) -> Any:
    """Do what a button asks for, in the name of who pressed it, and say how it ended."""
    try:
        made = action(*args, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return None
    messages.success(request, success)
    return made


def is_script(request: HttpRequest) -> bool:
    """Sent by a script that reads JSON (static/js/opinion-autosave.js)."""
    return request.accepts("application/json") and not request.accepts("text/html")


def refused(request: HttpRequest, reason: object, back: Any) -> HttpResponse:
    """Say why not: to a script as JSON, to a person on the page `back` (what `redirect` takes)."""
    if is_script(request):
        return JsonResponse({"refused": str(reason)}, status=409)
    messages.error(request, str(reason))
    return redirect(back)


def attempted(
    request: HttpRequest, back: Any, success: str, action: Callable, *args: Any, **named: Any
) -> HttpResponse:
    """Do what a button asks for, say what was done (unless `success` is empty) or why not, and go to page `back`."""
    try:
        action(*args, by=request.user, **named)
    except DomainError as refusal:
        return refused(request, refusal, back)
    if success:
        messages.success(request, success)
    return redirect(back)


def doors_of_steps(workflow: Workflow, of_thing: Callable, refuse: Callable) -> Callable:
    """A room's `for_step(name)`: the view, which gets the thing as by `of_thing`, is only for who may take this step of
    the workflow now; to others `refuse(request, thing, reason)` says why not."""

    def for_step(name: str) -> Callable:
        def decorate(view: Callable) -> Callable:
            @wraps(view)
            @of_thing
            def stepped(request: HttpRequest, thing: Any, **kwargs: Any) -> HttpResponse:
                try:
                    workflow.check(name, request.user, thing)
                except DomainError as refusal:
                    return refuse(request, thing, refusal)
                return view(request, thing, **kwargs)

            return stepped

        return decorate

    return for_step
