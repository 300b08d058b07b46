import pytest
from django.urls import reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.opinions.actions import save_section
from apps.opinions.models import Opinion
from apps.opinions.writing import actions
from apps.opinions.writing.reading import threads
from tests.factories.opinions import BEGUN, VOTED, opinion_scene

from .driving import client_of

pytestmark = pytest.mark.django_db
S = Opinion.Status


@pytest.fixture
def scene():
    scene = opinion_scene()
    with clock.pretend(BEGUN):
        scene.section = scene.opinion.sections.get()
        save_section(scene.section, "<p>Klienci czekają krócej. Pracownicy mają więcej czasu.</p>", 1, by=scene.member)
        yield scene


def address_of(scene, name="section_read", **more):
    return reverse(f"opinions:{name}", kwargs={"pk": scene.opinion.pk, "section_pk": scene.section.pk, **more})


def page_of(scene, user):
    return client_of(user).get(address_of(scene)).content.decode().replace("\u00a0", " ")


def test_a_passage_that_is_gone_is_said_to_be_gone_with_its_old_words(scene):
    actions.add_comment(scene.section, "Skąd to wiadomo?", quote="czekają krócej", by=scene.chair)
    assert "czekają krócej</mark>" not in page_of(scene, scene.member)  # the number stands inside
    assert "<mark" in page_of(scene, scene.member)

    save_section(scene.section, "<p>Klienci czekają tak samo.</p>", scene.section.version, by=scene.member)

    page = page_of(scene, scene.member)
    assert ("<mark" in page, "Fragment usunięty. Brzmiał: „czekają krócej”" in page) == (False, True)


def test_a_quote_that_is_not_in_the_text_is_refused_and_the_comment_kept(scene):
    sent = {"quote": "nie ma tego", "body": "Ważna uwaga."}
    answer = client_of(scene.member).post(address_of(scene), sent)

    assert "Nie ma w tej części takiego fragmentu." in answer.content.decode()
    assert "Ważna uwaga." in answer.content.decode()
    assert scene.section.comments.count() == 0


def test_a_thread_is_answered_resolved_and_opened_again(scene):
    client = client_of(scene.member)
    client.post(address_of(scene), {"quote": "więcej czasu", "body": "Ile?"})
    comment = scene.section.comments.get()
    client.post(address_of(scene, "comment_reply", comment_pk=comment.pk), {"body": "Dwie godziny."})
    client.post(address_of(scene, "comment_resolve", comment_pk=comment.pk))
    comment.refresh_from_db()
    late = client.post(address_of(scene, "comment_reply", comment_pk=comment.pk), {"body": "Po czasie."})

    assert (comment.resolved_by, [one.body for one in comment.replies.all()]) == (scene.member, ["Dwie godziny."])
    assert "Na załatwiony komentarz się nie odpowiada." in late.content.decode()
    assert "Po czasie." in late.content.decode()
    _, (thread,) = threads(scene.section)
    assert (thread.is_gone, [reply.body for reply in thread.replies]) == (False, ["Dwie godziny."])

    client.post(address_of(scene, "comment_resolve", comment_pk=comment.pk), {"przywroc": "1"})
    comment.refresh_from_db()
    assert comment.resolved_by is None


def test_a_reply_is_not_a_thread_of_its_own(scene):
    comment = actions.add_comment(scene.section, "Ile?", by=scene.chair)
    reply = actions.reply_to_comment(comment, "Dwie.", by=scene.member)
    with pytest.raises(DomainError, match="cały wątek"):
        actions.resolve_comment(reply, by=scene.chair)
    with pytest.raises(DomainError):
        actions.reply_to_comment(reply, "Trzy.", by=scene.chair)


@pytest.mark.parametrize("who", ["director", "employee"])
def test_the_centre_reads_comments_and_does_not_write_them(scene, who):
    actions.add_comment(scene.section, "Skąd to wiadomo?", by=scene.chair)
    page = page_of(scene, getattr(scene, who))

    assert ("Skąd to wiadomo?" in page, "Dodaj komentarz" in page, "Załatwione" in page) == (True, False, False)
    with pytest.raises(DomainError, match="tylko członek zespołu"):
        actions.add_comment(scene.section, "x", by=getattr(scene, who))


def test_a_comment_is_no_part_of_what_is_voted_on_or_handed_over():
    scene = opinion_scene(S.CIRCULATED)
    with clock.pretend(VOTED):
        actions.add_comment(scene.opinion.sections.get(), "Tajna uwaga zespołu.", by=scene.chair)
        from apps.opinions.actions import put_to_vote

        put_to_vote(scene.opinion, "meeting", by=scene.chair)
    assert "Tajna uwaga" not in str(scene.opinion.voted.get().content)


def test_once_the_vote_is_open_nobody_comments():
    scene = opinion_scene(S.VOTING)
    with clock.pretend(VOTED), pytest.raises(DomainError, match="Treści nie można już zmienić"):
        actions.add_comment(scene.opinion.sections.get(), "x", by=scene.chair)


def test_words_of_a_comment_are_escaped(scene):
    actions.add_comment(scene.section, "<img src=x onerror=alert(1)>", by=scene.chair)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page_of(scene, scene.member)


def test_the_page_asks_the_same_number_of_questions_for_one_comment_and_for_five(scene, django_assert_max_num_queries):
    client = client_of(scene.member)
    for number in range(5):
        comment = actions.add_comment(scene.section, f"Uwaga {number}", by=scene.chair)
        actions.reply_to_comment(comment, "Odpowiedź", by=scene.member)
    client.get(address_of(scene))
    with django_assert_max_num_queries(12):
        client.get(address_of(scene))
