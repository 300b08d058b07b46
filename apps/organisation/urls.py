from django.urls import include, path

from .importing import views as importing
from .views import employees, hiring, positions, structure, units

app_name = "organisation"
urlpatterns = [
    path("", include("apps.organisation.duties.urls")),
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
    path("stanowiska/<int:pk>/osoby/", employees.employment_new, name="employment_new"),
    path("stanowiska/<int:pk>/osoby/<int:person_pk>/zakoncz/", employees.employment_end, name="employment_end"),
    path("pracownicy/", employees.employees, name="employees"),
    path("pracownicy/nowy/", hiring.employee_new, name="employee_new"),
    path("pracownicy/<int:pk>/stanowisko/", hiring.employment_of, name="employment_of"),
    path("pracownicy/<int:pk>/nazwa-stanowiska/", hiring.title_adopt, name="title_adopt"),
    path("pracownicy/lista.xlsx", importing.export_xlsx, name="export_xlsx"),
    path("pracownicy/lista.csv", importing.export_csv, name="export_csv"),
    path("pracownicy/import/", importing.send, name="import_new"),
    path("pracownicy/import/<int:pk>/", importing.preview, name="import"),
    path("pracownicy/import/<int:pk>/do-poprawy.xlsx", importing.corrected, name="import_corrected"),
    path("pracownicy/<int:pk>/odejscie/", employees.leaving, name="leaving"),
    path("", include("apps.organisation.staffing.urls")),
    path("", include("apps.organisation.variants.urls")),
    path("stanowiska-kluczowe/", structure.key_posts, name="key_posts"),
    path("stanowiska-kluczowe/<int:pk>/wycofaj/", structure.key_post_withdraw, name="key_post_withdraw"),
]
