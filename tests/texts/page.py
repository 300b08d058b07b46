"""A page with one rich-text field, under the project's own middleware and policy, for a browser to try."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template import engines
from django.urls import path
from django.utils.html import escape

from apps.texts.forms import RichTextField

STORED = (
    "<h3>Założenia</h3><p>Zażółć <strong>gęślą</strong> jaźń.</p>"
    "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
)
PAGE = engines["django"].from_string(
    """<!doctype html><html lang="pl"><head>
    <link rel="icon" href="data:,"><title>Próba edytora</title></head>
    <body><main><h1>Próba</h1>
    <form method="post">{% csrf_token %}{{ form.media }}
    <div class="field"><label for="id_body">Treść części</label> {{ form.body }}</div>
    {{ form.body.errors }}<button id="save">Zapisz</button></form></main></body></html>"""
)


class SectionForm(forms.Form):
    body = RichTextField(label="Treść części")


@login_not_required
def section(request):
    form = SectionForm(request.POST or None, initial={"body": STORED})
    if request.method == "POST" and form.is_valid():
        saved = escape(form.cleaned_data["body"])
        return HttpResponse(f"<!doctype html><link rel=icon href=data:,><title>x</title><pre id=saved>{saved}</pre>")
    return HttpResponse(PAGE.render({"form": form}, request))


urlpatterns = [path("", section)]
