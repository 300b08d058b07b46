from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/wzory/", views.clauses, name="clauses"),
    path("zarzadzenia/wzory/nowy/", views.clause_new, name="clause_new"),
    path("zarzadzenia/wzory/<int:pk>/", views.clause_change, name="clause_change"),
    path("zarzadzenia/wzory/<int:pk>/usun/", views.clause_remove, name="clause_remove"),
]
