"""A page that shows every component, for tests only."""

from datetime import date, datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path

from apps.core.forms import Form, LinesField, PolishDateField, Section

WARSAW = ZoneInfo("Europe/Warsaw")
STATUSES = [
    ("working", "robocza"), ("circulated", "uzgadniana"), ("voting", "głosowanie"), ("adopted", "przyjęta"),
    ("confirmed", "potwierdzona"), ("handed_over", "przekazana do WRZOS"), ("returned", "zwrócona"),
    ("draft", "projekt"), ("issued", "wydane"), ("repealed", "uchylone"),
]  # fmt: skip
VOTING = datetime(2018, 7, 2, 20, 41, tzinfo=WARSAW)
CIRCULATION = datetime(2018, 6, 20, 9, 5, tzinfo=WARSAW)
EVENTS = [
    {"at": VOTING, "who": "Anna Przykładna", "what": "Poddała opinię pod głosowanie.", "link": "/"},
    {"at": CIRCULATION, "who": "Jan Zmyślony", "what": "Przekazał opinię do uzgodnień w zespole."},
    {"at": date(2018, 6, 11), "who": "program", "what": "Założono opinię do produktu 2a."},
]


class SampleForm(Form):
    layout = [
        Section("Zespół", "name", "starts_on", "note", hint="Nazwa trafi do treści zarządzenia."),
        Section("Tryb pracy", "kind", "quorum", "tasks", "products", "casting_vote"),
    ]

    name = forms.CharField(label="Nazwa zespołu", max_length=200, help_text="Od „Zespół do spraw …”.")
    starts_on = PolishDateField(label="Data wejścia w życie", help_text="Na przykład 1.09.2018.")
    note = forms.CharField(label="Uwagi", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    kind = forms.ChoiceField(label="Tryb", choices=[("", "– wybierz –"), ("a", "na posiedzeniu"), ("b", "obiegowy")])
    quorum = forms.IntegerField(label="Kworum", help_text="Ilu członków musi głosować.")
    tasks = LinesField(label="Zadania", help_text="Każde zadanie w osobnej linii.")
    products = forms.MultipleChoiceField(
        label="Produkty", choices=[("1", "1. Określenie"), ("2a", "2a. Opinia")], widget=forms.CheckboxSelectMultiple
    )
    casting_vote = forms.BooleanField(label="Przy równej liczbie głosów decyduje przewodniczący", required=False)


SAMPLE = """
{% extends "base.html" %}
{% load crispy_forms_tags %}
{% block title %}Opinia do produktu 2a{% endblock %}
{% block breadcrumbs %}{% crumb "Opinie" "/opinie/" %}{% crumb "Produkt 2a" %}{% endblock %}
{% block lead %}Stanowisko zespołu o tym, czy rozwiązanie z produktu 2a sprawdziło się w ośrodku.{% endblock %}
{% block move %}{% move who="przewodniczącą Zespołu" until=until %}
  <form method="post">{% csrf_token %}<button class="btn btn-primary">Poddaj opinię pod głosowanie</button></form>
{% endmove %}{% endblock %}
{% block content %}
  <h2>Stany</h2>
  <ul class="plain-list">{% for thing in things %}<li>{% status thing %}</li>{% endfor %}</ul>
  <h2>Skład</h2>
  <div class="table-scroll" tabindex="0" role="region" aria-label="Skład zespołu"><table class="table">
    <thead><tr><th scope="col">Osoba</th><th scope="col">Funkcja</th><th scope="col">Od</th><th scope="col" class="num">Głosów</th></tr></thead>
    <tbody>{% for n in rows %}<tr><th scope="row"><a href="/">Ewa Niebywała-Nieistniejąca</a></th><td>członkini zespołu</td><td>11 czerwca 2018 r.</td><td class="num">{{ n }}</td></tr>{% endfor %}</tbody>
  </table></div>
  <table class="table table-stack"><caption>Ta sama lista, na telefonie wierszami</caption>
    <thead><tr><th scope="col">Numer</th><th scope="col">W sprawie</th><th scope="col">Stan</th></tr></thead>
    <tbody><tr><td data-label="Numer">24/2018</td><td data-label="W sprawie">powołania Zespołu do spraw wdrożenia modelu</td><td data-label="Stan">{% status things.8 %}</td></tr></tbody>
  </table>
  <dl class="facts"><dt>Projekt</dt><dd>Przykładny w działaniu</dd><dt>Czas</dt><dd>11 czerwca 2018 r. – 31 sierpnia 2019 r.</dd></dl>
  {% include "components/empty.html" with title="Nie ma jeszcze zarządzeń" text="Pierwsze zwykle powołuje zespół." url="/" action="Nowe zarządzenie" %}
  {% include "components/pagination.html" with page=page %}
  <h2>Formularz</h2>
  {% include "components/form.html" with submit="Zapisz projekt" cancel_url="/" %}
  {% include "components/confirm.html" with title="Usuwanie projektu" text="Projekt zniknie na zawsze. Wydanych zarządzeń to nie dotyczy." url="/" action="Usuń projekt" danger=True %}
{% endblock %}
{% block story %}<h2>Historia</h2>{% include "components/timeline.html" with events=events %}{% endblock %}
"""  # noqa: E501


def sample(request):
    if request.method == "GET" and "wiadomosci" in request.GET:
        messages.success(request, "Zapisano projekt zarządzenia.")
        messages.error(request, "Opinię można przyjąć po zakończeniu pilotażu, czyli od 31 sierpnia 2019 r.")
    context = {
        "form": SampleForm(request.POST or None),
        "until": date(2018, 7, 14),
        "things": [SimpleNamespace(status=key, get_status_display=lambda word=word: word) for key, word in STATUSES],
        "events": EVENTS,
        "rows": [1, 12, 123],
        "page": Paginator(range(200), 10).page(4),
    }
    return HttpResponse(engines["django"].from_string(SAMPLE).render(context, request))


def breaks(request):
    if request.method == "POST":
        SampleForm(request.POST)
        raise RuntimeError("zepsute na potrzeby testu")
    page = '{% extends "base.html" %}{% block content %}{% include "components/form.html" %}{% endblock %}'
    return HttpResponse(engines["django"].from_string(page).render({"form": SampleForm()}, request))


urlpatterns = [
    path("wzor/", sample, name="sample"),
    path("psuje/", breaks, name="breaks"),
    path("", include("mops_pilot.urls")),
]
handler400 = "apps.core.views.bad_request"
handler403 = "apps.core.views.permission_denied"
handler404 = "apps.core.views.page_not_found"
handler500 = "apps.core.views.server_error"
