"""The reviewer's pages: remarks, the check before the decision, what the centre sees and when, editions compared."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.opinions.models import HandOver, Opinion, Review
from apps.opinions.review import actions
from tests import factories
from tests.accounts.post import waiting_letters
from tests.factories.opinions import BACK_BY, REMARKED, VOTED, opinion_scene, second_edition

pytestmark = pytest.mark.django_db
S = Opinion.Status
EDITIONS = [("handed_over_edition", 1), ("handed_over_edition", 2), ("handed_over",)]


def of(user):
    client = Client()
    client.force_login(user)
    return client


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " "))


@pytest.fixture
def handed():
    scene = opinion_scene(S.HANDED_OVER)
    with clock.pretend(VOTED):
        yield scene


def page(scene, name, *more):
    return reverse(f"reports:{name}", args=[scene.opinion.pk, *more])


def write(scene, body, chapter=REMARKED, by=None):
    return of(by or scene.reviewer).post(page(scene, "remark_new"), {"chapter": chapter, "body": body}, follow=True)


def test_a_reviewer_writes_changes_and_removes_remarks_and_another_sees_whose_they_are(handed):
    shown = text(write(handed, "Podajcie dane."))
    assert "Uwaga nr 1 – Wpływ na realizację usług" in shown
    written = handed.opinion.hand_over.remarks.get()
    other = of(factories.wrzos("Roman Drugi"))
    other.post(page(handed, "remark", written.pk), {"chapter": "", "body": "Podajcie dane za rok.", "version": 1})

    seen = text(of(handed.reviewer).get(page(handed, "handed_over")))
    assert ("Podajcie dane za rok." in seen, "Wanda Recenzencka" in seen, "Zmiana: Roman Drugi" in seen) == (True,) * 3
    of(handed.reviewer).post(page(handed, "remark_remove", written.pk), {"version": 2})
    assert handed.opinion.hand_over.remarks.count() == 0


def test_two_texts_of_a_remark_are_both_shown(handed):
    write(handed, "Podajcie dane.")
    written = handed.opinion.hand_over.remarks.get()
    actions.change_remark(written, "", "Tekst Romana.", 1, by=factories.wrzos("Roman Drugi"))
    answer = of(handed.reviewer).post(
        page(handed, "remark", written.pk), {"chapter": "", "body": "Tekst Wandy.", "version": 1}
    )
    assert (answer.status_code, "Tekst Romana." in text(answer), "Tekst Wandy." in text(answer)) == (409, True, True)


def test_the_centre_sees_no_remark_before_the_decision(handed):
    write(handed, "TAJNA UWAGA")
    for address in (page(handed, "handed_over"), page(handed, "product_story"), handed.opinion.get_absolute_url()):
        for who in (handed.director, handed.chair, handed.member):
            assert "TAJNA UWAGA" not in text(of(who).get(address))
    actions.return_(handed.opinion.hand_over, "Powód.", BACK_BY, by=handed.reviewer)
    assert "TAJNA UWAGA" in text(of(handed.member).get(reverse("opinions:review_remarks", args=[handed.opinion.pk])))


def test_the_check_page_says_who_will_be_told_and_the_letters_go_to_them(handed):
    write(handed, "Podajcie dane.")
    said = {"reasons": "Brakuje danych.", "deadline_on": "24.09.2018"}
    check = of(handed.reviewer).post(page(handed, "return"), said)
    shown = text(check)
    told = [handed.director, handed.chair, handed.secretary, handed.member]
    assert [user.full_name for user in told if user.full_name not in shown] == []
    assert (Review.objects.count(), "Podajcie dane." in shown, "24 września 2018 r." in shown) == (0, True, True)

    done = of(handed.reviewer).post(
        page(handed, "return"), said | {"seen": check.context["seen"], "zwroc": "tak"}, follow=True
    )
    assert "Zwrócono do poprawy." in text(done)
    letters = [letter for letter in waiting_letters() if "WRZOS" in letter.subject]
    assert sorted(letter.to for letter in letters) == sorted(user.email for user in check.context["told"])
    assert ("Podajcie dane." in letters[0].body, "24 września 2018 r." in letters[0].body) == (False, True)


def test_a_remark_written_meanwhile_stops_the_decision_and_keeps_the_reasons(handed):
    said = {"reasons": "Brakuje danych za rok.", "deadline_on": "24.09.2018"}
    seen = of(handed.reviewer).post(page(handed, "return"), said).context["seen"]
    write(handed, "Jeszcze jedna.", by=factories.wrzos("Roman Drugi"))
    answer = of(handed.reviewer).post(page(handed, "return"), said | {"seen": seen, "zwroc": "tak"})

    assert (answer.status_code, Review.objects.count()) == (409, 0)
    assert "Uwagi zmieniły się" in text(answer)
    assert "Brakuje danych za rok." in text(answer)


def test_a_decision_taken_meanwhile_is_told_in_words_and_the_remark_is_kept(handed):
    actions.accept(handed.opinion.hand_over, by=factories.wrzos("Roman Drugi"))
    shown = text(write(handed, "Spóźniona uwaga."))
    assert "WRZOS rozstrzygnął już o tym wydaniu: przyjęto jako ostateczne (Roman Drugi" in shown
    assert "Spóźniona uwaga." in shown


def test_an_accepted_opinion_is_final_for_everybody(handed):
    seen = of(handed.reviewer).get(page(handed, "accept")).context["seen"]
    shown = text(of(handed.reviewer).post(page(handed, "accept"), {"seen": seen}, follow=True))
    assert "WRZOS przyjął opinię jako ostateczną: Wanda Recenzencka" in shown
    centre = text(of(handed.member).get(handed.opinion.get_absolute_url()))
    assert "WRZOS przyjął opinię jako ostateczną. Nic już nie trzeba robić." in centre


def test_the_second_edition_says_what_changed_with_each_remark_beside_its_answer():
    scene = second_edition(S.HANDED_OVER)
    shown = text(of(scene.reviewer).get(page(scene, "handed_over")))

    assert "Co się zmieniło" in shown
    assert "zmienione części: 1" in shown
    assert "Podajcie dane za cały rok." in shown
    assert "Stanowisko zespołu: uwzględniona." in shown
    assert "<ins>" in shown
    assert "<del>" in shown


def test_wrzos_reads_the_returned_edition_while_the_next_one_is_written():
    scene = second_edition(S.VOTING)
    for address in (page(scene, "handed_over"), page(scene, "handed_over_edition", 1)):
        shown = text(of(scene.reviewer).get(address))
        assert ("zwrócona" in shown, "Teraz z danymi" in shown, "głosowanie</span>" in shown) == (True, False, False)
    assert of(scene.reviewer).get(page(scene, "handed_over_edition", 2)).status_code == 404


def test_an_older_edition_leads_to_the_newer_one():
    scene = second_edition(S.HANDED_OVER)
    said = "To jest wydanie 1. Ośrodek przekazał już nowsze: wydanie 2."
    shown = [re.sub(r"<[^>]+>", "", text(of(scene.reviewer).get(page(scene, *name)))) for name in EDITIONS]
    assert [said in one for one in shown] == [True, False, False]


def test_lists_and_reports_take_the_last_edition_and_name_it():
    scene = second_edition(S.HANDED_OVER)
    reviewer = of(scene.reviewer)
    rows = reviewer.get(reverse("reports:library")).context["page"].object_list
    assert [one.edition for one in rows] == [2]
    archive = reviewer.get(reverse("reports:pilot_zip", args=[scene.pilot.pk]))
    assert b"_wydanie-2_" in b"".join(archive.streaming_content)
    older = reviewer.get(page(scene, "handed_over_edition_pdf", 1))
    first = HandOver.objects.get(opinion=scene.opinion, edition=1)
    assert older["ETag"] == f'"{first.confirmation.document.blob_id}"'
    assert "wydania/1/" in text(reviewer.get(page(scene, "handed_over")))


@pytest.mark.parametrize(
    ("status", "state"), [(S.HANDED_OVER, "do-oceny"), (S.RETURNED, "zwrocone"), (S.ACCEPTED, "ostateczne")]
)
def test_the_library_is_narrowed_by_state_and_words(status, state):
    scene = opinion_scene(status)
    reviewer = of(scene.reviewer)

    def found(query):
        return len(reviewer.get(f"{reverse('reports:library')}?{query}").context["page"].object_list)

    states = {"do-oceny", "zwrocone", "ostateczne"}
    assert {one: found(f"stan={one}") for one in states} == {one: int(one == state) for one in states}
    assert [found("slowa=komplementarni"), found("slowa=nic+takiego"), found(f"slowa={scene.centre.short_name}")] == [
        1,
        0,
        1,
    ]


def test_the_reading_page_asks_the_same_whatever_it_holds(handed):
    def asked(scene):
        reviewer = of(scene.reviewer)
        with CaptureQueriesContext(connection) as queries:
            assert reviewer.get(page(scene, "handed_over")).status_code == 200
        return len(queries)

    empty = asked(handed)
    for number in range(4):
        write(handed, f"Uwaga {number}")
    assert asked(handed) == empty <= 12
    assert asked(second_edition(S.HANDED_OVER)) <= 13
