from django.urls import path

from . import views

app_name = "jobs"
urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:pk>/stan/", views.state, name="state"),
    path("<int:pk>/plik/", views.download, name="download"),
    path("<int:pk>/przerwij/", views.stop, name="stop"),
    path("<int:pk>/jeszcze-raz/", views.again, name="again"),
]
