from django.urls import include, path

from . import views

app_name = "catalogue"
urlpatterns = [
    path("", views.table, name="table"),
    path("wersje/", views.versions, name="versions"),
    path("narzedzia/", include("apps.catalogue.tools.urls")),
    path("<int:number>/", views.table, name="table"),
    path("<int:number>/nowa-wersja/", views.version_new, name="version_new"),
    path("<int:number>/opublikuj/", views.publish, name="publish"),
    path("<int:number>/zmien/<str:what>/<int:pk>/", views.row_change, name="row_change"),
    path("<int:number>/<str:code>/", views.product, name="product"),
]
