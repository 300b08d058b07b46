from django.urls import path

from .views import answering, consolidating, listing, settling, tables, writing

OF_VERSION, OF_REMARK = "<int:pk>/wersje/<int:n>/", "<int:pk>/wersje/<int:n>/uwagi/<int:remark_pk>/"

urlpatterns = [
    path(f"{OF_VERSION}uwagi/", listing.remarks, name="remarks"),
    path(f"{OF_VERSION}uwagi/nowa/", writing.remark_new, name="remark_new"),
    path(f"{OF_VERSION}uwagi/zloz/", writing.remarks_submit, name="remarks_submit"),
    path(f"{OF_VERSION}uwagi/polacz/", consolidating.remarks_merge, name="remarks_merge"),
    path(f"{OF_VERSION}uwagi/zakoncz/<int:team_pk>/", consolidating.remarks_close_team, name="remarks_close_team"),
    path(f"{OF_VERSION}uwagi/zamknij/", consolidating.remarks_close, name="remarks_close"),
    path(f"{OF_VERSION}uwagi/<slug:what>.<slug:ending>", tables.remarks_table, name="remarks_table"),
    path("<int:pk>/uwagi/<slug:what>.<slug:ending>", tables.remarks_table_all, name="remarks_table_all"),
    path(OF_REMARK, listing.remark, name="remark"),
    path(f"{OF_REMARK}zmien/", writing.remark_edit, name="remark_edit"),
    path(f"{OF_REMARK}usun/", writing.remark_discard, name="remark_discard"),
    path(f"{OF_REMARK}wycofaj/", writing.remark_withdraw, name="remark_withdraw"),
    path(f"{OF_REMARK}rozlacz/", consolidating.remark_split, name="remark_split"),
    path(f"{OF_VERSION}odpowiedzi/", answering.answers, name="answers"),
    path(f"{OF_VERSION}odpowiedzi/uwzglednij/", answering.answers_accept, name="answers_accept"),
    path(f"{OF_VERSION}odpowiedzi/przekaz/", answering.answers_hand_over, name="answers_hand_over"),
    path(f"{OF_VERSION}odpowiedzi/<int:number>/", answering.answer, name="answer"),
    path(f"{OF_VERSION}zalatwienie/", settling.settlements, name="settlements"),
]
