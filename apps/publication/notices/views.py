"""What a centre tells about the program itself. Public, since it is for those who cannot get in as well."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done, door
from apps.accounts.rules import may_change_centre
from apps.core import rescue

from ..models import CentreNotice
from . import actions
from .forms import NoticeForm


@login_not_required
@require_safe
def accessibility_all(request):
    return _choice(request, "publication:accessibility", "Deklaracja dostępności")


@login_not_required
@require_safe
def privacy_all(request):
    return _choice(request, "publication:privacy", "Dane osobowe")


def _choice(request, name, title):
    """Whoever is logged in goes to the own centre's; others choose a centre that has announced it."""
    own = request.user.centre if request.user.is_authenticated else None
    notices = CentreNotice.objects.select_related("centre").order_by("centre__short_name")
    if own and notices.filter(centre=own).exists():
        return redirect(name, own.slug)
    context = {"notices": notices, "page_name": name, "title": title, "own": own}
    context["may_announce"] = own is not None and may_change_centre(request.user, own)
    return render(request, "publication/notices/list.html", context)


@login_not_required
@require_safe
def accessibility(request, slug):
    context = {"notice": _notice(slug), "address": settings.BASE_URL}
    return render(request, "publication/notices/accessibility.html", context)


@login_not_required
@require_safe
def privacy(request, slug):
    return render(request, "publication/notices/privacy.html", {"notice": _notice(slug)})


def announce(request):
    centre = request.user.centre
    door(centre is not None and may_change_centre(request.user, centre))
    form = NoticeForm(rescue.typed(request), instance=CentreNotice.objects.filter(centre=centre).first())
    if done(request, form, lambda data: actions.announce(centre, data, by=request.user)):
        messages.success(request, "Ogłoszono. Sprawdź, jak to wygląda.")
        return redirect("publication:accessibility", centre.slug)
    return render(request, "publication/notices/edit.html", {"form": form, "centre": centre})


def _notice(slug):
    return get_object_or_404(CentreNotice.objects.select_related("centre"), centre__slug=slug)
