from django.urls import path

from .views import citing, lists

urlpatterns = [
    path("plusy-i-minusy/", lists.findings, name="findings"),
    path("plusy-i-minusy/<int:finding_pk>/", lists.finding, name="finding"),
    path("plusy-i-minusy/<int:finding_pk>/usun/", lists.finding_remove, name="finding_remove"),
    path("plusy-i-minusy/<int:finding_pk>/przesun/", lists.finding_move, name="finding_move"),
    path("plusy-i-minusy/<int:finding_pk>/dowody/", citing.finding, name="finding_cite"),
    path("rekomendacje/<int:recommendation_pk>/dowody/", citing.recommendation, name="recommendation_cite"),
    path("czesci/<int:section_pk>/dowody/", citing.section, name="section_cite"),
    path("dowody/<int:citation_pk>/usun/", citing.uncite, name="uncite"),
    path("rekomendacje/", lists.recommendations, name="recommendations"),
    path("rekomendacje/nowa/<str:kind>/", lists.recommendation_new, name="recommendation_new"),
    path("rekomendacje/<int:recommendation_pk>/", lists.recommendation, name="recommendation"),
    path(
        "rekomendacje/<int:recommendation_pk>/usun/",
        lists.recommendation_remove,
        name="recommendation_remove",
    ),
    path(
        "rekomendacje/<int:recommendation_pk>/przesun/",
        lists.recommendation_move,
        name="recommendation_move",
    ),
]
