from django.urls import include, path

from . import views

app_name = "implementation"
urlpatterns = [
    path("", views.board, name="board"),
    path("arkusz/", views.board_xlsx, name="board_xlsx"),
    path("dowody/", include("apps.implementation.evidence.urls")),
    path("pilotaz/<int:pilot_pk>/etapy/", views.phases, name="phases"),
    path("pilotaz/<int:pilot_pk>/rozdziel/", views.share, name="share"),
    path("pilotaz/<int:pilot_pk>/zadania/<int:step_pk>/", views.task, name="task"),
    path("pilotaz/<int:pilot_pk>/zadania/<int:step_pk>/plan/", views.task_plan, name="task_plan"),
    path("pilotaz/<int:pilot_pk>/zadania/<int:step_pk>/notatki/", views.task_notes, name="task_notes"),
    path("pilotaz/<int:pilot_pk>/zadania/<int:step_pk>/dowody/", views.task_evidence, name="task_evidence"),
    path("pilotaz/<int:pilot_pk>/zadania/<int:step_pk>/wykonane/", views.task_finish, name="task_finish"),
    path("pilotaz/<int:pilot_pk>/zadania/<int:step_pk>/stan/", views.task_move, name="task_move"),
]
