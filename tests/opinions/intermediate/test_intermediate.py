"""Opinie cząstkowe of a product: begun, adopted and confirmed like any opinion, named by the final one, and read by
WRZOS only through it."""

import datetime
from types import SimpleNamespace

import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.desk.verification import told_about
from apps.opinions import actions, pdf, rules, words
from apps.opinions.content import content_hash
from apps.opinions.intermediate.reading import documents_named_by
from apps.opinions.models import Opinion
from tests import factories
from tests.factories import implementation
from tests.factories.opinions import VOTED, _place, opinion_scene, vote, write_everything
from tests.factories.orders import RULES
from tests.gate import assert_gate, pdf_text
from tests.opinions.test_pages import client_of

pytestmark = pytest.mark.django_db
S = Opinion.Status
TITLES = ["Przydatność wywiadu", "Stosowane narzędzia"]


@pytest.fixture
def place():
    """A team whose product asks for two intermediate opinions, the second only after the pilot."""
    scene = _place(RULES, {"code": "4a"})
    scene.steps = [
        implementation.step(scene.product, intermediate_title=title, text=f"Zespół przygotowuje opinię: {title}.")
        for title in TITLES
    ]
    for step in scene.steps:
        scene.product.parts.create(rank=90 + step.rank, kind="section", title=f"Ocena {step.rank}", of_step=step.rank)
    with clock.pretend(VOTED):
        scene.final = begun(scene, None)
        scene.opinion = scene.final
    return scene


def begun(scene, step):
    with clock.pretend(VOTED):
        return actions.begin_opinion(scene.pilot, scene.product, scene.team, by=scene.member, step=step)


def brought(scene, opinion, to=S.CONFIRMED):
    """By the real actions, all on one day."""
    to_here = [S.CIRCULATED, S.VOTING, S.ADOPTED, S.CONFIRMED]
    with clock.pretend(VOTED):
        for section in opinion.sections.all():
            actions.save_section(section, "<p>Ocena jest dobra.</p>", section.version, by=scene.member)
        for state in to_here[: to_here.index(to) + 1]:
            opinion = Opinion.objects.get(pk=opinion.pk)
            _MOVES[state](SimpleNamespace(**vars(scene) | {"opinion": opinion}))
    return Opinion.objects.get(pk=opinion.pk)


def _adopt(scene):
    vote(scene, "for", scene.chair, scene.secretary, scene.member)
    actions.close_vote(scene.opinion, by=scene.chair)


_MOVES = {
    S.CIRCULATED: lambda scene: actions.circulate(scene.opinion, by=scene.member),
    S.VOTING: lambda scene: actions.put_to_vote(scene.opinion, "meeting", by=scene.chair),
    S.ADOPTED: _adopt,
    S.CONFIRMED: lambda scene: actions.confirm(scene.opinion, by=scene.chair),
}


def finished(scene):
    """The final opinion handed over, with both intermediate ones behind it."""
    scene.parts = [brought(scene, begun(scene, step)) for step in scene.steps]
    with clock.pretend(VOTED):
        write_everything(scene)
    final = brought(scene, scene.final)
    with clock.pretend(VOTED):
        actions.hand_over(final, by=scene.director)
    return Opinion.objects.get(pk=final.pk)


def test_it_has_its_own_parts_noun_name_and_file(place):
    opinion = begun(place, place.steps[0])

    assert [section.part.title for section in opinion.sections.all()] == ["Ocena 1"]
    assert (words.noun_of(opinion).accusative, str(opinion)) == ("opinię cząstkową", "4a. Przydatność wywiadu")
    assert words.file_name(opinion).startswith("opinia-czastkowa-4a-krok-1-")
    assert pdf.title_of(opinion).startswith("Opinia cząstkowa – produkt 4a: Przydatność wywiadu – ")
    assert words.subject_of(opinion) == "opinia cząstkowa – produkt 4a: Przydatność wywiadu"


def test_the_board_shows_each_below_its_final_opinion(place):
    begun(place, place.steps[0])
    with clock.pretend(VOTED):
        answer = client_of(place.member).get(reverse("opinions:board"))
    (line,) = answer.context["pilots"][0].lines

    assert line.opinion.pk == place.final.pk
    assert [(part.name, part.opinion is not None, part.can_begin) for part in line.parts] == [
        ("Przydatność wywiadu", True, False),
        ("Stosowane narzędzia", False, True),
    ]
    assert "Opinie cząstkowe do produktu 4a" in answer.content.decode()


def test_it_is_begun_from_its_own_page_once(place):
    address = reverse("opinions:begin_intermediate", args=[place.pilot.pk, "4a", place.steps[0].rank])
    with clock.pretend(VOTED):
        page = client_of(place.member).get(address).content.decode()
        first, second = client_of(place.member).post(address), client_of(place.chair).post(address)
        refused = client_of(place.director).get(
            reverse("opinions:begin_intermediate", args=[place.pilot.pk, "4a", place.steps[1].rank])
        )

    assert "Ocena 1" in page
    assert "Wpływ na realizację usług" not in page
    assert (first.url, second.url, refused.url) == (
        Opinion.objects.get(step=place.steps[0]).get_absolute_url(),
        first.url,
        reverse("opinions:board"),
    )


def test_the_final_one_waits_until_each_is_confirmed(place):
    said = {}
    with clock.pretend(VOTED):
        write_everything(place)
        actions.circulate(place.final, by=place.member)
    first = brought(place, begun(place, place.steps[0]), S.ADOPTED)
    for moment in ("adopted", "confirmed"):
        said[moment] = rules.missing(Opinion.objects.get(pk=place.final.pk))
        if moment == "adopted":
            with clock.pretend(VOTED):
                actions.confirm(first, by=place.chair)
    with clock.pretend(VOTED), pytest.raises(DomainError, match="„Stosowane narzędzia” nie jest jeszcze potwierdzona"):
        actions.put_to_vote(place.final, "meeting", by=place.chair)

    assert said == {
        "adopted": [f"Opinia cząstkowa „{title}” nie jest jeszcze potwierdzona." for title in TITLES],
        "confirmed": [f"Opinia cząstkowa „{TITLES[1]}” nie jest jeszcze potwierdzona."],
    }


def test_it_waits_for_the_end_of_the_pilot_when_its_step_does(place):
    late = implementation.step(place.product, intermediate_title="Założenia", after_pilot=True)
    opinion = brought(place, begun(place, late), S.CIRCULATED)
    last_day = place.pilot.ends_on
    with clock.pretend(last_day - datetime.timedelta(days=1)), pytest.raises(DomainError) as refusal:
        actions.put_to_vote(opinion, "meeting", by=place.chair)
    with clock.pretend(last_day):
        moved = actions.put_to_vote(opinion, "meeting", by=place.chair)

    assert str(refusal.value) == "Opinię cząstkową można przyjąć po zakończeniu pilotażu, czyli od 31 sierpnia 2019 r."
    assert moved.status == S.VOTING


def test_it_is_never_handed_over_alone(place):
    opinion = brought(place, begun(place, place.steps[0]))
    with clock.pretend(VOTED), pytest.raises(DomainError, match="razem z produktem końcowym"):
        actions.hand_over(opinion, by=place.director)
    with clock.pretend(VOTED):
        page = client_of(place.director).get(opinion.get_absolute_url()).content.decode()

    assert "Przekaż" not in page


def test_the_final_one_names_them_in_content_and_print(place):
    final = finished(place)
    content = final.adoption.voted.content
    documents = [part.confirmation.document for part in place.parts]
    made = bytes(final.confirmation.document.blob.content)

    assert content["intermediates"] == [
        {"title": title, "code": one.code, "sha256": one.blob_id, "adopted_on": "2018-09-03"}
        for title, one in zip(TITLES, documents, strict=True)
    ]
    assert content_hash(content) == final.adoption.voted.content_hash
    assert content_hash(content | {"intermediates": []}) != final.adoption.voted.content_hash
    assert_gate(made)
    text = pdf_text(made)
    assert all(one.code in text for one in documents)
    assert all(one.blob_id in text.replace(" ", "") for one in documents)


def test_the_paper_of_an_intermediate_one_passes_the_gate(place):
    opinion = brought(place, begun(place, place.steps[0]))
    made = bytes(opinion.confirmation.document.blob.content)

    assert_gate(made)
    text = pdf_text(made)
    assert "Opinia cząstkowa: Przydatność wywiadu" in text
    assert "4a, krok 1" in text
    assert "Rekomendacje" not in text


def test_the_code_of_an_intermediate_one_tells_what_it_is(place):
    opinion = brought(place, begun(place, place.steps[0]))
    told = told_about(opinion.confirmation.document.code)

    assert told.kind == "opinia cząstkowa"
    assert ("Opinia cząstkowa", "Przydatność wywiadu") in told.facts


def test_wrzos_reads_those_that_a_handed_over_opinion_names_and_no_other(place):
    reviewer = factories.wrzos()
    lonely = brought(place, begun(place, place.steps[0]))
    address = reverse("reports:intermediate_pdf", args=[place.final.pk, lonely.confirmation.document.code])
    before = client_of(reviewer).get(address).status_code
    place.steps, place.first = place.steps[1:], lonely
    final = finished(place)
    second = place.parts[0].confirmation.document
    other = brought_elsewhere()
    codes = [lonely.confirmation.document.code, second.code, other.confirmation.document.code]
    addresses = [reverse("reports:intermediate_pdf", args=[final.pk, code]) for code in codes]
    who = {"wrzos": reviewer, "employee": place.employee, "foreign": place.foreign_director}
    answers = {name: [client_of(user).get(one).status_code for one in addresses] for name, user in who.items()}

    assert before == 404
    assert answers == {"wrzos": [200, 200, 404], "employee": [200, 200, 404], "foreign": [404, 404, 404]}
    assert documents_named_by(final.hand_over).count() == 2
    assert client_of(reviewer).get(lonely.get_absolute_url()).status_code == 404
    read = client_of(reviewer).get(reverse("reports:handed_over", args=[final.pk])).content.decode()
    assert f'href="{addresses[0]}"' in read


def brought_elsewhere():
    """A confirmed opinion of another centre."""
    return opinion_scene(S.CONFIRMED).opinion
