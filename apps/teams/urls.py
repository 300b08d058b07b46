from django.urls import path

from . import views
from .appointment import urls as appointment

app_name = "teams"
urlpatterns = [
    *appointment.urlpatterns,
    path("zespoly/", views.teams, name="teams"),
    path("zespoly/<int:pk>/", views.team, name="team"),
    path("dokumenty-ekspertow/", views.expert_documents, name="expert_documents"),
]
