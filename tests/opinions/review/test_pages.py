"""The team's pages: what WRZOS wants, answers, the next edition; the director's page that hands several over."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.desk.matters import matters_of
from apps.opinions import actions as opinions
from apps.opinions import pdf
from apps.opinions.content import content_hash, content_of
from apps.opinions.models import Opinion, RemarkAnswer
from apps.opinions.review import actions, rules
from tests import factories
from tests.factories import handed_over as laid
from tests.factories.opinions import VOTED, answer_everything, opinion_scene, second_edition

pytestmark = pytest.mark.django_db
S = Opinion.Status


def of(user):
    client = Client()
    client.force_login(user)
    return client


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("&nbsp;", " "))


def test_the_page_of_a_returned_opinion_says_what_wrzos_wants_and_by_when():
    scene = opinion_scene(S.RETURNED)
    with clock.pretend(VOTED):
        shown = text(of(scene.member).get(scene.opinion.get_absolute_url()))
        assert "WRZOS zwrócił wydanie 1" in shown
        assert "Brakuje danych." in shown
        assert "24 września 2018 r." in shown
        assert "Wróć do pracy nad tekstem" in shown
        assert "Wróć do pracy nad tekstem" not in text(of(scene.employee).get(scene.opinion.get_absolute_url()))
        of(scene.member).post(reverse("opinions:resume", args=[scene.opinion.pk]))
    assert Opinion.objects.get(pk=scene.opinion.pk).status == S.WORKING


def test_my_matters_tell_everybody_of_the_return():
    scene = opinion_scene(S.RETURNED)
    with clock.pretend(VOTED):
        member = [matter for matter in matters_of(scene.member).mine if "zwrócona" in matter.what]
        director = [one.waits for one in matters_of(scene.director).others if "zwrócona" in one.waits]
        wrzos = [matter.what for matter in matters_of(scene.reviewer).mine]
    assert [str(matter.until) for matter in member] == ["2018-09-24"]
    assert director == ["zwrócona przez WRZOS: poprawione wydanie trzeba przekazać do 24 września 2018 r."]
    assert wrzos == []
    late = [one.waits for one in matters_of(scene.reviewer).others]
    assert late == ["poprawione wydanie miało być do 24 września 2018 r."]


def test_the_reviewer_is_told_how_many_wait():
    scene = opinion_scene(S.HANDED_OVER)
    assert [(matter.what, matter.url) for matter in matters_of(scene.reviewer).mine] == [
        ("Do oceny: 1", "/biblioteka/?stan=do-oceny")
    ]


def test_the_vote_waits_until_every_remark_is_answered():
    scene = second_edition()
    with clock.pretend(VOTED):
        opinions.circulate(scene.opinion, by=scene.member)
        with pytest.raises(DomainError, match="Najpierw trzeba odpowiedzieć na uwagę WRZOS nr 1."):
            opinions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
        shown = text(of(scene.chair).get(scene.opinion.get_absolute_url()))
        assert "Odpowiedz na uwagę nr 1" in shown
        answer_everything(scene)
        assert opinions.put_to_vote(scene.opinion, "meeting", by=scene.chair).status == S.VOTING


def test_an_answer_is_typed_changed_and_seen():
    scene = second_edition()
    remark = rules.unanswered(scene.opinion).get()
    address = reverse("opinions:review_answer", args=[scene.opinion.pk, remark.pk])
    member = of(scene.member)
    refused = member.post(address, {"disposition": "rejected", "body": "", "version": 0})
    assert "Napisz, dlaczego uwagi nie uwzględniono w całości." in text(refused)
    shown = text(member.post(address, {"disposition": "rejected", "body": "Danych nie ma.", "version": 0}, follow=True))
    assert "Stanowisko zespołu: nieuwzględniona." in shown
    lost = of(scene.secretary).post(address, {"disposition": "accepted", "body": "Są dane.", "version": 0})
    assert (lost.status_code, "Danych nie ma." in text(lost), "Są dane." in text(lost)) == (409, True, True)
    assert RemarkAnswer.objects.get().body == "Danych nie ma."


def test_answers_are_frozen_with_the_content_and_printed():
    scene = second_edition(S.CONFIRMED)
    content = scene.opinion.adoption.voted.content
    assert content["answers"] == [
        {
            "number": 1,
            "chapter": "Wpływ na realizację usług",
            "remark": "Podajcie dane za cały rok.",
            "disposition": "accepted",
            "answer": "Dodaliśmy dane.",
        }
    ]
    paper = pdf.context_of(scene.opinion)["paper"]
    assert "Odpowiedzi na uwagi WRZOS" in [chapter["title"] for chapter in paper["chapters"]]
    assert ("Wydanie", "2 – po zwrocie przez WRZOS") in paper["facts"]


def test_a_first_edition_has_no_answers_and_its_hash_stays():
    scene = opinion_scene(S.CIRCULATED)
    content = content_of(scene.opinion)
    assert ("answers" in content, content_hash(content) == content_hash(content | {"answers": []})) == (False, True)


def test_the_director_hands_several_over_at_once():
    version = factories.catalogue_version()
    products = [factories.product(version, code) for code in ("1", "2a", "3")]
    run, team = laid.pilot_with_team(version)
    made = [laid.opinion_at("confirmed", run, product, team) for product in products]
    director = of(made[0].started_by)
    address = reverse("opinions:hand_over_set")
    shown = director.get(address)
    assert shown.context["form"]["opinions"].initial == [str(one.pk) for one in made]

    director.post(address, {"opinions": [str(one.pk) for one in made[:2]]})
    assert [Opinion.objects.get(pk=one.pk).status for one in made] == [S.HANDED_OVER, S.HANDED_OVER, S.CONFIRMED]


def test_all_are_handed_over_or_none():
    version = factories.catalogue_version()
    products = [factories.product(version, code) for code in ("1", "2a")]
    run, team = laid.pilot_with_team(version)
    ready, not_ready = (
        laid.opinion_at(state, run, product, team)
        for state, product in zip(("confirmed", "adopted"), products, strict=True)
    )
    with pytest.raises(DomainError, match="Przekaż do WRZOS"):
        actions.hand_over_together([ready, not_ready], by=ready.started_by)
    assert Opinion.objects.get(pk=ready.pk).status == S.CONFIRMED
