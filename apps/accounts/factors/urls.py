"""Pages of two-step log-in, under the names that allauth asks for."""

from allauth.mfa.base import views as base
from django.urls import path

from . import views

urlpatterns = [
    path("logowanie-dwuetapowe/", views.Index.as_view(), name="mfa_index"),
    path("logowanie-dwuetapowe/wlacz/", views.Activate.as_view(), name="mfa_activate_totp"),
    path("logowanie-dwuetapowe/wylacz/", views.Deactivate.as_view(), name="mfa_deactivate_totp"),
    path("logowanie-dwuetapowe/kody/", views.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("logowanie-dwuetapowe/kody/nowe/", views.CodesNew.as_view(), name="mfa_generate_recovery_codes"),
    path("logowanie-dwuetapowe/kody/plik/", views.CodesFile.as_view(), name="mfa_download_recovery_codes"),
    path("zaloguj/kod/", base.authenticate, name="mfa_authenticate"),
    path("potwierdz/kod/", base.reauthenticate, name="mfa_reauthenticate"),
]
