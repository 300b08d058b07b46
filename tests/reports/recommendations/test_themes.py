"""Themes: merged by hand, with provenance, support, divergences and the dissents beside them."""

import pytest
from django.urls import reverse, reverse_lazy

from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.documents.rendering import render_html
from apps.reports.models import Theme, ThemeSource
from apps.reports.recommendations import actions, exports, themes
from apps.reports.recommendations.reading import Filters
from apps.reports.recommendations.support import Support, support_of
from tests.factories import handed_over as handed
from tests.reports.conftest import of

from .conftest import BODIES

pytestmark = pytest.mark.django_db
REGISTER = reverse_lazy("recommendations:register")
FIELDS = {"kind": "law", "title": "Zasiłek z art. 39a", "body": "", "legal_act": "ustawa o pomocy społecznej", "article": "art. 39a"}  # fmt: skip # noqa: E501


@pytest.fixture
def theme(said, reviewer):
    chosen = [
        (said["czestochowa R1"], "supports", ""),
        (said["lomza R1"], "supports", ""),
        (said["plock R1"], "contrary", "Chce zostawić."),
    ]
    return actions.merge(FIELDS, chosen, by=reviewer)


def test_support_is_counted_of_the_centres_that_handed_over_the_product(theme, version):
    handed.handed_over(*_other(version, "siedlce", "2a"))
    handed.handed_over(*_other(version, "radom", "2b"))
    assert support_of([theme]) == {theme.pk: Support(2, 1, 4)}
    assert support_of([theme])[theme.pk].words == "popiera 2 z 4 ośrodków, 1 jest przeciwny"


def _other(version, slug, code):
    run, team = handed.pilot_with_team(version, slug)
    return run, version.products.get(code=code), team


@pytest.mark.parametrize(
    ("support", "words"),
    [
        (Support(1, 0, 1), "popiera 1 z 1 ośrodka"),
        (Support(4, 0, 6), "popiera 4 z 6 ośrodków"),
        (Support(0, 3, 22), "popiera 0 z 22 ośrodków, 3 są przeciwne"),
        (Support(1, 5, 8), "popiera 1 z 8 ośrodków, 5 jest przeciwnych"),
    ],
)
def test_support_is_said_in_words(support, words):
    assert support.words == words


def test_a_centre_with_two_sources_counts_once(said, reviewer):
    chosen = [(said["lomza R1"], "supports", ""), (said["lomza R2"], "supports", "")]
    theme = actions.merge(FIELDS, chosen, by=reviewer)
    assert support_of([theme])[theme.pk] == Support(1, 0, 3)


def _next(said, reviewer, **changed):
    """Łomża's document is returned and handed over again; its first recommendation says the same but for `changed`."""
    handed.returned(said["lomza R1"].hand_over, reviewer)
    first = {"body": BODIES["lomza"][0], "article": "art. 39a"} | changed
    made = handed.next_edition(said["lomza R1"].hand_over.opinion, recommendations=[handed.recommendation(1, **first)])
    return made.hand_over.recommendations.get()


def test_unchanged_words_stay_in_their_theme_when_the_next_edition_comes(theme, said, reviewer):
    new, client = _next(said, reviewer), of(reviewer)
    assert (support_of([theme])[theme.pk], themes.chosen([new.pk])) == (Support(2, 1, 3), [])
    page = client.get(theme.get_absolute_url()).content.decode()
    assert "dołączono z&nbsp;wydania 1, w&nbsp;wydaniu 2 brzmi tak samo" in page
    assert "Zmienione w nowym wydaniu" not in page
    lines = [line for group in client.get(REGISTER).context["groups"] for line in group["lines"]]
    assert next(line for line in lines if line == new).source.theme == theme
    with pytest.raises(DomainError, match="należy już do innego tematu"):
        actions.merge(FIELDS, [(new, "supports", "")], by=reviewer)


@pytest.mark.parametrize("changed", [{"body": "Inaczej."}, {"article": "art. 40"}, {"proposed_wording": "Nowe."}])
def test_changed_words_fall_out_and_the_reviewer_is_told(theme, said, reviewer, changed):
    new, client = _next(said, reviewer, **changed), of(reviewer)
    assert support_of([theme])[theme.pk] == Support(1, 1, 3)
    assert "<h2>Zmienione w nowym wydaniu</h2>" in client.get(theme.get_absolute_url()).content.decode()
    assert "1\u00a0źródło tematu zmieniło" in client.get(REGISTER).content.decode()
    assert client.get(reverse("recommendations:themes")).context["changed"] == {theme.pk: theme.title}
    actions.add_sources(theme, [(new, "supports", "")], by=reviewer)
    assert (support_of([theme])[theme.pk], client.get(REGISTER).context["changed"]) == (Support(2, 1, 3), 0)


def test_a_returned_document_is_marked_until_its_next_edition(theme, said, reviewer):
    handed.returned(said["lomza R1"].hand_over, reviewer)
    client, mark = of(reviewer), "<strong>dokument zwrócony do poprawy</strong>"
    pages = [REGISTER, theme.get_absolute_url()]
    assert [client.get(page).content.decode().count(mark) for page in pages] == [2, 1]
    assert sum("dokument zwrócony do poprawy" in exports.cells(line) for line in exports.lines(Filters())) == 2
    printed = render_html("pdf/recommendations.html", exports.context_of(Filters()))
    assert printed.count("Dokument zwrócony do poprawy.") == 2
    handed.next_edition(said["lomza R1"].hand_over.opinion)
    assert [client.get(page).content.decode().count(mark) for page in pages] == [0, 0]


def test_a_recommendation_is_in_one_theme_at_a_time(theme, said, reviewer):
    with pytest.raises(DomainError, match="należy już do innego tematu: „Zasiłek z art. 39a”"):
        actions.merge(FIELDS, [(said["lomza R1"], "supports", "")], by=reviewer)
    assert Theme.objects.count() == 1


def test_each_deed_leaves_its_trace(theme, said, reviewer):
    actions.add_sources(theme, [(said["lomza R2"], "supports", "")], by=reviewer)
    source = theme.sources.get(recommendation=said["lomza R2"])
    actions.take_stance(source, "contrary", "Inaczej.", by=reviewer)
    actions.remove_source(source, by=reviewer)
    actions.change_theme(theme, FIELDS | {"title": "Zasiłek celowy"}, 1, by=reviewer)
    actions.dissolve(theme, by=reviewer)
    assert list(AuditEvent.objects.filter(verb__startswith="theme.").order_by("pk").values_list("verb", flat=True)) == [
        "theme.merged", "theme.sources_added", "theme.stance_taken", "theme.source_removed", "theme.changed",
        "theme.dissolved",
    ]  # fmt: skip
    assert (Theme.objects.count(), ThemeSource.objects.count()) == (0, 0)


def test_two_reviewers_do_not_overwrite_each_other(theme, reviewer):
    actions.change_theme(theme, FIELDS | {"title": "Pierwszy"}, 1, by=reviewer)
    with pytest.raises(StaleVersion):
        actions.change_theme(theme, FIELDS | {"title": "Drugi"}, 1, by=reviewer)


@pytest.mark.parametrize("who", ["director", "reviewer"])
def test_only_reviewers_merge(said, centres, reviewer, who):
    user = reviewer if who == "reviewer" else centres["plock"].handed_by
    if who == "reviewer":
        assert actions.merge(FIELDS, [(said["plock R1"], "supports", "")], by=user).pk
    else:
        with pytest.raises(DomainError, match="recenzenci WRZOS"):
            actions.merge(FIELDS, [(said["plock R1"], "supports", "")], by=user)


def test_the_page_shows_sources_divergences_and_dissents(theme, reviewer):
    page = of(reviewer).get(theme.get_absolute_url()).content.decode()
    assert "popiera 2 z\u00a03 ośrodków, 1 jest przeciwny" in page
    supporting, contrary = page.split("<h2>Popierają</h2>")[1].split("<h2>Rozbieżności</h2>")
    assert "MOPS czestochowa, 2a/R1" in supporting
    assert "zdanie odrębne: <a" in supporting
    assert "MOPS plock, 2a/R1" in contrary
    assert "Chce zostawić." in contrary


def test_merging_from_the_register_without_a_script(said, reviewer):
    client = of(reviewer)
    ticked = [said["czestochowa R1"].pk, said["lomza R1"].pk]
    url = reverse("recommendations:merge") + "?" + "&".join(f"r={pk}" for pk in ticked)
    assert "art. 39a" in client.get(url).content.decode()
    typed = FIELDS | {f"stance_{pk}": "supports" for pk in ticked} | {f"note_{pk}": "" for pk in ticked}
    answer = client.post(url, typed)
    theme = Theme.objects.get()
    assert (answer["Location"], theme.sources.count()) == (theme.get_absolute_url(), 2)
    into = reverse("recommendations:merge") + f"?r={said['plock R1'].pk}&temat={theme.pk}"
    pk = said["plock R1"].pk
    client.post(into, {f"stance_{pk}": "contrary", f"note_{pk}": "Chce zostawić."})
    assert support_of([theme])[theme.pk] == Support(2, 1, 3)
    assert "Zaznacz co najmniej jedną" in client.get(into, follow=True).content.decode()
