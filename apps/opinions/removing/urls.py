from django.urls import path

from . import views

urlpatterns = [
    path("usuniete/<int:removal_pk>/przywroc/", views.restore, name="restore"),
]
