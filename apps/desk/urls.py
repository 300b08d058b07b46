from django.urls import path

from . import order_check, views

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("zarzadzenia/<int:pk>/sprawdz/", order_check.order_check, name="order_check"),
    path("sprawdz/", views.verify_form, name="verify_form"),
    path("sprawdz/<str:code>/", views.verify, name="verify"),
]
