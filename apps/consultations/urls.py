from django.urls import include, path

app_name = "consultations"

urlpatterns = [
    path("", include("apps.consultations.commissions.urls")),
    path("", include("apps.consultations.topics.urls")),
    path("", include("apps.consultations.versions.urls")),
    path("", include("apps.consultations.remarks.urls")),
    path("", include("apps.consultations.judging.urls")),
    path("", include("apps.consultations.outcome.urls")),
]
