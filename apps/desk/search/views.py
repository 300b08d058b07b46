from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.doors import door

from . import reading

LONGEST = 100


@require_safe
def search(request):
    """In the person's own centre; WRZOS searches in the library and in the register of recommendations."""
    door(bool(request.user.centre_id))
    words = " ".join(request.GET.get("szukaj", "").split())[:LONGEST]
    context = {"words": words, "groups": reading.found(request.user, words), "shortest": reading.SHORTEST}
    return render(request, "desk/search/show.html", context)
