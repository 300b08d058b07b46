"""Documents for tests: every construct of paper.css, invented people, any length."""
# ruff: noqa: E501

from django.template import engines

from apps.documents import rendering

ORDER = """
<article class="paper">
  <div class="tytul">
    <h1>Zarządzenie nr 23/2018</h1>
    <p class="organ">Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie</p>
    <p class="data">z dnia 11 czerwca 2018 r.</p>
    <p class="przedmiot">w sprawie powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń</p>
  </div>
  <p class="podstawa">Na podstawie § 7 ust. 2 Statutu, stanowiącego załącznik do uchwały nr 12 Rady Miasta Częstochowy z dnia 5 marca 2012 r. w sprawie nadania Statutu, zarządzam, co następuje:</p>
  <div class="paragraf">
    <div class="ustep"><p><span class="znak znak-paragraf">§ 1.</span> <span class="znak">1.</span> Powołuje się Zespół do spraw opracowania koncepcji Lokalnej Polityki Świadczeń, zwany dalej „Zespołem”.</p></div>
    <div class="ustep"><p><span class="znak">2.</span> Zespół działa na czas realizacji projektu „Komplementarni w działaniu”, zwanego dalej „projektem”.</p></div>
  </div>
  <div class="paragraf">
    <p><span class="znak znak-paragraf">§ 2.</span> W skład Zespołu wchodzą:</p>
    <div class="punkt"><p><span class="znak">1)</span> przewodnicząca – Anna Przykładowa, kierownik Rejonowego Zespołu Pomocy Społecznej Nr 1;</p></div>
    <div class="punkt"><p><span class="znak">2)</span> członkowie:</p>
      <div class="litera"><p><span class="znak">a)</span> Barbara Modelowa, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 1,</p></div>
      <div class="litera"><p><span class="znak">b)</span> Piotr Żółć, który:</p>
        <div class="tiret"><p><span class="znak">–</span> zna gęślą jaźń,</p></div>
        <div class="tiret"><p><span class="znak">–</span> prowadzi protokół.</p></div>
      </div>
    </div>
  </div>
  {% for n in numbers %}
  <div class="paragraf"><p><span class="znak znak-paragraf">§ {{ n }}.</span> Udział w pracach Zespołu odbywa się w ramach obowiązków służbowych, a jego członkowie przygotowują się do posiedzeń.</p></div>
  {% endfor %}
  <div class="podpis"><p>Dyrektor</p><p>Miejskiego Ośrodka Pomocy Społecznej</p><p>w Częstochowie</p><p class="miejsce"></p><p>Dorota Dyrektorska</p></div>
</article>
"""

OPINION = """
<article class="paper">
  <div class="okladka okladka-strona">
    <p class="osrodek">Miejski Ośrodek Pomocy Społecznej w Częstochowie</p>
    <h1>Opinia o rozwiązaniach organizacyjnych</h1>
    <p class="podtytul">Element produktu końcowego 2a</p>
    <table class="metryka"><tbody>
      <tr><th scope="row">Projekt</th><td>„Komplementarni w działaniu”</td></tr>
      <tr><th scope="row">Zespół</th><td>Zespół do spraw wdrożenia modelu, zarządzenie nr 27/2018</td></tr>
      <tr><th scope="row">Stan</th><td>uzgadniana</td></tr>
    </tbody></table>
  </div>
  <div class="spis"><h2>Spis treści</h2><ul>
    {% for n in numbers %}<li><a href="#s{{ n }}">{{ n }}. Opis przebiegu prac</a></li>{% endfor %}
    <li><a href="#r">Rekomendacje</a></li>
  </ul></div>
  {% for n in numbers %}
  <h2 id="s{{ n }}"><span class="znak">{{ n }}.</span> Opis przebiegu prac</h2>
  <div class="opisowa">{{ rich|safe }}</div>
  {% endfor %}
  <h2>Plusy i minusy</h2>
  <h3>Plusy</h3>
  <ul class="plusy"><li><span class="znak">+</span> rozdzielenie pracy socjalnej od postępowania administracyjnego skróciło czas oczekiwania na świadczenie,</li></ul>
  <h3>Minusy</h3>
  <ul class="minusy"><li><span class="znak">–</span> wymaga dodatkowych etatów.</li></ul>
  <h2 id="r">Rekomendacje</h2>
  <div class="rekomendacja"><h3><span class="znak">R1.</span> Zmiana prawa: doprecyzowanie przepisu o rodzinnym wywiadzie środowiskowym</h3>
    <p>Proponuje się zmianę art. 107 ust. 4 ustawy.</p>
    <p class="adresat">Adresat: minister właściwy do spraw zabezpieczenia społecznego</p>
  </div>
  <div class="glosowanie"><h2>Wynik głosowania</h2>
    <table><caption>Głosowanie nad przyjęciem opinii</caption><thead><tr><th>Głos</th><th>Liczba</th></tr></thead>
      <tbody><tr><td>za</td><td class="liczba">5</td></tr><tr><td>przeciw</td><td class="liczba">1</td></tr></tbody></table>
  </div>
  <h2>Zdanie odrębne</h2>
  <div class="zdanie-odrebne"><h3>Piotr Żółć</h3><p>Nie zgadzam się z rekomendacją R1.</p></div>
</article>
"""

RICH = """
<h3>Założenia</h3>
<p>Zażółć gęślą jaźń. ZAŻÓŁĆ GĘŚLĄ JAŹŃ – „cytat”, § 5 ust. 2 pkt 1 lit. a, 25 °C, 3 000 zł, 2½ etatu…
Rozdzielenie pracy socjalnej od postępowania administracyjnego wymagało <strong>zmiany organizacji pracy</strong>,
<em>przeszkolenia pracowników</em> i <strong><em>nowych narzędzi</em></strong>; zob. <a href="https://example.org/"><strong>opis modelu</strong></a>.</p>
<ul><li>pierwszy element<ul><li>zagnieżdżony</li></ul></li><li><p>akapit w elemencie</p><p>drugi akapit</p></li></ul>
<ol><li>raz</li><li>dwa</li></ol>
<blockquote><p>Model zakłada komplementarność usług i świadczeń.</p></blockquote>
<table><thead><tr><th>Rejon</th><th>Rodziny</th><th>Uwagi</th></tr></thead><tbody>
<tr><td rowspan="2">Śródmieście</td><td>120</td><td>brak</td></tr><tr><td>80</td><td><p>dwa</p><p>akapity</p></td></tr>
<tr><td colspan="2">razem 200</td><td></td></tr></tbody></table>
"""


def document(**fields):
    code = fields.get("code", "")
    return {
        "title": "Zarządzenie nr 23/2018",
        "centre_name": "Miejski Ośrodek Pomocy Społecznej w Częstochowie",
        "financing_line": "Projekt współfinansowany ze środków Europejskiego Funduszu Społecznego",
        "draft": False,
        "example": False,
        "code": code,
        "verify_url": rendering.verification_url(code) if code else "",
    } | fields


def html(paper, *, numbers=range(3, 6), rich=RICH, **fields):
    """A whole document around one of the samples above."""
    source = '{% extends "pdf/base.html" %}{% block paper %}' + paper + "{% endblock %}"
    return (
        engines["django"].from_string(source).render({"document": document(**fields), "numbers": numbers, "rich": rich})
    )


def wrapped(paper="", **fields):
    """A whole document around any HTML."""
    return html('<article class="paper">' + paper + "</article>", **fields)
