"""What views share: a page exists only for whom it is meant, and a refusal is told where the person looks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest

from apps.core.errors import DomainError


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
