from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.core.forms import typed_day

from .. import actions, reading, rules
from ..forms import KeyPostForm


def asked_day(request):
    """The day of `?dzien=`; today when it is none."""
    return typed_day(request.GET.get("dzien", "")) or clock.today()


@require_safe
def structure(request):
    door(rules.may_see_structure(request.user))
    centre = request.user.centre
    context = {
        "structure": reading.structure_on(centre, asked_day(request)),
        "today": clock.today(),
        "days": reading.days_of_change(centre),
        "may_keep": rules.may_keep_structure(request.user, centre),
    }
    return render(request, "organisation/structure/show.html", context)


def key_posts(request):
    centre, may_keep = request.user.centre, rules.may_keep_structure(request.user, request.user.centre)
    door(rules.may_see_structure(request.user) and (may_keep or request.method != "POST"))
    form = KeyPostForm(rescue.typed(request))
    if done(request, form, lambda data: actions.add_key_post(centre, data["name"], by=request.user)):
        messages.success(request, "Dopisano stanowisko kluczowe.")
        return redirect("organisation:key_posts")
    context = {"posts": rules.key_posts(centre), "form": form, "may_keep": may_keep}
    return render(request, "organisation/key_post/list.html", context)


@require_POST
def key_post_withdraw(request, pk):
    door(rules.may_keep_structure(request.user, request.user.centre))
    post = get_object_or_404(request.user.centre.key_posts, pk=pk)
    tried(request, "Wycofano stanowisko kluczowe.", actions.withdraw_key_post, post)
    return redirect("organisation:key_posts")
