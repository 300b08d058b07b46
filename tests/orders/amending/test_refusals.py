"""Changes that cannot be made are refused in words that a director understands."""

import pytest

from apps.core.errors import DomainError
from apps.orders.amending.applying import apply
from apps.orders.amending.changes import Add, AddWords, Repeal, ReplaceWords, Reword
from apps.orders.text import litera, paragraf, punkt, ustep

from .trees import ORDER, path


def refusal(*changes, tree=ORDER):
    with pytest.raises(DomainError) as refused:
        apply(tree, changes)
    return str(refused.value)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ((), "Nie wskazano jeszcze żadnej zmiany."),
        ((Repeal((path("§ 9"),)),), "W zmienianym zarządzeniu nie ma jednostki: § 9."),
        ((Repeal((path("§ 3 ust. 7"),)),), "W zmienianym zarządzeniu nie ma jednostki: § 3 ust. 7."),
        (
            (Repeal((path("§ 2"),)), Repeal((path("§ 2"),))),
            "§ 2: tę jednostkę zmieniają dwie zmiany naraz. Zostaw jedną z nich.",
        ),
        (
            (Repeal((path("§ 2 pkt 1"),)), Reword((path("§ 2"),), (paragraf("Nowy"),))),
            "§ 2 pkt 1: inna zmiana uchyla lub zastępuje już § 2 w całości. Zostaw jedną z nich.",
        ),
        (
            (Add(path("§ 2"), "1", (punkt("nowy"),)), Repeal((path("§ 2"),))),
            "§ 2: inna zmiana uchyla lub zastępuje już § 2 w całości. Zostaw jedną z nich.",
        ),
        (
            (ReplaceWords(path("§ 1"), "regulamin", "statut"), Repeal((path("§ 1"),))),
            "§ 1: inna zmiana uchyla lub zastępuje już § 1 w całości. Zostaw jedną z nich.",
        ),
        (
            (Repeal((path("§ 1"), path("§ 3"))),),
            "Jedną zmianą można objąć tylko jednostki, które następują po sobie.",
        ),
        (
            (Reword((path("§ 1"), path("§ 2")), (paragraf("Nowy"),)),),
            "§ 1: nowych jednostek musi być tyle, ile dotychczasowych.",
        ),
        (
            (Reword((path("§ 1"),), (punkt("Nowy"),)),),
            "§ 1: nowe brzmienie to powinien być paragraf, a podano: punkt.",
        ),
        (
            (Reword((path("§ 1"),), (paragraf("Wprowadza się regulamin"),)),),
            "§ 1: nowe brzmienie nie różni się od dotychczasowego.",
        ),
        ((Reword((path("§ 1"),), (paragraf(" ; "),)),), "§ 1: nowe brzmienie: paragraf nie ma treści."),
        (
            (Reword((path("§ 1"),), (paragraf("x", litera("y")),)),),
            "§ 1: nowe brzmienie: paragraf nie może zawierać takich jednostek: litera.",
        ),
        (
            (Add(path("§ 1"), "", (ustep("Nowy"),)),),
            "§ 1 nie ma jeszcze podziału, do którego można coś dodać. Nadaj tej jednostce nowe brzmienie razem z tym, "
            "co ma dojść.",
        ),
        ((Add(path("§ 2"), "8", (punkt("x"),)),), "W zmienianym zarządzeniu nie ma jednostki: § 2 pkt 8."),
        ((Add(path("§ 2"), "", ()),), "Podaj treść jednostki, która ma dojść."),
        (
            (Add(path("§ 2"), "", (litera("x"),)),),
            "§ 2: nowa jednostka to powinien być punkt, a podano: litera.",
        ),
        ((ReplaceWords(path("§ 1"), "statut", "x"),), "§ 1 nie zawiera wyrazów „statut”."),
        ((ReplaceWords(path("§ 1"), "regul", "x"),), "§ 1 nie zawiera wyrazów „regul”."),
        ((ReplaceWords(path("§ 1"), " , ", "x"),), "§ 1: podaj wyrazy, których dotyczy zmiana."),
        (
            (ReplaceWords(path("§ 1"), "regulamin", "regulamin"),),
            "§ 1: nowe wyrazy nie różnią się od dotychczasowych.",
        ),
        (
            (ReplaceWords(path("§ 1"), "Wprowadza się regulamin", ""),),
            "§ 1: po zmianie nic by nie zostało. Uchyl jednostkę.",
        ),
        ((AddWords(path("§ 1"), "regulamin", " "),), "§ 1: podaj wyrazy, które mają dojść."),
        (
            (ReplaceWords(path("§ 1"), "się regulamin", "x"), ReplaceWords(path("§ 1"), "regulamin", "y")),
            "§ 1: dwie zmiany dotyczą tych samych wyrazów „regulamin”.",
        ),
        (
            (Repeal(tuple(path(f"§ {n}") for n in range(1, 7))),),
            "Po zmianach nie zostałby żaden paragraf. Zamiast tego uchyl całe zarządzenie.",
        ),
    ],
)
def test_the_refusal_says_what_is_wrong(changes, said):
    assert refusal(*changes) == said


def test_words_that_stand_twice_are_refused():
    tree = (paragraf("Zespół ocenia pracę, a zespół zmienia pracę."), paragraf("x"))
    assert refusal(ReplaceWords(path("§ 1"), "pracę", "plan"), tree=tree) == (
        "§ 1: wyrazy „pracę” występują więcej niż raz. Podaj ich tyle, żeby miejsce było jedno, albo nadaj jednostce "
        "nowe brzmienie."
    )


def test_what_is_repealed_is_not_amended_again():
    tree = apply(ORDER, (Repeal((path("§ 2"),)),))
    said = "§ 2: ta jednostka jest uchylona, więc nie można jej zmieniać."
    assert refusal(Repeal((path("§ 2"),)), tree=tree) == said
    assert refusal(Reword((path("§ 2"),), (paragraf("x"),)), tree=tree) == said
    assert refusal(Add(path("§ 2"), "", (punkt("x"),)), tree=tree) == said
    assert refusal(ReplaceWords(path("§ 2 pkt 1"), "cel", "x"), tree=tree) == said


def test_a_number_is_never_given_twice():
    tree = apply(ORDER, (Repeal((path("§ 3 ust. 2"),)),))
    later = apply(tree, (Add(path("§ 3"), "", (ustep("Nowy"),)),))
    assert [unit.label for unit in later[2].children] == ["1", "2", "3"]
