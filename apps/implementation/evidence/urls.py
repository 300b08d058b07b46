from django.urls import path

from . import views

urlpatterns = [
    path("", views.register, name="register"),
    path("arkusz/", views.register_xlsx, name="register_xlsx"),
    path("nowy/<int:pilot_pk>/<str:kind>/", views.evidence_new, name="evidence_new"),
    path("<int:pk>/", views.evidence, name="evidence"),
    path("<int:pk>/nastepna-wersja/", views.evidence_replace, name="evidence_replace"),
    path("<int:pk>/wycofaj/", views.evidence_withdraw, name="evidence_withdraw"),
    path("<int:pk>/zadania/", views.evidence_tasks, name="evidence_tasks"),
    path("<int:pk>/wersje/<int:version>/", views.evidence_file, name="evidence_file"),
]
