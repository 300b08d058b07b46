"""The form of an amending order, as a browser without JavaScript uses it."""

import datetime
import html
import re

import pytest
from django.urls import reverse

from apps.orders.actions import discard_draft
from apps.orders.amending.changes import Add, Repeal, Reword
from apps.orders.amending.reading import consolidated_on, tree_on
from apps.orders.amendment.asked import at_of
from apps.orders.amendment.bases import amendable, is_amendable
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import from_json, paragraf, punkt, to_text, ustep
from tests import factories
from tests.factories.amended import amending_order, order_of_text
from tests.orders.amending import example
from tests.orders.amending.test_wording import tree_of
from tests.orders.amending.trees import ORDER, path
from tests.teams.appointment.example import WHOLE

from .typed import entry, sent

pytestmark = pytest.mark.django_db
NEW = "/zarzadzenia/nowe/zmiana-zarzadzenia/"
AUGUST_20, SEPTEMBER_1 = datetime.date(2018, 8, 20), datetime.date(2018, 9, 1)


def words(page):
    text = re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&nbsp;", " ").replace("\u00a0", " ")
    return " ".join(text.split())


def body_of(order):
    return to_text(from_json(order.body)).splitlines()


def saved(client, base, *entries, **fields):
    client.post(NEW, sent(base, *entries, save="", **fields))
    return Order.objects.get(kind="amendment", status="draft")


def test_a_base_is_chosen_first_and_amending_orders_are_not_offered(client, base):
    other = amending_order(base, Repeal((path("§ 2 pkt 1"),)), on=AUGUST_20, by=base.issued_by)
    empty = order_of_text(base.centre, (), by=base.issued_by, kind="recorded", subject="wpisane bez treści")
    page = client.get(NEW).content.decode()
    assert f"?zarzadzenie={base.order_id}" in page
    assert f"?zarzadzenie={other.order_id}" not in page
    assert f"?zarzadzenie={empty.order_id}" not in page


def test_a_repealed_order_is_not_offered(client, base):
    repeals = {"kind": "other", "repeals": [{"order": base.order_id, "provision": "§ 2"}]}
    order_of_text(base.centre, ORDER, by=base.issued_by, effects=repeals)
    assert f"?zarzadzenie={base.order_id}" not in client.get(NEW).content.decode()


def test_the_page_of_an_order_offers_to_amend_exactly_those_of_the_form(base):
    def laid(tree=ORDER, **fields):
        return order_of_text(base.centre, tree, by=base.issued_by, **fields)

    repealed = laid()
    orders = [
        base,
        repealed,
        laid(effects={"kind": "other", "repeals": [{"order": repealed.order_id, "provision": "§ 2"}]}),
        amending_order(base, Repeal((path("§ 2 pkt 1"),)), on=AUGUST_20, by=base.issued_by),
        laid((), kind="recorded", subject="wpisane bez treści"),
        laid(kind="dissolution"),
    ]
    offered = set(amendable(base.centre).values_list("pk", flat=True))
    assert [is_amendable(one) for one in orders] == [one.pk in offered for one in orders]
    assert [is_amendable(one) for one in orders] == [True, False, True, False, False, False]


def test_an_order_of_another_centre_is_not_offered_nor_opened(client, base):
    foreign = order_of_text(factories.centre(), ORDER)
    page = client.get(NEW, {"zarzadzenie": foreign.order_id})
    assert "Wybierz zarządzenie, które chcesz zmienić." in words(page)
    assert f'href="?zarzadzenie={foreign.order_id}"' not in page.content.decode()


def test_the_form_shows_the_text_of_the_day_with_buttons_by_each_unit(client, base):
    amending_order(base, Reword((path("§ 2 pkt 1"),), (punkt("misja"),)), on=AUGUST_20, by=base.issued_by)
    page = client.get(NEW, {"zarzadzenie": base.order_id})
    assert "1) misja;" in words(page)
    buttons = re.findall(r'name="pick" value="([^"]+)"', page.content.decode())
    assert [one for one in buttons if one.endswith("|paragraf:2/punkt:1")] == [
        f"{op}|paragraf:2/punkt:1" for op in ("reword", "after", "repeal", "words", "delete", "more")
    ]
    assert "end|paragraf:2" in buttons
    assert buttons[-1] == "after|paragraf:5"


def test_a_button_opens_the_unit_with_its_present_words(client, base):
    page = client.post(NEW, sent(base, pick="reword|paragraf:2/punkt:2"))
    assert re.search(r'name="edit_text"[^>]*>([^<]*)<', page.content.decode())[1].split("\n") == [
        "2) zadania:",
        "  a) stałe,",
        "  b) doraźne;",
    ]
    assert Order.objects.filter(kind="amendment").count() == 0


@pytest.mark.parametrize("cited", ["§ 2 pkt 1", "§ 2 pkt 2", "§ 3 ust. 2 pkt 1", "§ 4 pkt 1", "§ 1"])
def test_the_words_that_open_are_read_back_as_the_unit_that_they_were(client, base, cited):
    page = client.post(NEW, sent(base, pick=f"reword|{at_of(path(cited))}")).content.decode()
    opened = html.unescape(re.search(r'name="edit_text"[^>]*>([^<]*)<', page)[1]).strip()
    said = words(client.post(NEW, sent(base, entry("reword", cited, opened), preview="")))
    assert f"{cited}: nowe brzmienie nie różni się od dotychczasowego." in said


def test_what_was_typed_goes_to_the_list_and_the_preview_shows_it(client, base):
    typed = {"edit_op": "reword", "edit_at": "paragraf:2/punkt:1", "edit_text": "1) misja", "edit_old": ""}
    said = words(client.post(NEW, sent(base, put="1", **typed, edit_was="1) cel.")))
    assert "Zmień brzmienie: § 2 pkt 1" in said
    assert "w § 2 pkt 1 otrzymuje brzmienie:" in said
    assert "„1) misja;”." in said


def test_repeal_needs_no_words_and_goes_straight_to_the_list(client, base):
    said = words(client.post(NEW, sent(base, pick="repeal|paragraf:3/ustep:1")))
    assert "w § 3 uchyla się ust. 1." in said


def test_a_change_is_taken_off_the_list_or_back_to_be_written_again(client, base):
    two = [entry("repeal", "§ 1"), entry("words", "§ 3 ust. 1", "zastępca", "Dyrektor")]
    assert "uchyla się § 1" not in words(client.post(NEW, sent(base, *two, remove="0")))
    page = client.post(NEW, sent(base, *two, rewrite="1")).content.decode()
    assert 'name="edit_old" value="Dyrektor"' in page
    assert 'value="zastępca"' in page


def test_every_change_of_the_list_comes_out_in_the_draft(client, base):
    order = saved(
        client,
        base,
        entry("reword", "§ 2 pkt 1", "1) misja"),
        entry("after", "§ 3 ust. 1", "Zespół pomaga:\n1) radą;\n2) pracą."),
        entry("end", "§ 2 pkt 2", "c) pilne"),
        entry("end", "", "§ 9. Nowy paragraf."),
        entry("repeal", "§ 4"),
        entry("words", "§ 3 ust. 2", "Rada", "Zespół"),
        entry("delete", "§ 2 pkt 3", old="do końca"),
        entry("more", "§ 1", "pracy", "regulamin"),
    )
    act = f"nr {base.number_text} {base.text['issuer']} z dnia 11 czerwca 2018 r. w sprawie regulaminu"
    assert body_of(order) == [
        f"§ 1. W zarządzeniu {act} wprowadza się następujące zmiany:",
        "1) w § 1 po wyrazie „regulamin” dodaje się wyraz „pracy”;",
        "2) w § 2:",
        "a) pkt 1 otrzymuje brzmienie:",
        "„1) misja;”,",
        "b) w pkt 2 w lit. b średnik zastępuje się przecinkiem i dodaje się lit. c w brzmieniu:",
        "„c) pilne;”,",
        "c) w pkt 3 skreśla się wyrazy „do końca”;",
        "3) w § 3:",
        "a) po ust. 1 dodaje się ust. 1a w brzmieniu:",
        "„1a. Zespół pomaga:",
        "1) radą;",
        "2) pracą.”,",
        "b) w ust. 2 we wprowadzeniu do wyliczenia wyraz „Zespół” zastępuje się wyrazem „Rada”;",
        "4) uchyla się § 4;",
        "5) po § 6 dodaje się § 6a w brzmieniu:",
        "„§ 6a. Nowy paragraf.”.",
        "§ 2. Zarządzenie wchodzi w życie z dniem podpisania.",
    ]
    assert order.effects["kind"] == "amend"
    assert order.effects["amends"] == {"order": base.order_id, "provision": "§ 1"}
    assert [one["provision"] for one in order.effects["changes"]] == [
        "§ 1 pkt 1", "§ 1 pkt 2 lit. a", "§ 1 pkt 2 lit. b", "§ 1 pkt 2 lit. c", "§ 1 pkt 3 lit. a", "§ 1 pkt 3 lit. b",
        "§ 1 pkt 4", "§ 1 pkt 5",
    ]  # fmt: skip
    assert (order.amends, order.subject) == (base, "regulaminu")
    assert str(order) == "zarządzenie zmieniające zarządzenie w sprawie regulaminu"


def test_what_cannot_be_made_stays_in_the_list_with_its_reason_and_nothing_typed_is_lost(client, base):
    order = saved(client, base, entry("words", "§ 1", "x", "nie ma"), entry("repeal", "§ 4"))
    assert order.body == []
    assert order.typed["old"] == ["nie ma", ""]
    page = words(client.get(reverse("orders:amendment_edit", args=[order.pk])))
    assert "§ 1 nie zawiera wyrazów „nie ma”." in page
    assert "uchyla się § 4." in page  # what can be made is shown all the same


def test_a_change_begun_and_not_put_on_the_list_is_kept_and_asked_about(client, base):
    pending = {"edit_op": "reword", "edit_at": "paragraf:1", "edit_text": "Nowe", "edit_old": "", "edit_was": ""}
    order = saved(client, base, entry("repeal", "§ 4"), **pending)
    assert order.body == []
    asked = words(client.get(reverse("orders:amendment_edit", args=[order.pk]), {"sprawdz": "1"}))
    assert "Zmiana jednostki „§ 1” jest zaczęta. Dodaj ją do listy albo zrezygnuj z niej." in asked
    assert ">Nowe</textarea>" in client.get(reverse("orders:amendment_edit", args=[order.pk])).content.decode()


def test_an_empty_list_is_no_order(client, base):
    order = saved(client, base)
    said = words(client.get(reverse("orders:amendment_edit", args=[order.pk]), {"sprawdz": "1"}))
    assert "Nie ma jeszcze żadnej zmiany." in said


def issue(client, order):
    check = reverse("desk:order_check", args=[order.pk])
    page = client.get(check)
    return client.post(check, {"shown_hash": page.context["shown_hash"]})


def test_once_issued_the_base_says_something_else_from_the_day_on(client, base):
    order = saved(client, base, entry("reword", "§ 2 pkt 1", "misja"), effective="on_date", effective_on="1.09.2018")
    issue(client, order)
    issued = IssuedOrder.objects.get(order=order)
    assert (issued.effective_on, issued.title) == (SEPTEMBER_1, "zmieniające zarządzenie w sprawie regulaminu")
    assert to_text(tree_on(base, AUGUST_20)).splitlines()[2] == "1) cel;"
    assert to_text(tree_on(base, SEPTEMBER_1)).splitlines()[2] == "1) misja;"


def test_a_unit_that_changed_meanwhile_is_not_overwritten_unseen(client, base):
    order = saved(client, base, entry("reword", "§ 2 pkt 1", "misja", was="1) cel."), entry("repeal", "§ 4"))
    assert order.body != []
    amending_order(base, Reword((path("§ 2 pkt 1"),), (punkt("wartości"),)), on=AUGUST_20, by=base.issued_by)
    said = words(client.get(reverse("desk:order_check", args=[order.pk])))
    assert "§ 2 pkt 1: ta jednostka zmieniła się, odkąd wpisano zmianę." in said
    issue_refused = client.post(reverse("desk:order_check", args=[order.pk]), {"shown_hash": "x"})
    assert issue_refused.status_code == 302
    assert not IssuedOrder.objects.filter(order=order).exists()


def test_labels_follow_what_others_added_meanwhile(client, base):
    order = saved(client, base, entry("end", "§ 3", "Nowy ustęp."))
    assert "„3. Nowy ustęp.”." in body_of(order)
    amending_order(base, Add(path("§ 3"), "", (ustep("Wcześniejszy."),)), on=AUGUST_20, by=base.issued_by)
    page = client.get(reverse("desk:order_check", args=[order.pk]))
    assert "„4. Nowy ustęp.”." in words(page)


def test_changes_must_go_with_amendments_that_come_into_force_later(client, base):
    later = amending_order(
        base, Add(path("§ 2"), "", (punkt("później"),)), on=AUGUST_20, effective_on=SEPTEMBER_1, by=base.issued_by
    )
    order = saved(client, base, entry("end", "§ 2", "wcześniej"))
    assert order.body == []
    said = words(client.get(reverse("orders:amendment_edit", args=[order.pk])))
    assert (
        f"Zmian nie da się pogodzić z zarządzeniem nr {later.number_text}, które wejdzie w życie z dniem "
        "1 września 2018 r.: zmieniłyby się oznaczenia jednostek, które ono dodaje."
    ) in said
    same = saved_again(client, order, base, entry("reword", "§ 2 pkt 1", "misja"))
    assert same.body != []


def saved_again(client, order, base, *entries, **fields):
    data = sent(base, *entries, save="", version=order.version, **fields)
    client.post(reverse("orders:amendment_edit", args=[order.pk]), data)
    order.refresh_from_db()
    return order


def test_two_drafts_that_change_the_same_unit_warn_each_other(client, base):
    first = saved(client, base, entry("reword", "§ 2", "§ 2. Regulamin określa cel."))
    client.post(NEW, sent(base, entry("repeal", "§ 2 pkt 1"), save=""))
    second = Order.objects.filter(kind="amendment").exclude(pk=first.pk).get()
    for one, other, unit in [(first, second, "§ 2 pkt 1"), (second, first, "§ 2")]:
        for address in (reverse("orders:amendment_edit", args=[one.pk]), one.get_absolute_url()):
            page = client.get(address)
            assert f"{unit}: zmienia to też inny projekt zarządzenia (Dorota Dyrektorska)." in words(page)
            assert other.get_absolute_url() in page.content.decode()
    discard_draft(second, by=first.created_by)
    assert "zmienia to też" not in words(client.get(first.get_absolute_url()))


def test_drafts_of_different_units_say_nothing(client, base):
    first = saved(client, base, entry("repeal", "§ 2 pkt 1"))
    client.post(NEW, sent(base, entry("repeal", "§ 2 pkt 2"), save=""))
    assert "zmienia to też" not in words(client.get(first.get_absolute_url()))


def test_units_from_which_a_roster_follows_are_left_to_their_own_kind(client, director):
    effects = {
        "kind": "appoint_team",
        "composition": [{"op": "appoint", "provision": "§ 2 pkt 1"}],
        "rules": {"provisions": {"quorum": "§ 3 ust. 2"}},
    }
    base = order_of_text(director.centre, ORDER, by=director, effects=effects)
    order = saved(client, base, entry("words", "§ 2 pkt 1", "misja", "cel"))
    assert order.body == []
    said = words(client.get(reverse("orders:amendment_edit", args=[order.pk])))
    assert "Z § 2 pkt 1 wynika skład zespołu. Użyj zarządzenia „Zmiana składu zespołu”." in said
    page = client.get(NEW, {"zarzadzenie": base.order_id}).content.decode()
    picks = re.findall(r'name="pick" value="([^"]+)"', page)
    assert [one for one in picks if "paragraf:2" in one] == ["after|paragraf:2"]
    assert [one for one in picks if "paragraf:3" in one] == [
        "after|paragraf:3", "end|paragraf:3", *(f"{op}|paragraf:3/ustep:1" for op in
        ("reword", "after", "repeal", "words", "delete", "more")), "after|paragraf:3/ustep:2",
    ]  # fmt: skip
    assert f'{reverse("teams:composition_new")}?zespol={base.order_id}"' in page
    shown = words(client.get(NEW, {"zarzadzenie": base.order_id}))
    assert "Z § 2 wynika skład zespołu. Zmiana składu zespołu" in shown
    assert "Z § 3 ust. 2 wynikają zasady pracy zespołu." in shown


@pytest.mark.parametrize("op", ["reword", "repeal"])
def test_a_guarded_unit_is_not_replaced_with_what_is_around_it(client, director, op):
    effects = {"kind": "appoint_team", "rules": {"provisions": {"quorum": "§ 3 ust. 2"}}}
    base = order_of_text(director.centre, ORDER, by=director, effects=effects)
    assert saved(client, base, entry(op, "§ 3", "Nowy")).body == []


def test_the_same_sheet_sent_twice_is_one_order(client, base):
    data = sent(base, entry("repeal", "§ 4"), save="", key="9b2c8a1e-6f0a-4d38-9f7e-1c2d3e4f5a6b")
    client.post(NEW, data)
    client.post(NEW, data)
    assert Order.objects.filter(kind="amendment").count() == 1


def test_a_lost_race_shows_both_versions(client, base):
    order = saved(client, base, entry("repeal", "§ 4"))
    data = sent(base, entry("repeal", "§ 1"), save="", version=order.version - 1)
    answer = client.post(reverse("orders:amendment_edit", args=[order.pk]), data)
    assert answer.status_code == 409
    assert "paragraf:1" in answer.content.decode()


def test_a_whole_paragraph_may_be_typed_with_its_parts(client, base):
    order = saved(client, base, entry("reword", "§ 1", "1. Wprowadza się regulamin.\n2. Regulamin jest jawny."))
    assert body_of(order)[1:3] == ["„§ 1. 1. Wprowadza się regulamin.", "2. Regulamin jest jawny.”."]


def test_two_units_are_no_new_wording_of_one(client, base):
    order = saved(client, base, entry("reword", "§ 2 pkt 1", "1) misja;\n2) wizja"))
    said = words(client.get(reverse("orders:amendment_edit", args=[order.pk])))
    assert "§ 2 pkt 1: nowe brzmienie to jedna jednostka, a wpisano ich 2." in said


def test_an_order_that_lost_force_meanwhile_is_no_longer_amended(client, base):
    order = saved(client, base, entry("repeal", "§ 4"))
    repeals = {"kind": "other", "repeals": [{"order": base.order_id, "provision": "§ 2"}]}
    order_of_text(base.centre, (paragraf("x"),), by=base.issued_by, effects=repeals)
    refused = words(client.get(reverse("desk:order_check", args=[order.pk])))
    assert "Zmieniane zarządzenie nie obowiązuje już albo go nie wybrano." in refused
    assert client.get(reverse("orders:amendment_edit", args=[order.pk])).status_code == 200


def test_the_worked_example_comes_out_of_the_form_word_for_word(client, director):
    """On an order that says what example A says; of a team appointed in the program the roster has its own kind."""
    subject = "powołania Zespołu do spraw opracowania koncepcji Lokalnej Polityki Świadczeń"
    base = order_of_text(director.centre, tree_of(WHOLE), by=director, subject=subject)
    order = saved(
        client,
        base,
        entry("words", "§ 4 ust. 5", "5 dni roboczych", "3 dni roboczych"),
        entry("end", "§ 2 pkt 4", "Alicja Ćwiczebna, pracownik socjalny w Rejonowym Zespole Pomocy Społecznej Nr 2"),
        entry("after", "§ 3 ust. 1", to_text(example.CHANGES[3].units)),
        entry("reword", "§ 2 pkt 3", "3) sekretarz – Tomasz Przykładny, podinspektor w Dziale Organizacyjnym;"),
        entry("repeal", "§ 2 pkt 4 lit. b"),
        effective="on_date",
        effective_on="1.09.2018",
    )
    said = "\n".join(body_of(order)).replace(f"nr {base.number_text}", "nr 23/2018")
    assert said == f"{example.AMENDING}\n§ 2. Zarządzenie wchodzi w życie z dniem 1 września 2018 r."
    assert [one["provision"] for one in order.effects["changes"]] == example.CITED
    issue(client, order)
    text = to_text(consolidated_on(base, SEPTEMBER_1).tree)
    assert text.split("\n§ 3.")[0].split("\n§ 2.")[1] == example.CONSOLIDATED_2.removeprefix("§ 2.")
