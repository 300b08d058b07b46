from django.urls import path

from . import views
from .appointment import urls as appointment
from .composition import urls as composition
from .dissolution import urls as dissolution

app_name = "teams"
urlpatterns = [
    *appointment.urlpatterns,
    *composition.urlpatterns,
    *dissolution.urlpatterns,
    path("zespoly/", views.teams, name="teams"),
    path("zespoly/sklady.xlsx", views.teams_xlsx, name="teams_xlsx"),
    path("zespoly/<int:pk>/", views.team, name="team"),
    path("zespoly/<int:pk>/lista-obecnosci/", views.attendance, name="attendance"),
]
