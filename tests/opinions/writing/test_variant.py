"""The variant of the model in product 2a: asked beside the first part, voted on, frozen, printed."""

import hashlib
import json

import pytest

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.documents.rendering import render_html, render_pdf
from apps.opinions import actions, pdf, rules
from apps.opinions.changes import changes
from apps.opinions.content import content_hash, content_of
from apps.opinions.models import HandOver, Opinion
from apps.opinions.unfinished import unfinished
from apps.opinions.voting.actions import NOTHING_NEW, mend
from apps.opinions.writing.actions import say_variant
from apps.teams.models import BallotResult
from tests.factories.opinions import VOTED, opinion_scene, second_edition, write_everything
from tests.gate import assert_gate, pdf_text
from tests.guards import attempt, ignoring_everything
from tests.opinions.test_pages import client_of, url

pytestmark = pytest.mark.django_db
S = Opinion.Status
UNSAID = {"responsibility_variant": ""}


def forgotten(scene):
    Opinion.objects.filter(pk=scene.opinion.pk).update(**UNSAID)
    scene.opinion.refresh_from_db()
    return scene


def test_it_is_part_of_the_content_and_of_its_hash():
    scene = opinion_scene(S.CIRCULATED)
    said, before = content_of(scene.opinion), content_hash(content_of(scene.opinion))
    say_variant(scene.opinion, "concentrated", by=scene.member)
    now = content_of(Opinion.objects.get())

    assert said["responsibility_variant"] == {"key": "dispersed", "label": "rozproszona"}
    assert (now["responsibility_variant"]["label"], content_hash(now) == before) == ("skoncentrowana", False)
    assert [change.title for change in changes(said, now)] == ["Rozwiązanie modelowe"]


def test_a_content_without_it_keeps_its_hash():
    scene = opinion_scene(S.CIRCULATED)
    content = content_of(forgotten(scene).opinion)
    names = ("sections", "advantages", "disadvantages", "recommendations")
    plain = json.dumps({n: content[n] for n in names}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))

    assert "responsibility_variant" not in content
    assert content_hash(content) == hashlib.sha256(plain.encode()).hexdigest()


@pytest.mark.parametrize("code", ["1", "2b", "5"])
def test_only_product_2a_names_it(code):
    scene = opinion_scene(code=code)
    with pytest.raises(DomainError) as refusal:
        say_variant(scene.opinion, "mixed", by=scene.member)

    assert str(refusal.value) == "Rozwiązanie modelowe wskazuje się w produkcie 2a."
    assert rules.VARIANT_UNSAID not in rules.missing(scene.opinion)


@pytest.mark.parametrize("role", ["chair", "secretary", "member", "director", "employee", "foreign_director"])
def test_the_team_says_it(role):
    scene = opinion_scene()
    try:
        said = say_variant(scene.opinion, "mixed", by=getattr(scene, role)).responsibility_variant
    except DomainError as refusal:
        said = str(refusal)

    assert said == ("mixed" if role in {"chair", "secretary", "member"} else "Treść zmienia tylko członek zespołu.")


def test_it_leaves_a_trace_and_knows_only_three_answers():
    scene = opinion_scene()
    say_variant(scene.opinion, "mixed", by=scene.member)
    event = AuditEvent.objects.filter(verb="opinion.say_variant").get()
    with pytest.raises(DomainError, match="Wybierz rozwiązanie modelowe"):
        say_variant(scene.opinion, "both", by=scene.member)

    assert event.data == {"before": "", "after": "mixed"}


def test_before_it_is_said_nobody_votes_and_both_pages_lead_there():
    scene = forgotten(opinion_scene(S.CIRCULATED))
    with clock.pretend(VOTED), pytest.raises(DomainError, match="Nie wskazano, jakie rozwiązanie modelowe"):
        actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    (first, *_) = unfinished(scene.opinion)
    actions.take_back(scene.opinion, by=scene.member)
    circulating = client_of(scene.chair).get(url(scene, "circulate")).content.decode()

    assert (first.said, [way.url for way in first.ways]) == (rules.VARIANT_UNSAID, [url(scene, "variant")])
    assert f'href="{url(scene, "variant")}">Wskaż rozwiązanie modelowe</a>' in circulating


def test_it_is_asked_beside_the_first_part_only():
    scene = opinion_scene(parts=[("section", "Funkcje"), ("section", "Wpływ")])
    first, second = scene.opinion.sections.all()
    pages = [client_of(scene.member).get(url(scene, "section", one.pk)).content.decode() for one in (first, second)]

    assert [page.count(f'action="{url(scene, "variant")}"') for page in pages] == [1, 0]


def test_the_form_says_it_and_leads_to_the_first_part():
    scene = opinion_scene()
    client, address = client_of(scene.member), url(scene, "variant")
    empty = client.post(address, {})
    answer = client.post(address, {"responsibility_variant": "concentrated"})
    scene.opinion.refresh_from_db()

    assert "Wybierz jedną odpowiedź." in empty.content.decode()
    assert answer.url == url(scene, "section", scene.opinion.sections.get().pk)
    assert scene.opinion.responsibility_variant == "concentrated"


def test_changing_it_during_a_ballot_closes_the_ballot():
    scene = opinion_scene(S.VOTING)
    with pytest.raises(DomainError) as same, clock.pretend(VOTED):
        mend(scene.opinion, {"responsibility_variant": "dispersed"}, by=scene.chair)
    with clock.pretend(VOTED):
        opinion = mend(scene.opinion, {"responsibility_variant": "mixed"}, by=scene.chair)

    assert str(same.value) == NOTHING_NEW
    assert opinion.status == S.CIRCULATED
    assert Opinion.objects.get().responsibility_variant == "mixed"
    assert BallotResult.objects.get().note == "Podczas głosowania zmieniono treść: „Rozwiązanie modelowe”."


def test_the_pages_of_mending_ask_twice():
    scene, sent = opinion_scene(S.VOTING), {"responsibility_variant": "mixed"}
    client, address = client_of(scene.chair), url(scene, "mend_text", "rozwiazanie", scene.opinion.pk)
    chosen = client.get(url(scene, "mend")).content.decode()
    asked = client.post(address, sent).content.decode()
    with clock.pretend(VOTED):
        client.post(address, sent | {"potwierdzam": "tak"})

    assert f'href="{address}"' in chosen
    assert "mieszana/nieustalona" in asked
    assert Opinion.objects.get().responsibility_variant == "mixed"


def test_of_another_product_there_is_nothing_to_mend():
    scene = opinion_scene(S.VOTING, code="2b")
    assert client_of(scene.chair).get(url(scene, "mend_text", "rozwiazanie", scene.opinion.pk)).status_code == 404


def test_it_is_printed_and_handed_over():
    scene = opinion_scene(S.HANDED_OVER)
    text = pdf_text(bytes(scene.opinion.confirmation.document.blob.content))

    assert "Rozwiązanie modelowe odpowiedzialność rozproszona" in text
    assert HandOver.objects.get().responsibility_variant == "dispersed"


def test_what_was_adopted_without_it_prints_as_before():
    scene = opinion_scene()
    write_everything(scene)
    content = render_pdf(render_html("pdf/opinion.html", pdf.context_of(forgotten(scene).opinion)))

    assert_gate(content)
    assert "Rozwiązanie modelowe" not in pdf_text(content)


def test_an_edition_returned_without_it_names_it_before_its_own_vote():
    scene = forgotten(second_edition(S.WORKING))
    assert rules.VARIANT_UNSAID in rules.missing(scene.opinion)


CHANGE = "UPDATE public.opinions_opinion SET responsibility_variant = '{}' WHERE id = {}"


@pytest.mark.parametrize("status", [one for one in S.values if one not in (S.WORKING, S.CIRCULATED)])
def test_the_database_keeps_what_was_put_to_the_vote(as_app_role, status):
    scene = opinion_scene(status)
    said = [
        attempt(as_app_role, CHANGE.format("mixed", scene.opinion.pk), before=before)
        for before in ("", ignoring_everything())
    ]
    assert said == ["Treści nie można już zmienić: trwa głosowanie albo treść została przyjęta."] * 2


def test_the_database_knows_three_variants(as_app_role):
    scene = opinion_scene()
    refused = attempt(as_app_role, CHANGE.format("both", scene.opinion.pk))
    assert refused == "Model nie zna rozwiązania „both”."


def test_the_database_hands_over_only_what_was_adopted(as_app_role):
    scene = opinion_scene(S.CONFIRMED)
    lie = f"""INSERT INTO public.opinions_handover
        (opinion_id, confirmation_id, edition, responsibility_variant, handed_at, handed_by_id)
        SELECT {scene.opinion.pk}, {scene.opinion.confirmation_id}, 1, 'mixed', now(), {scene.director.pk}"""
    assert attempt(as_app_role, lie) == "Rozwiązanie modelowe nie zgadza się z przyjętą treścią."
