from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/", views.register, name="register"),
    path("zarzadzenia/rejestr.xlsx", views.register_xlsx, name="register_xlsx"),
    path("zarzadzenia/rejestr.pdf", views.register_pdf, name="register_pdf"),
]
