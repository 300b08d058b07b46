from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/<int:pk>/tekst-ujednolicony/", views.consolidated, name="consolidated"),
    path("zarzadzenia/<int:pk>/tekst-ujednolicony/pdf/", views.consolidated_pdf, name="consolidated_pdf"),
    path("zarzadzenia/<int:pk>/porownanie/", views.compared, name="compared"),
]
