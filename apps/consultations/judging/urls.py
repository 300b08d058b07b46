from django.urls import path

from .views import after, history, reading, voting, writing

urlpatterns = [
    path("<int:pk>/wersje/<int:n>/opinia/<int:team_pk>/", writing.begin, name="opinion_begin"),
    path("opinie/<int:pk>/", reading.opinion, name="opinion"),
    path("opinie/<int:pk>/pdf/", reading.pdf, name="opinion_pdf"),
    path("opinie/<int:pk>/pisz/", writing.edit, name="opinion_edit"),
    path("opinie/<int:pk>/niezapisany/", writing.unsaved, name="opinion_unsaved"),
    path("opinie/<int:pk>/niezapisany/odloz/", writing.unsaved_aside, name="opinion_unsaved_aside"),
    path("opinie/<int:pk>/historia/", history.history, name="opinion_history"),
    path("opinie/<int:pk>/historia/przywroc/", history.restore, name="opinion_restore"),
    path("opinie/<int:pk>/poddaj-pod-glosowanie/", voting.put_to_vote, name="opinion_put_to_vote"),
    path("opinie/<int:pk>/glosowanie/", voting.vote, name="opinion_vote"),
    path("opinie/<int:pk>/glosowanie/zamknij/", voting.close_vote, name="opinion_close_vote"),
    path("opinie/<int:pk>/glosowanie/przerwij/", voting.withdraw_vote, name="opinion_withdraw_vote"),
    path("opinie/<int:pk>/zdanie-odrebne/", after.dissent, name="opinion_dissent"),
    path("opinie/<int:pk>/zdanie-odrebne/szkic/", after.dissent_draft, name="opinion_dissent_draft"),
    path("opinie/<int:pk>/potwierdz/", after.confirm, name="opinion_confirm"),
]
