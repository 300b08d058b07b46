"""Worked example A: what is typed, and what must come out word for word."""
# ruff: noqa: E501

TASKS = [
    "opracowanie, we współpracy z ekspertami zatrudnionymi w ramach projektu, koncepcji zagadnień wskazanych przez "
    "ekspertów",
    "opiniowanie propozycji dokumentów przygotowanych przez ekspertów",
    "przekazywanie ekspertom informacji o istniejących rozwiązaniach organizacyjnych",
    "współpraca przy tworzeniu projektu zarządzenia w sprawie wprowadzenia Lokalnej Polityki Świadczeń",
]
LEGAL_BASIS = (
    "§ 7 ust. 2 Statutu Miejskiego Ośrodka Pomocy Społecznej w Częstochowie, stanowiącego załącznik do uchwały nr […] "
    "Rady Miasta Częstochowy z dnia […] w sprawie […]"
)
PROJECT = "Komplementarni w działaniu. Zmiana organizacji pracy w Miejskim Ośrodku Pomocy Społecznej w Częstochowie"
NAME = "Zespół do spraw opracowania koncepcji Lokalnej Polityki Świadczeń"
NAME_GENITIVE = "Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń"
PEOPLE = [
    ("Anna Przykładowa", "f", "chair", "kierownik Rejonowego Zespołu Pomocy Społecznej Nr 1"),
    ("Jan Wzorcowy", "m", "deputy", "starszy specjalista pracy socjalnej"),
    ("Maria Testowa", "f", "secretary", "inspektor w Dziale Organizacyjnym"),
    ("Barbara Modelowa", "f", "member", "pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 1"),
    ("Piotr Szablonowy", "m", "member", "specjalista pracy socjalnej w Rejonowym Zespole Pomocy Społecznej Nr 2"),
    ("Ewa Próbna", "f", "member", "inspektor w Dziale Świadczeń"),
]

WHOLE = """\
ZARZĄDZENIE NR 23/2018
DYREKTORA MIEJSKIEGO OŚRODKA POMOCY SPOŁECZNEJ W CZĘSTOCHOWIE
z dnia 11 czerwca 2018 r.
w sprawie powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń
Na podstawie § 7 ust. 2 Statutu Miejskiego Ośrodka Pomocy Społecznej w Częstochowie, stanowiącego załącznik do uchwały nr […] Rady Miasta Częstochowy z dnia […] w sprawie […], zarządzam, co następuje:
§ 1. 1. Powołuje się Zespół do spraw opracowania koncepcji Lokalnej Polityki Świadczeń, zwany dalej „Zespołem”.
2. Zespół działa na czas realizacji projektu „Komplementarni w działaniu. Zmiana organizacji pracy w Miejskim Ośrodku Pomocy Społecznej w Częstochowie”, zwanego dalej „projektem”.
§ 2. W skład Zespołu wchodzą:
1) przewodnicząca – Anna Przykładowa, kierownik Rejonowego Zespołu Pomocy Społecznej Nr 1;
2) zastępca przewodniczącej – Jan Wzorcowy, starszy specjalista pracy socjalnej;
3) sekretarz – Maria Testowa, inspektor w Dziale Organizacyjnym;
4) członkowie:
a) Barbara Modelowa, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 1,
b) Piotr Szablonowy, specjalista pracy socjalnej w Rejonowym Zespole Pomocy Społecznej Nr 2,
c) Ewa Próbna, inspektor w Dziale Świadczeń.
§ 3. 1. Do zadań Zespołu należy:
1) opracowanie, we współpracy z ekspertami zatrudnionymi w ramach projektu, zwanymi dalej „ekspertami”, koncepcji zagadnień wskazanych przez ekspertów;
2) opiniowanie propozycji dokumentów przygotowanych przez ekspertów;
3) przekazywanie ekspertom informacji o istniejących rozwiązaniach organizacyjnych;
4) współpraca przy tworzeniu projektu zarządzenia w sprawie wprowadzenia Lokalnej Polityki Świadczeń.
2. Opinię o propozycji dokumentu, wraz z zestawieniem uwag, Zespół przedstawia Dyrektorowi Miejskiego Ośrodka Pomocy Społecznej w Częstochowie, zwanemu dalej „Dyrektorem”, w terminie 14 dni od dnia otrzymania tej propozycji.
§ 4. 1. Pracami Zespołu kieruje przewodnicząca, a w razie jej nieobecności – zastępca przewodniczącej.
2. Posiedzenia Zespołu zwołuje przewodnicząca z własnej inicjatywy, na wniosek Dyrektora albo na wniosek co najmniej jednej trzeciej członków Zespołu.
3. Zespół podejmuje rozstrzygnięcia zwykłą większością głosów w obecności co najmniej połowy swojego składu. W przypadku równej liczby głosów rozstrzyga głos prowadzącego posiedzenie.
4. W sprawach niecierpiących zwłoki rozstrzygnięcie może zostać podjęte w trybie obiegowym.
5. Członek Zespołu, który nie zgadza się z przyjętą opinią, może zgłosić zdanie odrębne wraz z uzasadnieniem w terminie 3 dni roboczych od dnia przyjęcia opinii. Zdanie odrębne dołącza się do opinii.
6. W posiedzeniach Zespołu mogą uczestniczyć, bez prawa głosu, eksperci oraz inne osoby zaproszone przez przewodniczącą.
§ 5. 1. Z posiedzenia Zespołu sporządza się protokół zawierający w szczególności:
1) datę i miejsce posiedzenia;
2) porządek obrad;
3) imiona i nazwiska uczestników;
4) przebieg obrad, podjęte rozstrzygnięcia i wyniki głosowań;
5) informację o zgłoszonych zdaniach odrębnych;
6) przewidywany termin następnego posiedzenia.
2. Protokół sporządza sekretarz, a podpisują prowadzący posiedzenie i sekretarz.
§ 6. Udział w pracach Zespołu odbywa się w ramach obowiązków służbowych.
§ 7. Obsługę organizacyjno-techniczną Zespołu zapewnia Dział Organizacyjny.
§ 8. Wykonanie zarządzenia powierza się przewodniczącej Zespołu.
§ 9. Zarządzenie wchodzi w życie z dniem podpisania.
Dyrektor
Miejskiego Ośrodka Pomocy Społecznej
w Częstochowie"""
