from django.urls import path

from .factors import views as factors
from .sessions.views import sessions
from .views import centres, invitations, people, reviewers

app_name = "accounts"
urlpatterns = [
    path("osoby/", people.people, name="people"),
    path("osoby/osoby.xlsx", people.people_xlsx, name="people_xlsx"),
    path("osoby/nowa/", people.person_new, name="person_new"),
    path("osoby/<int:pk>/", people.person, name="person"),
    path("osoby/<int:pk>/zmien/", people.person_change, name="person_change"),
    path("osoby/<int:pk>/role/", people.person_roles, name="person_roles"),
    path("osoby/<int:pk>/zaproszenie/", people.person_invite, name="person_invite"),
    path("osoby/<int:pk>/odejscie/", people.person_withdraw, name="person_withdraw"),
    path("osoby/<int:pk>/powrot/", people.person_return, name="person_return"),
    path("osoby/<int:pk>/adres/", people.account_email, name="account_email"),
    path("osoby/<int:pk>/wylacz/", people.account_disable, name="account_disable"),
    path("osoby/<int:pk>/wlacz/", people.account_enable, name="account_enable"),
    path("konto/sesje/", sessions, name="sessions"),
    path("konta/<int:pk>/logowanie-dwuetapowe/", factors.remove, name="second_factor_remove"),
    path("osrodek/", centres.own_centre, name="own_centre"),
    path("osrodki/", centres.centres, name="centres"),
    path("osrodki/nowy/", centres.centre_new, name="centre_new"),
    path("osrodki/<int:pk>/", centres.centre, name="centre"),
    path("osrodki/<int:pk>/administrator/", centres.administrator_new, name="administrator_new"),
    path(
        "osrodki/<int:pk>/administrator/<int:account>/zaproszenie/",
        centres.administrator_invite,
        name="administrator_invite",
    ),
    path("recenzenci/", reviewers.reviewers, name="reviewers"),
    path("recenzenci/zaproszenie/", reviewers.reviewer_new, name="reviewer_new"),
    path("recenzenci/<int:pk>/zaproszenie/", reviewers.reviewer_invite, name="reviewer_invite"),
    path("recenzenci/<int:pk>/wylacz/", reviewers.reviewer_disable, name="reviewer_disable"),
    path("recenzenci/<int:pk>/wlacz/", reviewers.reviewer_enable, name="reviewer_enable"),
    path("zaproszenie/<str:token>/", invitations.invitation, name="invitation"),
]
