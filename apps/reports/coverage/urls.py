from django.urls import path

from . import views

app_name = "coverage"
urlpatterns = [
    path("", views.coverage, name="board"),
    path("xlsx/", views.coverage_xlsx, name="xlsx"),
    path("pdf/", views.coverage_pdf, name="pdf"),
]
