from django.urls import path

from .views import attachments, concepts, history, information, topics, writing

TOPIC = "<int:pk>/zagadnienia/<int:number>/"
CONCEPT = f"{TOPIC}koncepcje/<int:team_pk>/"

urlpatterns = [
    path("<int:pk>/zagadnienia/nowe/", topics.topic_new, name="topic_new"),
    path(TOPIC, topics.topic, name="topic"),
    path(f"{TOPIC}zmien/", topics.topic_edit, name="topic_edit"),
    path(f"{TOPIC}wycofaj/", topics.topic_withdraw, name="topic_withdraw"),
    path(CONCEPT, concepts.concept, name="concept"),
    path(f"{CONCEPT}zacznij/", concepts.concept_begin, name="concept_begin"),
    path(f"{CONCEPT}pisz/", writing.concept_write, name="concept_write"),
    path(f"{CONCEPT}obecnosc/", writing.concept_here, name="concept_here"),
    path(f"{CONCEPT}niezapisane/", writing.concept_unsaved, name="concept_unsaved"),
    path(f"{CONCEPT}niezapisane/odloz/", writing.concept_unsaved_aside, name="concept_unsaved_aside"),
    path(f"{CONCEPT}historia/", history.concept_history, name="concept_history"),
    path(f"{CONCEPT}historia/przywroc/", history.concept_restore, name="concept_restore"),
    path(f"{CONCEPT}pliki/", attachments.concept_enclose, name="concept_enclose"),
    path(f"{CONCEPT}pliki/<int:file_pk>/usun/", attachments.concept_take_out, name="concept_take_out"),
    path(f"{CONCEPT}przekaz/", concepts.concept_hand_over, name="concept_hand_over"),
    path(f"{CONCEPT}zwroc/", concepts.concept_return, name="concept_return"),
    path(f"{CONCEPT}przyjmij/", concepts.concept_take, name="concept_take"),
    path("<int:pk>/informacje/nowa/", information.information_new, name="information_new"),
    path("<int:pk>/informacje/<int:information_pk>/", information.information, name="information"),
    path("<int:pk>/pliki/<int:file_pk>/", attachments.attachment, name="attachment"),
]
