from django.urls import path

from .views import history, pages, sending, starting, writing

OF_VERSION = "<int:pk>/wersje/<int:n>/"

urlpatterns = [
    path("<int:pk>/wersje/nowa/", starting.version_new, name="version_new"),
    path("<int:pk>/wersje/porownaj/", pages.version_compare, name="version_compare"),
    path(OF_VERSION, pages.version, name="version"),
    path(f"{OF_VERSION}plik/", pages.version_file, name="version_file"),
    path(f"{OF_VERSION}inny-plik/", starting.version_replace, name="version_replace"),
    path(f"{OF_VERSION}tekst/", writing.version_text, name="version_text"),
    path(f"{OF_VERSION}tekst/niezapisany/", writing.version_unsaved, name="version_unsaved"),
    path(f"{OF_VERSION}tekst/niezapisany/odloz/", writing.version_unsaved_aside, name="version_unsaved_aside"),
    path(f"{OF_VERSION}tekst/tutaj/", writing.version_here, name="version_here"),
    path(f"{OF_VERSION}historia/", history.version_history, name="version_history"),
    path(f"{OF_VERSION}historia/przywroc/", history.version_restore, name="version_restore"),
    path(f"{OF_VERSION}przekaz/", sending.version_send, name="version_send"),
    path(f"{OF_VERSION}usun/", pages.version_discard, name="version_discard"),
    path(f"{OF_VERSION}wycofaj/", pages.version_withdraw, name="version_withdraw"),
    path(f"{OF_VERSION}termin/", pages.deadline_extend, name="deadline_extend"),
]
