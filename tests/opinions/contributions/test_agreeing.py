"""What becomes of proposals: stances, merging with provenance, setting aside, and undoing all of it."""

import pytest
from django.test import Client
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError, StaleVersion
from apps.opinions import actions as opinions
from apps.opinions.content import content_of
from apps.opinions.contributions import actions, reading, similar
from apps.opinions.models import Contribution, Finding
from tests.factories.opinions import BEGUN

from .scene import AFTER, MINUS, PLUS, collecting, gathered, give, submit

pytestmark = pytest.mark.django_db
GIVEN = [
    ("chair", "advantage", PLUS),
    ("member", "advantage", "Krócej czekają klienci na swoją decyzję."),
    ("secretary", "disadvantage", MINUS),
    ("member", "law", "Doprecyzować art. 107."),
]


@pytest.fixture(autouse=True)
def _after_the_round():
    with clock.pretend(AFTER):
        yield


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(scene, name, *more):
    return reverse(f"opinions:{name}", args=[scene.opinion.pk, *more])


def cards(scene, who="chair"):
    """Words of each proposal that waits → its card, as the member sees it."""
    groups = reading.groups(getattr(scene, who), scene.opinion)
    return {card.contribution.body: card for group in groups for card in group.waiting}


def test_proposals_stand_in_groups_by_kind():
    scene = gathered(*GIVEN)
    assert [(g.title, len(g.waiting)) for g in reading.groups(scene.chair, scene.opinion)] == [
        ("Plusy", 2),
        ("Minusy", 1),
        ("Rekomendacje: zmiana w przepisach prawa", 1),
    ]


def test_similar_ones_are_suggested_and_single_voices_named():
    scene = gathered(*GIVEN)
    found = cards(scene)
    assert {words: [one.contribution.person_id for one in card.similar] for words, card in found.items()} == {
        PLUS: [scene.people["member"].pk],
        GIVEN[1][2]: [scene.people["chair"].pk],
        MINUS: [],
        GIVEN[3][2]: [],
    }
    assert [card.standing for card in found.values()] == [
        "może o tym samym",
        "może o tym samym",
        "pojedynczy głos",
        "pojedynczy głos",
    ]


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("Klient krócej czeka na decyzję.", "Krótszy czas oczekiwania klientów na decyzje", True),
        ("Klient krócej czeka na decyzję.", "Więcej narad i notatek.", False),
        ("Klient krócej czeka.", "Klient", False),
        ("", "", False),
    ],
)
def test_words_count_whatever_their_endings(one, other, are):
    assert similar.is_similar(similar.stems(one), similar.stems(other)) == are


def test_a_plus_of_one_and_a_minus_of_another_may_contradict():
    scene = gathered(
        ("chair", "advantage", "Więcej czasu na pracę z rodziną"),
        ("member", "disadvantage", "Nie ma więcej czasu na pracę z rodziną"),
    )
    first, second = cards(scene).values()
    assert (first.contrary, second.contrary) == ([second], [first])
    address = url(scene, "contradiction") + f"?w={first.contribution.pk}&amp;w={second.contribution.pk}"
    assert address in client_of(scene.chair).get(url(scene, "consolidation")).content.decode()


def test_stances_are_counted_and_one_disagreement_is_a_contradiction():
    scene = gathered(*GIVEN)
    plus = scene.given[0]
    actions.take_stance(plus, "agree", "", by=scene.member)
    assert (cards(scene)[PLUS].standing, cards(scene)[PLUS].counted) == ("zgoda", "1 za, 0 przeciw")
    actions.take_stance(plus, "disagree", "Nie skróciło się.", by=scene.secretary)
    assert (cards(scene)[PLUS].standing, cards(scene)[PLUS].counted) == ("sprzeczność", "1 za, 1 przeciw")
    actions.take_stance(plus, "agree", "", by=scene.secretary)
    assert cards(scene)[PLUS].counted == "2 za, 0 przeciw"


@pytest.mark.parametrize(
    ("who", "choice", "reason", "refusal"),
    [
        ("chair", "agree", "", "wobec propozycji innych"),
        ("member", "disagree", "  ", "dlaczego się nie zgadzasz"),
        ("member", "maybe", "", "Wybierz"),
        ("director", "agree", "", "tylko członek zespołu"),
    ],
)
def test_a_stance_is_anothers_and_a_disagreement_has_a_reason(who, choice, reason, refusal):
    scene = gathered(*GIVEN)
    with pytest.raises(DomainError, match=refusal):
        actions.take_stance(scene.given[0], choice, reason, by=getattr(scene, who))


def test_proposals_become_one_plus_in_the_writers_words_with_provenance():
    scene = gathered(*GIVEN)
    actions.take_stance(scene.given[0], "disagree", "Nie skróciło się.", by=scene.secretary)
    made = actions.merge(scene.opinion, scene.given[:2], "advantage", {"body": "Krócej się czeka."}, by=scene.chair)

    (row,) = reading.with_provenance(list(scene.opinion.findings.all()))
    assert (row.pk, row.body) == (made.pk, "Krócej się czeka.")
    assert row.provenance == (
        "Na podstawie propozycji: Anna Przykładowa, Piotr Szablonowy. Nie zgadza się: Maria Testowa."
    )
    assert set(cards(scene)) == {MINUS, GIVEN[3][2]}


def test_provenance_is_not_in_what_goes_to_wrzos():
    scene = gathered(*GIVEN)
    actions.merge(scene.opinion, scene.given[:2], "advantage", {"body": "Krócej się czeka."}, by=scene.chair)
    said = str(content_of(scene.opinion))
    assert ("Krócej się czeka." in said, PLUS in said, "Szablonowy" in said) == (True, False, False)


def test_proposals_join_what_stands():
    scene = gathered(*GIVEN)
    row = opinions.add_finding(scene.opinion, "advantage", "Szybciej.", by=scene.member)
    actions.merge_into(row, scene.given[:1], {"body": "Szybciej i prościej."}, 1, by=scene.chair)
    row.refresh_from_db()
    assert (row.body, row.version, row.contributions.get()) == ("Szybciej i prościej.", 2, scene.given[0])
    with pytest.raises(StaleVersion):
        actions.merge_into(row, scene.given[1:2], {"body": "Stare."}, 1, by=scene.chair)


def test_a_recommendation_keeps_its_act_and_article():
    scene = gathered(*GIVEN)
    said = {
        "body": "Zmienić.",
        "legal_act": "ustawa o pomocy społecznej",
        "article": "art. 107",
        "addressee": "minister",
    }
    made = actions.merge(scene.opinion, scene.given[3:], "law", said, by=scene.chair)
    assert (made.legal_act, made.article, made.contributions.count()) == (said["legal_act"], "art. 107", 1)


def test_undoing_a_merge_frees_the_proposals_and_takes_away_what_was_made_of_them():
    scene = gathered(*GIVEN)
    made = actions.merge(scene.opinion, scene.given[:2], "advantage", {"body": "Krócej."}, by=scene.chair)
    assert actions.undo_merge(made, by=scene.member) is True
    assert (Finding.objects.count(), len(cards(scene))) == (0, 4)


def test_undoing_a_merge_leaves_words_that_somebody_changed_since():
    scene = gathered(*GIVEN)
    made = actions.merge(scene.opinion, scene.given[:2], "advantage", {"body": "Krócej."}, by=scene.chair)
    opinions.change_finding(made, "Krócej o tydzień.", 1, by=scene.member)
    assert actions.undo_merge(made, by=scene.member) is False
    assert (Finding.objects.get().body, len(cards(scene))) == ("Krócej o tydzień.", 4)


def test_a_plus_removed_by_hand_lets_its_proposals_wait_again():
    scene = gathered(*GIVEN)
    made = actions.merge(scene.opinion, scene.given[:2], "advantage", {"body": "Krócej."}, by=scene.chair)
    opinions.remove_finding(made, 1, by=scene.member)
    assert len(cards(scene)) == 4


def test_what_is_merged_once_is_not_merged_again():
    scene = gathered(*GIVEN)
    actions.merge(scene.opinion, scene.given[:1], "advantage", {"body": "Krócej."}, by=scene.chair)
    for body in ("Krócej.", "Inaczej."):
        with pytest.raises(DomainError, match="już połączono"):
            actions.merge(scene.opinion, scene.given[:2], "advantage", {"body": body}, by=scene.chair)
    with pytest.raises(DomainError, match="już jest w tekście"):
        actions.merge(scene.opinion, scene.given[1:2], "advantage", {"body": "Krócej."}, by=scene.chair)


def test_setting_aside_has_a_reason_and_an_undo():
    scene = gathered(*GIVEN)
    with pytest.raises(DomainError, match="dlaczego"):
        actions.set_aside(scene.given[2], " ", by=scene.chair)
    aside = actions.set_aside(scene.given[2], "Poza zakresem.", by=scene.chair)
    assert (MINUS in cards(scene), aside.set_aside) == (False, "Poza zakresem.")
    actions.take_up(aside, by=scene.member)
    assert MINUS in cards(scene)


def test_nothing_is_agreed_on_before_the_round_is_over():
    scene = collecting()
    made = give(scene, "chair")
    give(scene, "member")
    submit(scene, "chair", "member")
    with clock.pretend(BEGUN):
        for deed in (
            lambda: actions.take_stance(made, "agree", "", by=scene.member),
            lambda: actions.set_aside(made, "Nie.", by=scene.member),
        ):
            with pytest.raises(DomainError, match="gdy zbieranie propozycji się skończy"):
                deed()
        with pytest.raises(DomainError, match="z zakończonego zbierania"):
            actions.merge(scene.opinion, [made], "advantage", {"body": "Wcześnie."}, by=scene.member)


def test_another_opinions_proposals_are_not_merged():
    scene, other = gathered(*GIVEN), gathered(*GIVEN)
    with pytest.raises(DomainError, match="z zakończonego zbierania"):
        actions.merge(scene.opinion, other.given[:1], "advantage", {"body": "Obce."}, by=scene.chair)
    assert client_of(scene.chair).get(url(scene, "stance", other.given[0].pk)).status_code == 404


def test_the_whole_way_by_pages():
    scene = gathered(*GIVEN)
    client = client_of(scene.secretary)
    client.post(url(scene, "stance", scene.given[1].pk), {"choice": "agree"})
    page = client.get(url(scene, "merge"), {"w": [one.pk for one in scene.given[:2]]})
    form = page.context["form"]
    assert form["body"].value() == f"{PLUS}\n\n{GIVEN[1][2]}"
    sent = {"w": [one.pk for one in scene.given[:2]], "cel": page.context["goal"], "body": "Krócej się czeka."}
    assert client.post(url(scene, "merge"), sent).url == url(scene, "consolidation")
    assert "Na podstawie propozycji: Anna Przykładowa, Piotr Szablonowy." in client.get(
        url(scene, "findings")
    ).content.decode().replace("&nbsp;", " ")
    client.post(url(scene, "undo_merge", scene.given[0].pk))
    assert Contribution.objects.filter(finding=None).count() == 4


def test_a_merge_into_what_somebody_changed_shows_both_texts():
    scene = gathered(*GIVEN)
    row = opinions.add_finding(scene.opinion, "advantage", "Szybciej.", by=scene.member)
    opinions.change_finding(row, "Szybciej o tydzień.", 1, by=scene.member)
    sent = {"w": [scene.given[0].pk], "cel": f"finding-{row.pk}", "body": "Moje słowa.", "version": 1}
    lost = client_of(scene.chair).post(url(scene, "merge"), sent)
    page = lost.content.decode()
    assert (lost.status_code, "Szybciej o tydzień." in page, "Moje słowa." in page) == (409, True, True)
    sent["version"] = lost.context["form"]["version"].value()
    client_of(scene.chair).post(url(scene, "merge"), sent)
    row.refresh_from_db()
    assert row.body == "Moje słowa."


@pytest.mark.parametrize("name", ["contributions", "consolidation"])
def test_pages_ask_the_same_whatever_they_hold(name, django_assert_max_num_queries):
    few, many = gathered(*GIVEN), gathered(*GIVEN, *[("member", "advantage", f"Plus {n}") for n in range(6)])
    counts = []
    for scene in (few, many):
        client = client_of(scene.chair)
        client.get(url(scene, name))  # Tabela 1 is read once
        with django_assert_max_num_queries(15) as asked:
            client.get(url(scene, name))
        counts.append(len(asked))
    assert counts[0] == counts[1]
