from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.core import rescue
from apps.core.errors import DomainError

from .. import actions, rules
from ..forms import CommentForm, ReplyForm
from ..reading import threads
from .common import context_of, for_workers, of_section, refuse, to


@of_section
def read(request, section):
    """The section as it reads, with comments beside it. The team writes them; the rest of the centre reads."""
    reason = rules.may_work(request.user, section)
    if request.method == "POST" and reason:
        return refuse(request, section, reason)
    form = CommentForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            made = actions.add_comment(
                section, said["body"], quote=said["quote"], before=said["before"], by=request.user
            )
        except DomainError as refusal:
            form.add_error("quote" if said["quote"] else "body", str(refusal))
        else:
            return _to_comment(section, made)
    text, found = threads(section)
    context = context_of(section, text=text, threads=found, form=form, can_comment=not reason)
    return render(request, "opinions/section/read.html", context)


@for_workers
def reply(request, section, comment_pk):
    comment = get_object_or_404(section.comments.select_related("written_by__person"), pk=comment_pk, parent=None)
    form = ReplyForm(rescue.typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.reply_to_comment(comment, form.cleaned_data["body"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return _to_comment(section, comment)
    replies = comment.replies.select_related("written_by__person")
    context = context_of(section, comment=comment, replies=replies, form=form)
    return render(request, "opinions/section/reply.html", context)


@require_POST
@for_workers
def resolve(request, section, comment_pk):
    comment = get_object_or_404(section.comments, pk=comment_pk, parent=None)
    act = actions.reopen_comment if request.POST.get("przywroc") else actions.resolve_comment
    try:
        act(comment, by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return to("read", section)
    return _to_comment(section, comment)


def _to_comment(section, comment):
    url = reverse("opinions:section_read", args=[section.opinion_id, section.pk])
    return redirect(f"{url}#k{comment.pk}")
