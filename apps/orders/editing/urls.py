from django.urls import path

from . import views

urlpatterns = [path("zarzadzenia/tresc/odczytaj/", views.read, name="units_read")]
