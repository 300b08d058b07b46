from django.urls import include, path

from .views import reading, steps

app_name = "opinions"
urlpatterns = [
    path("", reading.board, name="board"),
    path("rozpocznij/<int:pilot_pk>/<str:code>/", steps.begin, name="begin"),
    path("rozpocznij/<int:pilot_pk>/<str:code>/krok/<int:rank>/", steps.begin, name="begin_intermediate"),
    path("", include("apps.opinions.review.urls")),
    path("<int:pk>/", reading.opinion, name="opinion"),
    path("<int:pk>/pdf/", reading.pdf, name="pdf"),
    path("<int:pk>/", include("apps.opinions.writing.urls")),
    path("<int:pk>/", include("apps.opinions.claims.urls")),
    path("<int:pk>/", include("apps.opinions.contributions.urls")),
    path("<int:pk>/", include("apps.opinions.removing.urls")),
    path("<int:pk>/", include("apps.opinions.circulation.urls")),
    path("<int:pk>/", include("apps.opinions.voting.urls")),
    path("<int:pk>/wroc-do-pracy/", steps.take_back, name="take_back"),
    path("<int:pk>/poddaj-pod-glosowanie/", steps.put_to_vote, name="put_to_vote"),
    path("<int:pk>/glosowanie/", steps.vote, name="vote"),
    path("<int:pk>/glosowanie/zamknij/", steps.close_vote, name="close_vote"),
    path("<int:pk>/glosowanie/przerwij/", steps.withdraw_vote, name="withdraw_vote"),
    path("<int:pk>/zdanie-odrebne/", steps.dissent, name="dissent"),
    path("<int:pk>/potwierdz/", steps.confirm, name="confirm"),
    path("<int:pk>/przekaz-do-wrzos/", steps.hand_over, name="hand_over"),
]
