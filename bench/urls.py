from django.core.cache import caches
from django.shortcuts import render
from django.urls import path

from apps.desk.views import home
from mops_pilot.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401


def empty(request):
    """A logged-in page with the frame and nothing in it: the floor."""
    return render(request, "base.html")


def home_anew(request):
    """Moje sprawy as the first one to look after a change in the centre gets them: nothing is remembered."""
    caches["memory"].clear()
    return home(request)


urlpatterns = [*urlpatterns, path("pusta/", empty, name="empty"), path("od-nowa/", home_anew, name="home_anew")]
