from django.urls import path

from . import views

app_name = "projects"
urlpatterns = [
    path("", views.pilots, name="pilots"),
    path("nowy/", views.pilot_new, name="pilot_new"),
    path("<int:pk>/", views.pilot, name="pilot"),
    path("<int:pk>/zmien/", views.pilot_change, name="pilot_change"),
]
