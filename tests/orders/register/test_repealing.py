"""The clause „Traci moc …”, word for word as the worked example ends (domain.md 2.8)."""

import pytest

from apps.orders.repealing import RepealsField, effects_of_repeals, repeal_clause
from apps.orders.text import citations, paragraf, to_text

from .laid import amending, laid, repealing

SUBJECT = "powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń"
ISSUER = "Dyrektora Miejskiego Ośrodka Pomocy Społecznej w Częstochowie"


@pytest.fixture
def base(director):
    return laid(director, 23, "2018-06-11", SUBJECT, kind="appointment")


def clause(*orders):
    return to_text((repeal_clause(orders),)).removeprefix("§ 1. ")


def test_an_order_loses_force_under_its_full_title(base):
    assert clause(base) == f"Traci moc zarządzenie nr 23/2018 {ISSUER} z dnia 11 czerwca 2018 r. w sprawie {SUBJECT}."


def test_with_the_order_that_amended_it(director, base):
    amending(director, 31, "2018-08-20", base)
    assert clause(base) == (
        f"Traci moc zarządzenie nr 23/2018 {ISSUER} z dnia 11 czerwca 2018 r. w sprawie {SUBJECT}, "
        "zmienione zarządzeniem nr 31/2018 z dnia 20 sierpnia 2018 r."
    )


def test_with_all_orders_that_amended_it_in_the_order_of_issue(director, base):
    amending(director, 40, "2018-10-01", base)
    amending(director, 31, "2018-08-20", base, effective="2018-12-01")
    amending(director, 2, "2019-01-07", base)
    assert clause(base).endswith(
        ", zmienione zarządzeniami nr 31/2018 z dnia 20 sierpnia 2018 r., nr 40/2018 z dnia 1 października 2018 r. "
        "i nr 2/2019 z dnia 7 stycznia 2019 r."
    )


def test_several_orders_are_points_in_the_order_of_issue(director, base):
    older = laid(director, 5, "2017-02-01", "obiegu dokumentów")
    amending(director, 31, "2018-08-20", base)
    assert to_text((paragraf("Wprowadza się zasady."), repeal_clause([base, older]))).splitlines()[1:] == [
        "§ 2. Tracą moc:",
        f"1) zarządzenie nr 5/2017 {ISSUER} z dnia 1 lutego 2017 r. w sprawie obiegu dokumentów;",
        f"2) zarządzenie nr 23/2018 {ISSUER} z dnia 11 czerwca 2018 r. w sprawie {SUBJECT}, "
        "zmienione zarządzeniem nr 31/2018 z dnia 20 sierpnia 2018 r.",
    ]


def test_the_effects_name_the_provision_of_each(director, base):
    older = laid(director, 5, "2017-02-01")
    both, one = [base, older], [base]
    for orders in (both, one):
        said = citations((paragraf("Wprowadza się zasady."), repeal_clause(orders)))
        repeals = effects_of_repeals(orders, "§ 2")
        assert {f"repeal {entry['order']}": entry["provision"] for entry in repeals} == said
    assert effects_of_repeals(both, "§ 2") == [
        {"order": older.order_id, "provision": "§ 2 pkt 1"},
        {"order": base.order_id, "provision": "§ 2 pkt 2"},
    ]


def test_offered_are_orders_that_nobody_repealed_and_that_only_amend_none(director, base):
    gone = laid(director, 5, "2017-02-01")
    amending(director, 31, "2018-08-20", base)
    newest = repealing(director, 32, "2018-09-03", gone, effective="2018-10-01")
    field = RepealsField().of(director.centre)
    assert [field.label_from_instance(one) for one in field.queryset] == [
        "nr 32/2018 z dnia 3 września 2018 r. w sprawie porządku",
        f"nr 23/2018 z dnia 11 czerwca 2018 r. w sprawie {SUBJECT}",
    ]
    assert field.clean([str(newest.order_id), str(base.order_id)]) == [base, newest]
    with pytest.raises(Exception, match="jest już uchylone albo jego wpis unieważniono"):
        field.clean([str(gone.order_id)])
