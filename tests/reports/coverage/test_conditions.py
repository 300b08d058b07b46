"""Each condition, planted once: everything is there but one thing, and that thing is the one row of the board."""

import pytest
from django.core.management import call_command
from django.utils import timezone

from apps.catalogue.models import CatalogueVersion
from apps.implementation.models import Task, TaskEvidence
from apps.opinions.models import Citation, Finding, Opinion, Recommendation, Review, Section
from apps.orders.models import IssuedOrder
from apps.reports.coverage.conditions import CONDITIONS, gaps_of
from apps.reports.coverage.situation import situations
from apps.teams.models import Team
from tests import factories
from tests.factories import duties
from tests.factories.covered import covered, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    call_command("load_catalogue")
    return CatalogueVersion.objects.get()


def rows(run):
    return [
        (gap.condition, gap.product.code, gap.reason) for one in situations(run) for gap in gaps_of(one)
    ]  # fmt: skip


def test_a_finished_centre_has_no_rows(version):
    assert rows(covered(version).run) == []


def step_not_done(made):
    task = Task.objects.get(step__product__code="1", step__rank=2)
    Task.objects.filter(pk=task.pk).update(state="in_work", done_by=None, done_at=None, due_on="2019-05-03")


def no_evidence(made):
    TaskEvidence.objects.filter(task__step__product__code="2b", task__step__rank=1).delete()


def emptied(opinion):
    if opinion.product.code == "3":
        Section.objects.filter(opinion=opinion).update(body="<p> </p>")


def without_minus(opinion):
    if opinion.product.code == "2a":
        Finding.objects.filter(opinion=opinion, sign="disadvantage").delete()


def without_law(opinion):
    if opinion.product.code == "5":
        Recommendation.objects.filter(opinion=opinion, kind="law").delete()


def without_tool(opinion):
    Citation.objects.filter(opinion=opinion, opinion__product__code__in=["1", "4b"]).delete()


TEXTS = {
    "section_empty": (
        emptied,
        [
            ("section_empty", "3", "Część „Ocena procesu organizowania usługi” jest pusta."),
            ("section_empty", "3", "Część „Ocena wybranej formy realizacji usługi” jest pusta."),
        ],
    ),
    "signs_missing": (without_minus, [("signs_missing", "2a", "Brakuje co najmniej jednego minusa.")]),
    "recommendation_missing": (
        without_law,
        [("recommendation_missing", "5", "Brakuje rekomendacji rodzaju „zmiana w przepisach prawa”.")],
    ),
    "tool_not_cited": (
        without_tool,
        [
            (
                "tool_not_cited",
                "4b",
                "Nie powołano wyniku żadnego narzędzia ewaluacyjnego WRZOS, a wymaga tego przypis do Tabeli 1. "
                "Przyjętej treści nie można już zmienić: uzupełnić ją można tylko w następnym wydaniu, "
                "jeśli WRZOS zwróci opinię.",
            )
        ],
    ),
}


@pytest.mark.parametrize("key", TEXTS)
def test_what_the_text_lacks_is_a_row(version, key):
    taken_away, expected = TEXTS[key]
    assert rows(covered(version, without=taken_away).run) == expected


def test_a_step_that_nobody_finished_is_a_row_with_its_term(version):
    made = covered(version)
    step_not_done(made)
    said = (
        "Krok 2 jest w toku: „Omówienie i propagowanie celów wartości i zasad zakładanych w modelu”. "
        "Termin minął 3 maja 2019 r."
    )
    assert rows(made.run) == [("step_not_done", "1", said)]


def test_a_step_without_evidence_is_a_row(version):
    made = covered(version)
    no_evidence(made)
    [(condition, code, said)] = rows(made.run)
    assert (condition, code) == ("no_evidence", "2b")
    assert said.startswith("Krok 1 jest wykonany, ale nie wskazano żadnego dowodu: „Zespół ds. wdrożenia modelu")


def test_rules_of_art_39a_that_no_order_in_force_introduces_are_a_row(version):
    made = covered(version)
    factories.issued_order(made.run.centre, effects=_repeals(made.rules), subject="uchylenia zasad")
    [(condition, code, said)] = rows(made.run)
    assert (condition, code) == ("rules_not_issued", "4a")
    assert said.startswith("Nie wydano zarządzenia, które wprowadza dokument z kroku 7:")


def test_a_post_that_mixes_social_work_with_procedure_is_a_row_quoting_both(version):
    made = covered(version)
    keepers = duties.keepers(made.run.centre)
    duties.post(keepers, "pracownik socjalny", duties.SOCIAL, duties.PROCEDURE)
    duties.post(keepers, "aspirant", duties.SOCIAL, duties.SERVICES)

    assert rows(made.run) == [
        (
            "work_not_separated",
            "4a",
            "Stanowisko „pracownik socjalny” (Dział pracownik socjalny) łączy pracę socjalną z postępowaniem "
            "administracyjnym: „prowadzenie pracy socjalnej z osobami i rodzinami” i „przygotowywanie decyzji "
            "administracyjnych”.",
        )
    ]


def test_a_person_whose_two_posts_mix_is_a_row(version):
    made = covered(version)
    keepers = duties.keepers(made.run.centre)
    for name, duty in (("aspirant", duties.SOCIAL), ("inspektor", duties.PROCEDURE)):
        duties.employed(duties.post(keepers, name, duty), "", keepers.hr, person=keepers.people["employee"])

    [(condition, code, said)] = rows(made.run)
    assert (condition, code) == ("work_not_separated", "4a")
    assert said.startswith("Osoba Employee łączy pracę socjalną z postępowaniem administracyjnym na dwóch stanowiskach")


def _repeals(issued):
    return {"kind": "other", "repeals": [{"order": issued.order_id, "provision": "§ 1"}]}


def test_an_intermediate_opinion_that_is_not_confirmed_is_a_row(version):
    made = covered(version, skip=[("4a", 6)])
    step = version.products.get(code="4a").steps.get(rank=6)
    said = "Opinia cząstkowa „Stosowane narzędzia i dokumenty” nie jest zaczęta."
    assert rows(made.run) == [("intermediate_missing", "4a", said)]

    write(made, "adopted", step.product, step)
    said = "Opinia cząstkowa „Stosowane narzędzia i dokumenty” nie jest potwierdzona."
    assert rows(made.run) == [("intermediate_missing", "4a", said)]


def test_a_product_that_nobody_began_is_one_row(version):
    made = covered(version, skip=["2b"])
    assert rows(made.run) == [("not_begun", "2b", "Nikt nie zaczął jeszcze pracy nad opinią.")]


STAGES = {
    "circulated": ("not_adopted", "Opinia nie jest przyjęta przez zespół."),
    "adopted": ("not_handed_over", "Opinia czeka na potwierdzenie i przekazanie do WRZOS."),
    "confirmed": ("not_handed_over", "Opinia czeka na przekazanie do WRZOS."),
}


@pytest.mark.parametrize("stage", STAGES)
def test_how_far_a_document_is_from_wrzos_is_a_row(version, stage):
    made = covered(version, skip=["5"])
    condition, said = STAGES[stage]
    write(made, stage, version.products.get(code="5"))
    assert rows(made.run) == [(condition, "5", said)]


def test_a_returned_document_is_a_row(version):
    made = covered(version)
    opinion = made.opinions["1"]
    Review.objects.create(
        opinion=opinion,
        hand_over=opinion.hand_over,
        outcome="returned",
        reasons="Brakuje wyników ankiety.",
        deadline_on="2019-10-01",
        decided_by=factories.wrzos(),
        decided_at=timezone.now(),
    )
    Opinion.objects.filter(pk=opinion.pk).update(status="returned")
    assert rows(made.run) == [("returned", "1", "WRZOS zwrócił określenie do poprawy.")]


def test_a_missing_tool_is_mended_while_the_text_is_open_and_not_asked_of_what_wrzos_accepted(version):
    made = covered(version, skip=["5"], without=without_tool)
    write(made, "circulated", version.products.get(code="5"), without=lambda opinion: opinion.citations.all().delete())
    gaps = {
        gap.product.code: gap.action for one in situations(made.run) for gap in gaps_of(one) if "tool" in gap.condition
    }
    assert gaps == {"4b": "Otwórz opinię", "5": "Powołaj wynik narzędzia"}

    opinion = made.opinions["4b"]
    Review.objects.create(
        opinion=opinion,
        hand_over=opinion.hand_over,
        outcome="accepted",
        decided_by=factories.wrzos(),
        decided_at=timezone.now(),
    )
    Opinion.objects.filter(pk=opinion.pk).update(status="accepted")
    assert {code for condition, code, _ in rows(made.run) if condition == "tool_not_cited"} == {"5"}


def test_each_condition_has_its_planted_gap():
    planted = {*TEXTS, "step_not_done", "no_evidence", "rules_not_issued", "intermediate_missing", "not_begun"}
    planted |= {"work_not_separated"}
    planted |= {condition for condition, _ in STAGES.values()} | {"returned"}
    assert set(CONDITIONS) == planted


def test_a_gap_says_whom_it_waits_for_and_where_it_is_mended(version):
    made = covered(version)
    step_not_done(made)
    [gap] = [gap for one in situations(made.run) for gap in gaps_of(one)]
    task = Task.objects.get(step__product__code="1", step__rank=2)
    assert (gap.owner, gap.action) == ("ośrodek", "Otwórz zadanie")
    assert str(task.step_id) in gap.url


def test_what_another_centre_lacks_is_not_here(version):
    finished = covered(version)
    other = covered(version, "inny-osrodek", without=emptied)
    assert rows(finished.run) == []
    assert {code for _, code, _ in rows(other.run)} == {"3"}
    assert IssuedOrder.objects.count() == 4
    assert Team.objects.count() == 2
