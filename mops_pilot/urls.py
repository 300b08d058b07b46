from django.urls import include, path

urlpatterns = [
    path("konto/", include("allauth.account.urls")),
    path("", include("apps.desk.urls")),
    path("", include("apps.accounts.urls")),
    path("pilotaze/", include("apps.projects.urls")),
    path("tabela-1/", include("apps.catalogue.urls")),
    path("", include("apps.orders.urls")),
    path("", include("apps.teams.urls")),
    path("opinie/", include("apps.opinions.urls")),
    path("biblioteka/", include("apps.reports.urls")),
]
