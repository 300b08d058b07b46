from django.urls import path

from . import views

urlpatterns = [
    path("plusy-i-minusy/", views.findings, name="findings"),
    path("plusy-i-minusy/<int:finding_pk>/", views.finding, name="finding"),
    path("plusy-i-minusy/<int:finding_pk>/usun/", views.finding_remove, name="finding_remove"),
    path("plusy-i-minusy/<int:finding_pk>/przesun/", views.finding_move, name="finding_move"),
    path("rekomendacje/", views.recommendations, name="recommendations"),
    path("rekomendacje/nowa/<str:kind>/", views.recommendation_new, name="recommendation_new"),
    path("rekomendacje/<int:recommendation_pk>/", views.recommendation, name="recommendation"),
    path(
        "rekomendacje/<int:recommendation_pk>/usun/",
        views.recommendation_remove,
        name="recommendation_remove",
    ),
    path(
        "rekomendacje/<int:recommendation_pk>/przesun/",
        views.recommendation_move,
        name="recommendation_move",
    ),
]
