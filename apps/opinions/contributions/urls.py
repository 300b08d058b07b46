from django.urls import path

from .views import agreeing, giving, merging

urlpatterns = [
    path("propozycje/", giving.contributions, name="contributions"),
    path("propozycje/otworz/", giving.round_open, name="round_open"),
    path("propozycje/termin/", giving.round_extend, name="round_extend"),
    path("propozycje/zamknij/", giving.round_close, name="round_close"),
    path("propozycje/zloz/", giving.submit, name="contributions_submit"),
    path("propozycje/nowa/<str:kind>/", giving.contribution_new, name="contribution_new"),
    path("propozycje/<int:contribution_pk>/", giving.contribution, name="contribution"),
    path("propozycje/<int:contribution_pk>/usun/", giving.contribution_remove, name="contribution_remove"),
    path("uzgadnianie/", agreeing.consolidation, name="consolidation"),
    path("uzgadnianie/polacz/", merging.merge, name="merge"),
    path("uzgadnianie/sprzecznosc/", agreeing.contradiction, name="contradiction"),
    path("uzgadnianie/sprzecznosc/<int:contradiction_pk>/cofnij/", agreeing.unmark, name="contradiction_unmark"),
    path("uzgadnianie/<int:contribution_pk>/stanowisko/", agreeing.stance, name="stance"),
    path("uzgadnianie/<int:contribution_pk>/odloz/", agreeing.set_aside, name="set_aside"),
    path("uzgadnianie/<int:contribution_pk>/przywroc/", agreeing.take_up, name="take_up"),
    path("uzgadnianie/<int:contribution_pk>/cofnij/", agreeing.undo_merge, name="undo_merge"),
]
