from django.urls import path

from .views import positions, structure, units

app_name = "organisation"
urlpatterns = [
    path("", structure.structure, name="structure"),
    path("struktura.pdf", structure.structure_pdf, name="structure_pdf"),
    path("komorki/nowa/", units.unit_new, name="unit_new"),
    path("komorki/<int:pk>/", units.unit, name="unit"),
    path("komorki/<int:pk>/zmien/", units.unit_change, name="unit_change"),
    path("komorki/<int:pk>/zamknij/", units.unit_close, name="unit_close"),
    path("stanowiska/nowe/", positions.position_new, name="position_new"),
    path("stanowiska/<int:pk>/", positions.position, name="position"),
    path("stanowiska/<int:pk>/zmien/", positions.position_change, name="position_change"),
    path("stanowiska/<int:pk>/zamknij/", positions.position_close, name="position_close"),
    path("stanowiska-kluczowe/", structure.key_posts, name="key_posts"),
    path("stanowiska-kluczowe/<int:pk>/wycofaj/", structure.key_post_withdraw, name="key_post_withdraw"),
]
