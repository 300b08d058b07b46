from django.shortcuts import render
from django.urls import path

from mops_pilot.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401


def empty(request):
    """A logged-in page with the frame and nothing in it: the floor."""
    return render(request, "base.html")


urlpatterns = [*urlpatterns, path("pusta/", empty, name="empty")]
