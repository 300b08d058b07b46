from django.urls import path

from . import views

app_name = "acknowledgements"
urlpatterns = [
    path("<int:pk>/zapoznaj-sie/", views.read, name="read"),
    path("<int:pk>/zapoznanie/", views.readers, name="readers"),
    path("<int:pk>/zapoznanie/prosba/", views.ask, name="ask"),
    path("<int:pk>/zapoznanie/przypomnienie/", views.remind, name="remind"),
    path("<int:pk>/zapoznanie/podpisy/", views.signatures, name="signatures"),
    path("<int:pk>/zapoznanie/lista/", views.signature_list, name="list"),
]
