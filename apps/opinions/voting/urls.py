"""Addresses around a vote, below an opinion's own."""

from django.urls import path, re_path

from . import views

urlpatterns = [
    path("glosowanie/popraw/", views.choose, name="mend"),
    re_path(
        r"^glosowanie/popraw/(?P<what>czesc|wpis|rekomendacja|rozwiazanie)/(?P<row_pk>\d{1,18})/$",
        views.mend,
        name="mend_text",
    ),
    path("zdanie-odrebne/szkic/", views.dissent_draft, name="dissent_draft"),
]
