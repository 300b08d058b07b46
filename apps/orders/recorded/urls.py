from django.urls import path

from . import views

urlpatterns = [
    path("zarzadzenia/nowe/sprzed-programu/", views.new, name="recorded_new"),
    path("zarzadzenia/<int:pk>/uniewaznij-wpis/", views.strike, name="entry_strike"),
]
