from django.urls import include, path

from . import views
from .intermediate import views as intermediate

app_name = "reports"
urlpatterns = [
    path("", views.library, name="library"),
    path("oryginaly/", views.library_zip, name="library_zip"),
    path("<int:pk>/", views.handed_over, name="handed_over"),
    path("<int:pk>/", include("apps.reports.reviewing.urls")),
    path("<int:pk>/", include("apps.reports.story.urls")),
    path("<int:pk>/wydania/<int:edition>/", views.handed_over_edition, name="handed_over_edition"),
    path("<int:pk>/wydania/<int:edition>/pdf/", views.handed_over_edition_pdf, name="handed_over_edition_pdf"),
    path("<int:pk>/pdf/", views.handed_over_pdf, name="handed_over_pdf"),
    path("<int:pk>/czastkowe/<str:code>/", intermediate.pdf, name="intermediate_pdf"),
    path("pilotaze/<int:pk>/", views.pilot, name="pilot"),
    path("pilotaze/<int:pk>/raport/", views.centre_report, name="centre_report"),
    path("pilotaze/<int:pk>/oryginaly/", views.pilot_zip, name="pilot_zip"),
]
