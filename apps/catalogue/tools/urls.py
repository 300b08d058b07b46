from django.urls import path

from . import views

urlpatterns = [
    path("", views.tools, name="tools"),
    path("nowe/", views.tool_new, name="tool_new"),
    path("<int:pk>/zmien/", views.tool_change, name="tool_change"),
    path("<int:pk>/wycofaj/", views.tool_withdraw, name="tool_withdraw"),
    path("<int:pk>/przywroc/", views.tool_restore, name="tool_restore"),
]
