from django.urls import path

from . import views

urlpatterns = [
    path("<int:pk>/wersje/<int:n>/zatwierdzenie/", views.version_accept, name="version_accept"),
    path("<int:pk>/wersje/<int:n>/zarzadzenie/", views.version_introduce, name="version_introduce"),
    path("<int:pk>/wersje/<int:n>/przekazanie/", views.forward_new, name="forward_new"),
    path("<int:pk>/wersje/<int:n>/akt/", views.act_new, name="act_new"),
    path("projekt-zarzadzenia/<int:pk>/", views.order_open, name="order_open"),
    path("<int:pk>/z-projektu/", views.order_refresh, name="order_refresh"),
]
