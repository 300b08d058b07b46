from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/nowe/powolanie-zespolu/", views.new, name="appointment_new"),
    path("zarzadzenia/<int:pk>/powolanie/", views.edit, name="appointment_edit"),
    path("zarzadzenia/<int:pk>/powolanie/usun/", views.discard, name="appointment_discard"),
]
