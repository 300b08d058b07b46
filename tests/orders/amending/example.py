"""Worked example B (domain 2.8): the changes as data, and what must come out of them word for word."""
# ruff: noqa: E501

from apps.orders.amending.changes import Add, Repeal, ReplaceWords, Reword
from apps.orders.text import litera, punkt, ustep

ACT = (
    "zarządzeniu nr 23/2018 Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie z dnia 11 czerwca 2018 r. "
    "w sprawie powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń"
)
SECTION_2 = (("paragraf", "2"),)
POINT_4 = (*SECTION_2, ("punkt", "4"))
CHANGES = (
    Reword(
        ((*SECTION_2, ("punkt", "3")),),
        (punkt("sekretarz – Tomasz Przykładny, podinspektor w Dziale Organizacyjnym"),),
    ),
    Repeal(((*POINT_4, ("litera", "b")),)),
    Add(
        POINT_4,
        "",
        (litera("Alicja Ćwiczebna, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 2"),),
    ),
    Add(
        (("paragraf", "3"),),
        "1",
        (
            ustep(
                "Zespół współpracuje z zespołami powołanymi przez Dyrektora do opracowania koncepcji pozostałych "
                "dokumentów przygotowywanych w ramach projektu."
            ),
        ),
    ),
    ReplaceWords((("paragraf", "4"), ("ustep", "5")), "3 dni roboczych", "5 dni roboczych"),
)

AMENDING = """\
§ 1. W zarządzeniu nr 23/2018 Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie z dnia 11 czerwca 2018 r. w sprawie powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń wprowadza się następujące zmiany:
1) w § 2:
a) pkt 3 otrzymuje brzmienie:
„3) sekretarz – Tomasz Przykładny, podinspektor w Dziale Organizacyjnym;”,
b) w pkt 4:
– uchyla się lit. b,
– w lit. c kropkę zastępuje się przecinkiem i dodaje się lit. d w brzmieniu:
„d) Alicja Ćwiczebna, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 2.”;
2) w § 3 po ust. 1 dodaje się ust. 1a w brzmieniu:
„1a. Zespół współpracuje z zespołami powołanymi przez Dyrektora do opracowania koncepcji pozostałych dokumentów przygotowywanych w ramach projektu.”;
3) w § 4 w ust. 5 wyrazy „3 dni roboczych” zastępuje się wyrazami „5 dni roboczych”."""

CONSOLIDATED_2 = """\
§ 2. W skład Zespołu wchodzą:
1) przewodnicząca – Anna Przykładowa, kierownik Rejonowego Zespołu Pomocy Społecznej Nr 1;
2) zastępca przewodniczącej – Jan Wzorcowy, starszy specjalista pracy socjalnej;
3)¹⁾ sekretarz – Tomasz Przykładny, podinspektor w Dziale Organizacyjnym;
4) członkowie:
a) Barbara Modelowa, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 1,
b) (uchylona),²⁾
c)³⁾ Ewa Próbna, inspektor w Dziale Świadczeń,
d)⁴⁾ Alicja Ćwiczebna, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 2."""

FOOTNOTES_2 = [
    "W brzmieniu ustalonym przez § 1 pkt 1 lit. a zarządzenia nr 31/2018 Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie z dnia 20 sierpnia 2018 r. zmieniającego zarządzenie w sprawie powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń, które weszło w życie z dniem 1 września 2018 r.",
    "Przez § 1 pkt 1 lit. b tiret pierwsze zarządzenia, o którym mowa w odnośniku 1.",
    "Ze zmianą wprowadzoną przez § 1 pkt 1 lit. b tiret drugie zarządzenia, o którym mowa w odnośniku 1.",
    "Dodana przez § 1 pkt 1 lit. b tiret drugie zarządzenia, o którym mowa w odnośniku 1.",
]

CITED = [
    "§ 1 pkt 1 lit. a",
    "§ 1 pkt 1 lit. b tiret pierwsze",
    "§ 1 pkt 1 lit. b tiret drugie",
    "§ 1 pkt 2",
    "§ 1 pkt 3",
]
