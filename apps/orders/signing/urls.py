from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/<int:pk>/podpis/", views.sign, name="sign"),
    path("zarzadzenia/<int:pk>/podpis/<int:copy_pk>/", views.signed_copy, name="signed_copy"),
    path("zarzadzenia/<int:pk>/podpis/<int:copy_pk>/plik/", views.signed_file, name="signed_file"),
]
