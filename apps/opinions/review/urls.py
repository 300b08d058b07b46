from django.urls import path

from . import views

urlpatterns = [
    path("przekaz-do-wrzos/", views.hand_over_set, name="hand_over_set"),
    path("<int:pk>/uwagi-wrzos/", views.remarks, name="review_remarks"),
    path("<int:pk>/uwagi-wrzos/<int:remark_pk>/", views.answer, name="review_answer"),
    path("<int:pk>/nowe-wydanie/", views.resume, name="resume"),
]
