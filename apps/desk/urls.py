from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("sprawdz/", views.verify_form, name="verify_form"),
    path("sprawdz/<str:code>/", views.verify, name="verify"),
]
