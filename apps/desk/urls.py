from django.urls import path

from . import order_check, views
from .journal import views as journal
from .reminders import views as reminders
from .search import views as searching

app_name = "desk"
urlpatterns = [
    path("", views.home, name="home"),
    path("zarzadzenia/<int:pk>/sprawdz/", order_check.order_check, name="order_check"),
    path("dziennik/", journal.journal, name="journal"),
    path("dziennik/dziennik.xlsx", journal.journal_xlsx, name="journal_xlsx"),
    path("szukaj/", searching.search, name="search"),
    path("przypomnienia/", reminders.reminders, name="reminders"),
    path("przypomnienia/kalendarz/", reminders.calendar_open, name="calendar_open"),
    path("przypomnienia/kalendarz/wylacz/", reminders.calendar_close, name="calendar_close"),
    path("kalendarz/<str:key>.ics", reminders.calendar, name="calendar"),
    path("sprawdz/", views.verify_form, name="verify_form"),
    path("sprawdz/<str:code>/", views.verify, name="verify"),
]
