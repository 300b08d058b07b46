"""The blind round: nobody reads another's word before giving their own, by any address."""

import datetime

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from apps.opinions import actions as opinions
from apps.opinions.contributions import actions, rules
from apps.opinions.models import Contribution
from apps.texts.models import TextRevision
from tests.factories.opinions import BEGUN, write_everything

from .scene import AFTER, DEADLINE, WORDS, collecting, gathered, give, submit

pytestmark = pytest.mark.django_db


def client_of(user):
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def seen(scene, who, day=BEGUN):
    """Whose words the member's page of proposals shows."""
    with clock.pretend(day):
        page = client_of(getattr(scene, who)).get(reverse("opinions:contributions", args=[scene.opinion.pk]))
    return {name for name, words in WORDS.items() if words in page.content.decode()}


def addresses(scene, contribution):
    """Every address of an opinion, with every number in it that of the opinion or of the foreign proposal."""
    for pattern in get_resolver("apps.opinions.urls").url_patterns:
        for one in getattr(pattern, "url_patterns", [pattern]):
            for keys in ({"pk": scene.opinion.pk, "contribution_pk": contribution.pk}, {"pk": scene.opinion.pk}):
                for kind in ({}, {"kind": "advantage"}, {"section_pk": scene.opinion.sections.first().pk}):
                    try:
                        yield reverse(f"opinions:{one.name}", kwargs=keys | kind)
                    except NoReverseMatch:
                        continue


def test_the_round_ends_after_working_days():
    assert collecting().round.deadline_on == DEADLINE


def test_before_submitting_a_member_sees_only_own_words():
    scene = collecting()
    for who in WORDS:
        give(scene, who)
    submit(scene, "chair")

    assert (seen(scene, "member"), seen(scene, "chair")) == ({"member"}, {"chair"})
    submit(scene, "member")
    assert seen(scene, "member") == seen(scene, "chair") == {"member", "chair"}
    assert seen(scene, "secretary") == {"secretary"}


def test_before_submitting_no_address_says_anothers_word():
    scene = collecting()
    foreign = give(scene, "chair")
    submit(scene, "chair")
    client, asked = client_of(scene.member), 0
    with clock.pretend(BEGUN):
        for url in [
            *addresses(scene, foreign),
            "/",
            reverse("opinions:merge", args=[scene.opinion.pk]) + f"?w={foreign.pk}",
        ]:
            for answer in (
                client.get(url, follow=True),
                client.post(url, {"w": foreign.pk, "choice": "agree"}, follow=True),
            ):
                assert WORDS["chair"] not in answer.content.decode(errors="replace"), url
                asked += 1

    assert asked > 60
    foreign.refresh_from_db()
    assert (foreign.finding, foreign.set_aside, foreign.stances.count()) == (None, "", 0)


def test_people_outside_the_team_see_nobodys_words():
    scene = gathered(*[(who, "advantage", words) for who, words in WORDS.items()])
    with clock.pretend(BEGUN):
        for user, expected in [(scene.director, 302), (scene.employee, 302), (scene.foreign_director, 404)]:
            for name in ("contributions", "consolidation"):
                answer = client_of(user).get(reverse(f"opinions:{name}", args=[scene.opinion.pk]))
                assert answer.status_code == expected


@pytest.mark.parametrize("closed", [True, False])
def test_when_the_round_is_over_all_see_what_was_submitted_and_nobody_what_was_not(closed):
    scene = collecting()
    for who in WORDS:
        give(scene, who)
    submit(scene, "chair", "secretary")
    if closed:
        with clock.pretend(BEGUN):
            actions.close_round(scene.round, by=scene.chair)

    day = BEGUN if closed else AFTER
    assert (seen(scene, "member", day), seen(scene, "chair", day)) == (set(WORDS), {"chair", "secretary"})


def test_the_last_day_itself_is_still_blind():
    scene = collecting()
    give(scene, "chair")
    submit(scene, "chair")
    assert (seen(scene, "member", DEADLINE), seen(scene, "member", AFTER)) == (set(), {"chair"})


def test_what_was_not_submitted_in_time_may_still_be_submitted_by_its_author():
    scene = collecting()
    give(scene, "member")
    with clock.pretend(AFTER):
        assert rules.contributions_to_settle(scene.opinion).count() == 0
        actions.submit(scene.round, by=scene.member)
        assert rules.contributions_to_settle(scene.opinion).count() == 1
        with pytest.raises(DomainError, match="skończyło"):
            actions.add_contribution(scene.round, "advantage", {"body": "Za późno."}, by=scene.chair)


def test_submitted_is_submitted():
    scene = collecting()
    made = give(scene, "member")
    submit(scene, "member")
    with clock.pretend(BEGUN):
        for refused in (
            lambda: actions.submit(scene.round, by=scene.member),
            lambda: actions.remove_contribution(made, by=scene.member),
            lambda: actions.add_contribution(scene.round, "advantage", {"body": "Jeszcze."}, by=scene.member),
        ):
            with pytest.raises(DomainError, match="już złożone"):
                refused()
        answer = client_of(scene.member).post(
            reverse("opinions:contribution", args=[scene.opinion.pk, made.pk]), {"body": "Inne słowa.", "version": 1}
        )

    made.refresh_from_db()
    assert (made.body, answer.status_code, "Inne słowa." in answer.content.decode()) == (WORDS["member"], 409, True)
    assert TextRevision.objects.filter(body="Inne słowa.", version=None).count() == 1


def test_nothing_cannot_be_submitted_and_who_gave_nothing_is_listed():
    scene = collecting()
    give(scene, "chair")
    submit(scene, "chair")
    with clock.pretend(BEGUN), pytest.raises(DomainError, match="co najmniej jedną"):
        actions.submit(scene.round, by=scene.member)
    with clock.pretend(AFTER):
        page = client_of(scene.secretary).get(reverse("opinions:contributions", args=[scene.opinion.pk]))
    assert [(str(one.person), one.given) for one in page.context["givers"]] == [
        ("Anna Przykładowa", 1),
        ("Maria Testowa", 0),
        ("Piotr Szablonowy", 0),
    ]


def test_a_lost_race_of_two_tabs_shows_both_texts():
    scene = collecting()
    made = give(scene, "member")
    client, url = client_of(scene.member), reverse("opinions:contribution", args=[scene.opinion.pk, made.pk])
    with clock.pretend(BEGUN):
        client.post(url, {"body": "Pierwsza karta.", "version": 1})
        lost = client.post(url, {"body": "Druga karta.", "version": 1})
        page = lost.content.decode()
        client.post(url, {"body": "Druga karta.", "version": lost.context["form"]["version"].value()})

    made.refresh_from_db()
    assert (lost.status_code, "Pierwsza karta." in page, "Druga karta." in page) == (409, True, True)
    assert made.body == "Druga karta."


def test_nobody_ends_the_round_to_peep():
    scene = collecting()
    for who in WORDS:
        give(scene, who)
    with clock.pretend(BEGUN):
        for who in ("chair", "member"):  # the chair has not submitted either
            with pytest.raises(DomainError, match="Przed terminem"):
                actions.close_round(scene.round, by=getattr(scene, who))
        submit(scene, "member", "secretary")
        with pytest.raises(DomainError, match="Przed terminem"):
            actions.close_round(scene.round, by=scene.member)
        submit(scene, "chair")
        assert actions.close_round(scene.round, by=scene.member).closed_by == scene.member


def test_more_time_is_given_only_before_the_end():
    scene = collecting()
    with clock.pretend(BEGUN):
        with pytest.raises(DomainError, match="późniejszy"):
            actions.extend_round(scene.round, 5, by=scene.chair)
        assert actions.extend_round(scene.round, 6, by=scene.member).deadline_on == DEADLINE + datetime.timedelta(
            days=1
        )
    with clock.pretend(AFTER + datetime.timedelta(days=1)), pytest.raises(DomainError, match="skończyło"):
        actions.extend_round(scene.round, 20, by=scene.chair)


def test_a_second_round_waits_for_the_end_of_the_first_and_closes_it():
    scene = collecting()
    with clock.pretend(BEGUN), pytest.raises(DomainError, match="już trwa"):
        actions.open_round(scene.opinion, 5, by=scene.member)
    with clock.pretend(AFTER):
        second = actions.open_round(scene.opinion, 5, by=scene.member)
    scene.round.refresh_from_db()
    assert (second.closed_at, scene.round.closed_by) == (None, scene.member)


def test_only_a_member_gives_and_only_while_the_text_is_open():
    scene = collecting()
    with clock.pretend(BEGUN):
        for user in (scene.director, scene.employee):
            with pytest.raises(DomainError, match="tylko członek zespołu"):
                actions.add_contribution(scene.round, "advantage", {"body": "Obce."}, by=user)


def test_members_read_what_was_proposed_also_when_the_text_is_closed():
    scene = gathered(("chair", "advantage", WORDS["chair"]), ("member", "disadvantage", WORDS["member"]))
    with clock.pretend(AFTER):
        for one in scene.given:
            actions.set_aside(one, "Powtarza inne słowa.", by=scene.secretary)
        write_everything(scene)
        opinions.circulate(scene.opinion, by=scene.member)
        opinions.put_to_vote(scene.opinion, "meeting", by=scene.chair)
    assert seen(scene, "secretary", AFTER) == {"chair", "member"}
    assert seen(scene, "employee", AFTER) == set()
    with clock.pretend(AFTER):
        links = [
            reverse("opinions:contributions", args=[scene.opinion.pk]) in page_of(scene, who)
            for who in ("member", "employee")
        ]
        read = client_of(scene.member).get(reverse("opinions:contributions", args=[scene.opinion.pk]))
    assert (links, read.content.decode().count("Odłożona: Powtarza inne słowa.")) == ([True, False], 2)


def page_of(scene, who):
    return client_of(getattr(scene, who)).get(scene.opinion.get_absolute_url()).content.decode()


def test_the_same_proposal_sent_twice_is_kept_once():
    scene = collecting()
    assert give(scene, "member").pk == give(scene, "member").pk
    assert Contribution.objects.count() == 1


def test_the_trace_says_how_many_and_not_what():
    scene = collecting()
    give(scene, "member")
    submit(scene, "member")
    events = AuditEvent.objects.filter(verb__endswith="contributions").order_by("sequence")
    assert [(event.verb, WORDS["member"] in str(event.data)) for event in events] == [
        ("opinion.ask_for_contributions", False),
        ("opinion.submit_contributions", False),
    ]
