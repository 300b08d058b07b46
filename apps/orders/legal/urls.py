from django.urls import path

from . import views

urlpatterns = [path("zarzadzenia/<int:pk>/radca/", views.legal, name="legal")]
