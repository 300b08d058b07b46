from django.urls import path

from .views import approving, holding, planning, recording

app_name = "meetings"
urlpatterns = [
    path("", planning.meetings, name="meetings"),
    path("nowe/<int:team_pk>/", planning.new, name="new"),
    path("<int:pk>/", approving.meeting, name="meeting"),
    path("<int:pk>/zmien/", planning.edit, name="edit"),
    path("<int:pk>/zwolaj/", planning.call, name="call"),
    path("<int:pk>/odwolaj/", planning.cancel, name="cancel"),
    path("<int:pk>/punkty/nowy/", planning.item_new, name="item_new"),
    path("<int:pk>/punkty/<int:item_pk>/zmien/", planning.item_edit, name="item_edit"),
    path("<int:pk>/punkty/<int:item_pk>/przesun/", planning.item_move, name="item_move"),
    path("<int:pk>/punkty/<int:item_pk>/usun/", planning.item_remove, name="item_remove"),
    path("<int:pk>/punkty/<int:item_pk>/przebieg/", recording.item_record, name="item_record"),
    path("<int:pk>/punkty/<int:item_pk>/ustalenia/nowe/", recording.decision_new, name="decision_new"),
    path("<int:pk>/ustalenia/<int:decision_pk>/", recording.decision_edit, name="decision_edit"),
    path("<int:pk>/ustalenia/<int:decision_pk>/usun/", recording.decision_remove, name="decision_remove"),
    path("<int:pk>/ustalenia/<int:decision_pk>/wykonane/", recording.decision_done, name="decision_done"),
    path("<int:pk>/otworz/", holding.open_, name="open"),
    path("<int:pk>/obecnosc/", holding.presence, name="presence"),
    path("<int:pk>/zaproszeni/nowy/", holding.guest_new, name="guest_new"),
    path("<int:pk>/zaproszeni/<int:guest_pk>/usun/", holding.guest_remove, name="guest_remove"),
    path("<int:pk>/zakoncz/", holding.close, name="close"),
    path("<int:pk>/do-uwag/", approving.circulate, name="circulate"),
    path("<int:pk>/uwagi/nowa/", approving.remark_new, name="remark_new"),
    path("<int:pk>/uwagi/<int:remark_pk>/", approving.remark_answer, name="remark_answer"),
    path("<int:pk>/zatwierdz/", approving.approve, name="approve"),
    path("<int:pk>/protokol/", approving.minutes_pdf, name="pdf"),
]
