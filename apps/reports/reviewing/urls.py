from django.urls import path

from . import views

urlpatterns = [
    path("uwagi/nowa/", views.remark_new, name="remark_new"),
    path("uwagi/<int:remark_pk>/", views.remark, name="remark"),
    path("uwagi/<int:remark_pk>/usun/", views.remark_remove, name="remark_remove"),
    path("uwagi/usuniete/<int:removal_pk>/przywroc/", views.remark_restore, name="remark_restore"),
    path("przyjmij/", views.accept, name="accept"),
    path("zwroc/", views.return_, name="return"),
]
