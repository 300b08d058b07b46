from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from . import verification
from .forms import CodeForm
from .matters import matters_of


@require_safe
def home(request):
    return render(request, "desk/home/show.html", {"matters": matters_of(request.user)})


@login_not_required
@require_safe
def verify_form(request):
    form = CodeForm(request.GET if "kod" in request.GET else None)
    if form.is_valid():
        return HttpResponseRedirect(reverse("desk:verify", args=[form.cleaned_data["kod"]]))
    return render(request, "desk/verification/form.html", {"form": form})


@login_not_required
@require_safe
def verify(request, code):
    """Public: what a stranger with a printed document may learn. No names of people."""
    told = verification.told_about(code)
    if told is None:
        return render(request, "desk/verification/unknown.html", {"form": CodeForm(), "code": code[:40]}, status=404)
    return render(request, "desk/verification/show.html", {"told": told})
