from django.urls import path

from . import views

app_name = "recommendations"
urlpatterns = [
    path("", views.register, name="register"),
    path("zestawienie/", views.export, name="export"),
    path("polacz/", views.merge, name="merge"),
    path("tematy/", views.theme_list, name="themes"),
    path("tematy/<int:pk>/", views.theme, name="theme"),
    path("tematy/<int:pk>/zmien/", views.theme_change, name="theme_change"),
    path("tematy/<int:pk>/rozwiaz/", views.theme_dissolve, name="theme_dissolve"),
    path("tematy/<int:pk>/zrodla/<int:source_pk>/", views.source_stance, name="source_stance"),
    path("tematy/<int:pk>/zrodla/<int:source_pk>/wylacz/", views.source_remove, name="source_remove"),
]
