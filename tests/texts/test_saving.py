"""Saving is tried on a section and a recommendation of an opinion: any model with version, edited_by, edited_at."""

import datetime
import threading

import pytest
from django.db import connection, transaction

from apps.core import clock
from apps.core.deeds import UntracedDeed
from apps.core.errors import DomainError, StaleVersion
from apps.opinions.models import Opinion, Recommendation, Section
from apps.texts.actions import keep_revision, save_if_unchanged, save_text, settle_text
from apps.texts.history import sittings_of, unused_text_of
from apps.texts.models import SettledText, TextRevision
from tests import factories


@pytest.fixture
def centre(db):
    return factories.centre()


@pytest.fixture
def anna(centre):
    return factories.user_of(factories.person(centre, "Anna Przykładowa"))


@pytest.fixture
def jan(centre):
    return factories.user_of(factories.person(centre, "Jan Wzorcowy", gender="m"))


@pytest.fixture
def opinion(centre, anna):
    version = factories.catalogue_version()
    product = factories.product(version, parts=[("text", "Opis")])
    pilot = factories.pilot(centre, version)
    team = factories.team(centre, [(anna.person, "chair")], pilot=pilot, products=[product.code])
    return Opinion.objects.create(
        pilot=pilot, product=product, team=team, started_by=anna, started_at="2018-07-01T10:00Z"
    )


@pytest.fixture
def section(opinion):
    return Section.objects.create(opinion=opinion, part=opinion.product.parts.get(), body="<p>stary</p>", version=3)


@pytest.fixture
def recommendation(opinion, anna):
    return Recommendation.objects.create(
        opinion=opinion, kind="law", rank=1, body="a", edited_by=anna, edited_at="2018-07-01T10:00Z"
    )


def stored(thing, *names):
    thing.refresh_from_db()
    return tuple(getattr(thing, name) for name in names)


def history():
    """(field, version, body, who) of everything kept, oldest first."""
    return [(kept.field, kept.version, kept.body, kept.saved_by) for kept in TextRevision.objects.order_by("pk")]


def test_a_newer_text_is_saved_clean_and_kept(section, anna):
    assert save_text(section, "body", "<p onclick=x>nowy</p>", 3, by=anna) == 4
    assert stored(section, "body", "version", "edited_by") == ("<p>nowy</p>", 4, anna)
    assert history() == [("body", 4, "<p>nowy</p>", anna)]


def test_the_same_text_is_no_new_version(section, anna):
    assert save_text(section, "body", " <p>stary</p><p></p>", 3, by=anna) == 3
    assert (stored(section, "version", "edited_by"), history()) == ((3, None), [])


def test_the_same_text_sent_twice_is_no_conflict(section, anna):
    save_text(section, "body", "<p>nowy</p>", 3, by=anna)
    assert save_text(section, "body", "<p>nowy</p>", 3, by=anna) == 4


def test_a_thousand_autosaves_of_one_tab_are_no_conflict_and_one_entry_of_history(section, anna):
    version = 3
    for number in range(1000):
        version = save_text(section, "body", f"<p>{number}</p>", version, by=anna, autosaved=True)
    assert (version, stored(section, "body")) == (1003, ("<p>999</p>",))
    assert (len(sittings_of(section, "body")), TextRevision.objects.count() < 10) == (1, True)


def test_a_lost_race_shows_both_texts_and_loses_neither(section, anna, jan):
    save_text(section, "body", "<p>Anny</p>", 3, by=anna)
    with pytest.raises(StaleVersion) as lost:
        save_text(section, "body", "<p>Jana</p>", 3, by=jan)
    assert (lost.value.mine, lost.value.theirs, lost.value.version) == ("<p>Jana</p>", "<p>Anny</p>", 4)
    assert stored(section, "body", "version", "edited_by") == ("<p>Anny</p>", 4, anna)
    assert history() == [("body", 4, "<p>Anny</p>", anna), ("body", None, "<p>Jana</p>", jan)]


@pytest.mark.django_db(transaction=True)
def test_the_losing_text_is_committed_although_the_action_is_refused(opinion, anna, jan):
    section = Section.objects.create(opinion=opinion, part=opinion.product.parts.get(), version=2)
    with pytest.raises(StaleVersion):
        save_text(section, "body", "<p>Jana</p>", 1, by=jan)
    connection.close()  # whatever was not committed is gone
    assert history() == [("body", None, "<p>Jana</p>", jan)]


def test_a_refusing_guard_stops_the_save_and_the_text_is_kept(section, anna):
    def refuse():
        raise DomainError("Opinia jest już poddana pod głosowanie.")

    with pytest.raises(DomainError, match="pod głosowanie"):
        save_text(section, "body", "<p>późny</p>", 3, by=anna, guard=refuse)
    assert (stored(section, "body", "version"), history()) == (
        ("<p>stary</p>", 3),
        [("body", None, "<p>późny</p>", anna)],
    )


def test_what_a_guard_wrote_before_refusing_is_undone(section, anna, opinion):
    def write_and_refuse():
        Opinion.objects.filter(pk=opinion.pk).update(status=Opinion.Status.CIRCULATED)
        raise DomainError("nie")

    with pytest.raises(DomainError):
        save_text(section, "body", "<p>x</p>", 3, by=anna, guard=write_and_refuse)
    assert stored(opinion, "status") == ("working",)


def test_a_text_of_something_removed_is_kept_too(recommendation, anna):
    Recommendation.objects.filter(pk=recommendation.pk).delete()
    with pytest.raises(DomainError, match="usunięty"):
        save_if_unchanged(recommendation, {"body": "b"}, 1, by=anna)
    assert history() == [("body", None, "b", anna)]


def test_several_fields_are_saved_under_one_version_and_only_changed_ones_kept(recommendation, anna, jan):
    assert save_if_unchanged(recommendation, {"body": "a", "addressee": "WRZOS", "justification": "bo"}, 1, by=jan) == 2
    assert stored(recommendation, "body", "addressee", "justification") == ("a", "WRZOS", "bo")
    assert history() == [("addressee", 2, "WRZOS", jan), ("justification", 2, "bo", jan)]


def test_a_conflict_of_several_fields_names_them(recommendation, anna, jan):
    save_if_unchanged(recommendation, {"body": "Anny", "addressee": "A"}, 1, by=anna)
    with pytest.raises(StaleVersion) as lost:
        save_if_unchanged(recommendation, {"body": "Jana", "addressee": "J"}, 1, by=jan)
    assert (lost.value.mine, lost.value.theirs, lost.value.fields) == (
        "treść rekomendacji: Jana\n\nadresat: J",
        "treść rekomendacji: Anny\n\nadresat: A",
        {"body": ("Jana", "Anny"), "addressee": ("J", "A")},
    )


def type_on(section, by, *bodies):
    """Each saved by the script on top of the one before."""
    for body in bodies:
        save_text(section, "body", body, section.version, by=by, autosaved=True)


def test_of_autosaves_a_wording_a_minute_is_kept_and_the_standing_one_is_in_the_section(section, anna):
    type_on(section, anna, "<p>a</p>", "<p>ab</p>", "<p>abc</p>")
    kept = [body for _, _, body, _ in history()]
    with clock.pretend(clock.today() + datetime.timedelta(days=1)):
        type_on(section, anna, "<p>abcd</p>")

    assert kept == ["<p>a</p>"]
    assert history()[1:] == [("body", 6, "<p>abc</p>", anna), ("body", 7, "<p>abcd</p>", anna)]


def test_the_last_words_before_somebody_elses_are_kept(section, anna, jan):
    type_on(section, anna, "<p>a</p>", "<p>ab</p>")
    type_on(section, jan, "<p>ab i Jan</p>")
    assert history() == [
        ("body", 4, "<p>a</p>", anna),
        ("body", 5, "<p>ab</p>", anna),
        ("body", 6, "<p>ab i Jan</p>", jan),
    ]


def test_a_save_on_purpose_keeps_itself_and_the_wording_before(section, anna):
    type_on(section, anna, "<p>a</p>", "<p>ab</p>")
    save_text(section, "body", "<p>abc</p>", 5, by=anna)
    save_text(section, "body", "<p>abc</p>", 6, by=anna)
    assert [said[1:3] for said in history()] == [(4, "<p>a</p>"), (5, "<p>ab</p>"), (6, "<p>abc</p>")]


def test_a_lost_text_sent_again_word_for_word_is_kept_once(section, anna, jan):
    type_on(section, anna, "<p>Anny</p>")
    for body in ["<p>Jana</p>", "<p>Jana</p>", "<p>Jana i więcej</p>"]:
        with pytest.raises(StaleVersion):
            save_text(section, "body", body, 3, by=jan, autosaved=True)
    assert [said[1:3] for said in history()][1:] == [(None, "<p>Jana</p>"), (None, "<p>Jana i więcej</p>")]


def test_the_wording_that_stands_is_in_history_although_no_revision_holds_it(section, anna):
    type_on(section, anna, "<p>a</p>", "<p>ab</p>")
    assert [(one.last, one.stands, one.by) for one in sittings_of(section, "body")] == [(0, True, anna)]


def lose(section, by, body):
    with pytest.raises(StaleVersion):
        save_text(section, "body", body, 1, by=by)
    return TextRevision.objects.first()


def test_a_lost_text_is_offered_to_its_author_until_it_is_settled(section, anna, jan):
    lost = lose(section, jan, "<p>Jana</p>")
    assert (unused_text_of(jan, section, "body"), unused_text_of(anna, section, "body")) == (lost, None)

    with pytest.raises(DomainError, match="jego autor"):
        settle_text(lost, by=anna)
    settle_text(lost, by=jan)
    settle_text(lost, by=jan)

    assert (unused_text_of(jan, section, "body"), SettledText.objects.count()) == (None, 1)


def test_a_lost_text_that_stands_in_the_saved_one_is_not_offered(section, jan):
    lose(section, jan, "<p>Jana</p>")
    save_text(section, "body", "<p>stary</p><p>Jana</p>", 3, by=jan)
    assert unused_text_of(jan, section, "body") is None


@pytest.mark.django_db(transaction=True)
def test_of_eight_who_save_at_once_one_wins_and_all_texts_are_kept(opinion, anna):
    section = Section.objects.create(opinion=opinion, part=opinion.product.parts.get())
    together, outcomes = threading.Barrier(8), []

    def save(number):
        together.wait(20)
        try:
            outcomes.append(save_text(Section.objects.get(pk=section.pk), "body", f"<p>{number}</p>", 1, by=anna))
        except StaleVersion:
            outcomes.append("lost")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(str, outcomes)) == ["2", *["lost"] * 7]
    assert sorted(kept.body for kept in TextRevision.objects.all()) == [f"<p>{number}</p>" for number in range(8)]


@pytest.mark.django_db(transaction=True)
def test_a_save_inside_another_transaction_is_a_defect(opinion, anna):
    section = Section.objects.create(opinion=opinion, part=opinion.product.parts.get())
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        save_text(section, "body", "<p>x</p>", 1, by=anna)


@pytest.mark.django_db(transaction=True)
def test_a_revision_belongs_to_a_deed(opinion, anna):
    with pytest.raises(UntracedDeed):
        keep_revision(opinion, "status", "x", 1, by=anna)


def test_revisions_may_not_be_rewritten_by_the_application(as_app_role):
    for statement in (
        "UPDATE texts_textrevision SET body = ''",
        "DELETE FROM texts_textrevision",
        "DELETE FROM texts_settledtext",
    ):
        with pytest.raises(Exception, match="permission denied"):
            as_app_role.execute(statement)
