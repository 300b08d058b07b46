from django.urls import path

from . import views

urlpatterns = [
    path("zatrudnienie/", views.staffing, name="staffing"),
    path("zatrudnienie/zestawienie.pdf", views.staffing_pdf, name="staffing_pdf"),
    path("zatrudnienie/zestawienie.xlsx", views.staffing_xlsx, name="staffing_xlsx"),
    path("zatrudnienie/pracownicy-socjalni/", views.staffing_counted, name="staffing_counted"),
    path("zatrudnienie/wielkosci/nowa/", views.measure_new, name="measure_new"),
    path("zatrudnienie/wielkosci/<int:pk>/", views.measure, name="measure"),
    path("zatrudnienie/wielkosci/<int:pk>/wartosc/", views.measure_value, name="measure_value"),
    path(
        "zatrudnienie/wielkosci/<int:pk>/zapisy/<int:term_pk>/wycofaj/",
        views.measure_take_back,
        name="measure_take_back",
    ),
    path("zatrudnienie/wskazniki/<int:pk>/", views.indicator, name="indicator"),
    path("zatrudnienie/wskazniki/<int:pk>/zmien/", views.indicator_change, name="indicator_change"),
    path("zatrudnienie/wskazniki/<int:pk>/zakoncz/", views.indicator_end, name="indicator_end"),
    path(
        "zatrudnienie/wskazniki/<int:pk>/zapisy/<int:term_pk>/wycofaj/",
        views.indicator_take_back,
        name="indicator_take_back",
    ),
]
