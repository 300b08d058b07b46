from allauth.account import views as account
from django.urls import include, path, re_path

from apps.accounts.factors.urls import urlpatterns as factor_pages
from apps.core import appearance, entrance, views

handler400 = "apps.core.views.bad_request"
handler403 = "apps.core.views.permission_denied"
handler404 = "apps.core.views.page_not_found"
handler429 = "apps.core.limits.too_many"  # asked for by allauth
handler500 = "apps.core.views.server_error"

# Only what this installation uses of allauth: accounts come from invitations, addresses are changed by administrators.
account_pages = [
    path("zaloguj/", account.LoginView.as_view(form_class=entrance.LoginForm), name="account_login"),
    path("wyloguj/", account.logout, name="account_logout"),
    path("nieczynne/", account.account_inactive, name="account_inactive"),
    path(
        "potwierdz/",
        account.ReauthenticateView.as_view(form_class=entrance.ReauthenticateForm),
        name="account_reauthenticate",
    ),
    path(
        "haslo/",
        account.PasswordChangeView.as_view(form_class=entrance.ChangePasswordForm),
        name="account_change_password",
    ),
    path(
        "haslo/nowe/",
        account.PasswordResetView.as_view(form_class=entrance.ResetPasswordForm),
        name="account_reset_password",
    ),
    path("haslo/nowe/wyslane/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^haslo/nowe/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.PasswordResetFromKeyView.as_view(form_class=entrance.ResetPasswordKeyForm),
        name="account_reset_password_from_key",
    ),
    # allauth asks for this name when it writes to an address without an account; the page does not exist.
    path("zaloz/", views.no_such_page, name="account_signup"),
    path("haslo/zmienione/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

urlpatterns = [
    path("konto/", include([*account_pages, *factor_pages])),
    path("wyglad/", appearance.choose, name="appearance"),
    path("", include("apps.desk.urls")),
    path("", include("apps.accounts.urls")),
    path("pilotaze/", include("apps.projects.urls")),
    path("tabela-1/", include("apps.catalogue.urls")),
    path("organizacja/", include("apps.organisation.urls")),
    path("", include("apps.orders.urls")),
    path("zarzadzenia/", include("apps.acknowledgements.urls")),
    path("", include("apps.teams.urls")),
    path("", include("apps.publication.urls")),
    path("dokumenty-ekspertow/", include("apps.consultations.urls")),
    path("wdrazanie/pokrycie/", include("apps.reports.coverage.urls")),
    path("wdrazanie/", include("apps.implementation.urls")),
    path("opinie/", include("apps.opinions.urls")),
    path("posiedzenia/", include("apps.meetings.urls")),
    path("zestawienia/", include("apps.jobs.urls")),
    path("biblioteka/", include("apps.reports.urls")),
    path("rekomendacje/", include("apps.reports.recommendations.urls")),
    path("raporty/", include("apps.reports.national.urls")),
    path("teczki/", include("apps.reports.dossier.urls")),
]
