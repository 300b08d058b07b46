from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/akty-zewnetrzne/", views.acts, name="external_acts"),
    path("zarzadzenia/akty-zewnetrzne/nowy/", views.act_new, name="external_act_new"),
    path("zarzadzenia/akty-zewnetrzne/<int:pk>/", views.act, name="external_act"),
    path("zarzadzenia/akty-zewnetrzne/<int:pk>/pdf/", views.act_pdf, name="external_act_pdf"),
    path("zarzadzenia/akty-zewnetrzne/<int:pk>/zmien/", views.act_change, name="external_act_change"),
]
