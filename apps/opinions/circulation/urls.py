"""Addresses of uzgodnienia, below an opinion's own."""

from django.urls import path

from . import views

urlpatterns = [
    path("przekaz-do-uzgodnien/", views.circulate, name="circulate"),
    path("uzgodnienia/", views.remarks, name="remarks"),
    path("uzgodnienia/ponownie/", views.again, name="circulate_again"),
    path("uzgodnienia/przedluz/", views.extend, name="circulation_extend"),
    path("uzgodnienia/nowa-uwaga/", views.remark_new, name="remark_new"),
    path("uzgodnienia/uwagi/<int:remark_pk>/", views.remark, name="remark"),
    path("uzgodnienia/uwagi/<int:remark_pk>/wycofaj/", views.remark_withdraw, name="remark_withdraw"),
    path("uzgodnienia/<int:circulation_pk>/zestawienie.pdf", views.table_pdf, name="remarks_pdf"),
    path("uzgodnienia/<int:circulation_pk>/zestawienie.xlsx", views.table_xlsx, name="remarks_xlsx"),
]
