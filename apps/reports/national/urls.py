from django.urls import path

from . import views

app_name = "national"
urlpatterns = [
    path("", views.reports, name="reports"),
    path("zrob/", views.make, name="make"),
]
