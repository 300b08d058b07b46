from django.urls import path

from .views import assigning, commenting, history, presence, variant, writing

HERE = "czesci/<int:section_pk>/"

urlpatterns = [
    path("rozwiazanie-modelowe/", variant.variant, name="variant"),
    path(HERE, writing.section, name="section"),
    path(f"{HERE}niezapisany/", writing.unsaved, name="section_unsaved"),
    path(f"{HERE}niezapisany/odloz/", writing.unsaved_aside, name="section_unsaved_aside"),
    path(f"{HERE}obecnosc/", presence.here, name="section_here"),
    path(f"{HERE}historia/", history.history, name="section_history"),
    path(f"{HERE}historia/przywroc/", history.restore, name="section_restore"),
    path(f"{HERE}autorzy/", assigning.authors, name="section_authors"),
    path(f"{HERE}stan/", assigning.state, name="section_state"),
    path(f"{HERE}czytaj/", commenting.read, name="section_read"),
    path(f"{HERE}komentarze/<int:comment_pk>/", commenting.reply, name="comment_reply"),
    path(f"{HERE}komentarze/<int:comment_pk>/zalatw/", commenting.resolve, name="comment_resolve"),
]
