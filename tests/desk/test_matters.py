import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.core import clock
from apps.desk.matters import collected, matters_of
from apps.desk.matters.matter import Matter, Matters
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.orders.models import Order
from apps.teams.actions import cast_vote
from apps.teams.models import Ballot
from tests import factories
from tests.factories.opinions import answer_everything, opinion_scene, second_edition, write_everything

pytestmark = pytest.mark.django_db
S = Opinion.Status
VOTING_DAY, LATER = datetime.date(2018, 9, 3), datetime.date(2018, 9, 20)
NAME = "Opinia 2a. opinia 2a"


def actions_for(user):
    return [matter.action for matter in matters_of(user).mine]


def waits_for(user):
    return [other.waits for other in matters_of(user).others]


# status: what the member, the chair and the director may do next
WAITING = {
    S.WORKING: (["Pisz dalej"], ["Pisz dalej"], []),
    S.CIRCULATED: ([], ["Poddaj pod głosowanie"], []),
    S.VOTING: (["Zagłosuj"], ["Zagłosuj"], []),
    S.ADOPTED: ([], ["Potwierdź"], []),
    S.CONFIRMED: ([], [], ["Przekaż do WRZOS"]),
    S.HANDED_OVER: ([], [], []),
}


@pytest.mark.parametrize("status", WAITING)
def test_what_waits_for_whom(status):
    scene = opinion_scene(status)
    assert tuple(map(actions_for, [scene.member, scene.chair, scene.director])) == WAITING[status]


ELSEWHERE = {
    S.WORKING: ["zespół pisze tekst"],
    S.CIRCULATED: ["czeka na przewodniczącą zespołu: poddanie pod głosowanie"],
    S.VOTING: ["oddano 0 z 3 głosów"],
    S.ADOPTED: ["czeka na przewodniczącą zespołu: potwierdzenie"],
    S.CONFIRMED: [],
    S.HANDED_OVER: [],
}


@pytest.mark.parametrize("status", ELSEWHERE)
def test_the_director_sees_what_waits_for_others(status):
    assert waits_for(opinion_scene(status).director) == ELSEWHERE[status]


def test_people_outside_the_team_and_other_centres_have_nothing_to_do():
    scene = opinion_scene(S.VOTING)
    found = [matters_of(user) for user in (scene.employee, scene.foreign_director)]
    assert [(m.mine, m.others) for m in found[:1]] == [([], [])]
    assert [matter.action for matter in found[1].mine] == ["Opisz pilotaż"]


def test_a_matter_says_what_where_and_why_in_the_readers_gender():
    scene = opinion_scene(S.VOTING)
    (vote,) = matters_of(scene.member).mine
    assert (vote.what, vote.why) == (
        f"{NAME} czeka na Twój głos",
        "Byłeś w zespole w dniu otwarcia głosowania.",
    )
    assert vote.url == reverse("opinions:vote", args=[scene.opinion.pk])
    (close,) = _after_everybody_voted(scene)
    assert (close.action, close.why) == (
        "Zamknij głosowanie",
        "Jesteś przewodniczącą Zespołu do spraw wdrożenia modelu.",
    )


def _after_everybody_voted(scene):
    ballot = Ballot.objects.get()
    for user in (scene.chair, scene.secretary, scene.member):
        cast_vote(ballot, "for", "", by=user)
    return matters_of(scene.chair).mine


def test_the_right_to_dissent_is_shown_until_its_last_day_to_who_did_not_vote_for():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(VOTING_DAY):
        (right,) = matters_of(scene.member).mine
        assert (right.action, right.until, right.optional) == (
            "Zgłoś zdanie odrębne",
            datetime.date(2018, 9, 6),
            True,
        )
        assert right.why == "Nie głosowałeś za przyjęciem opinii."
        assert actions_for(scene.chair) == []
        assert waits_for(scene.chair) == ["zdania odrębne można zgłaszać do 6 września 2018 r."]
    with clock.pretend(LATER):
        assert (actions_for(scene.member), actions_for(scene.chair)) == ([], ["Potwierdź"])


def test_once_the_dissent_is_filed_the_chair_need_not_wait():
    scene = opinion_scene(S.ADOPTED, dissenter=True)
    with clock.pretend(VOTING_DAY):
        actions.file_dissent(scene.opinion, "Nie zgadzam się.", by=scene.member)
        assert actions_for(scene.chair) == ["Potwierdź"]


def test_products_that_close_after_the_pilot_wait_for_its_end():
    scene = opinion_scene(S.CIRCULATED, closes_after_pilot=True)
    with clock.pretend(LATER):
        assert actions_for(scene.chair) == []
        assert waits_for(scene.chair) == ["głosować można od 31 sierpnia 2019 r."]


def test_a_product_nobody_writes_waits_for_the_team_that_has_it():
    scene = opinion_scene(S.HANDED_OVER)
    factories.product(scene.pilot.catalogue_version, "4b")  # not the team's
    other = factories.product(scene.pilot.catalogue_version, "3")
    members = [(scene.member.person, "chair")]
    factories.team(scene.centre, members, pilot=scene.pilot, products=["3"])
    (matter,) = matters_of(scene.member).mine
    assert (matter.what, matter.action) == (f"Nikt nie pisze jeszcze opinii 3. {other.short_name}", "Zacznij pracę")


def test_a_product_of_two_teams_is_offered_once_and_only_where_the_click_is_taken():
    scene = opinion_scene(S.HANDED_OVER)
    other = factories.product(scene.pilot.catalogue_version, "3")
    earlier = factories.user_of(factories.person(scene.centre, "Jan Wzorcowy"))
    first = [(earlier.person, "chair"), (scene.member.person, "member")]
    factories.team(scene.centre, first, pilot=scene.pilot, products=["3"])
    factories.team(scene.centre, [(scene.member.person, "chair")], pilot=scene.pilot, products=["3"])
    taken = {}
    for user in (earlier, scene.member):
        client = Client()
        client.force_login(user)
        taken[user] = client.get(reverse("opinions:begin", args=[scene.pilot.pk, other.code])).status_code == 200
    assert [(user, actions_for(user)) for user in taken] == [(earlier, []), (scene.member, ["Zacznij pracę"])]
    assert list(taken.values()) == [False, True]


def test_drafts_wait_for_the_director_or_for_who_writes_them():
    centre = factories.centre()
    director = factories.user_of(factories.person(centre, "Dorota Dyrektorska", roles=["director"]))
    hr = factories.user_of(factories.person(centre, "Halina Kadrowa", roles=["hr"]))
    factories.pilot(centre, factories.catalogue_version())
    _draft(centre, hr, subject="powołania Zespołu", body=[{"kind": "paragraf"}], legal_basis="§ 7")
    _draft(centre, hr, subject="")

    assert [matter.what for matter in matters_of(director).mine] == [
        "Projekt zarządzenia w sprawie powołania Zespołu jest gotowy",
        "Projekt zarządzenia bez przedmiotu jest niedokończony",
    ]
    assert (actions_for(hr), waits_for(hr)) == (["Dokończ projekt"], ["czeka na wydanie przez dyrektora"])


def _draft(centre, by, **fields):
    now = clock.now()
    Order.objects.create(centre=centre, kind="appointment", created_by=by, created_at=now, changed_at=now, **fields)


def test_the_first_steps_of_a_new_centre():
    centre = factories.centre()
    admin = factories.user_of(factories.person(centre, "Adam Pierwszy", gender="m", roles=["admin"]))
    assert [matter.action for matter in collected(admin).mine] == ["Opisz pilotaż", "Dodaj dyrektora"]
    factories.person(centre, "Dorota Dyrektorska", roles=["director"])
    factories.pilot(centre, factories.catalogue_version())
    invite, announce = collected(admin).mine
    assert (invite.what, invite.url) == ("1 osoba nie ma jeszcze konta", reverse("accounts:people"))
    assert announce.what == "Ośrodek nie ogłosił jeszcze deklaracji dostępności"


def test_wrzos_sees_what_came_lately_and_the_operator_centres_without_an_administrator():
    scene = opinion_scene(S.HANDED_OVER)
    (news,) = matters_of(factories.wrzos()).news
    assert (news.what, news.url) == (
        f"{scene.centre}: opinia 2a. opinia 2a",
        reverse("reports:handed_over", args=[scene.opinion.pk]),
    )
    assert news.why == "Przekazano 3 września 2018 r."
    assert [matter.what for matter in matters_of(factories.operator()).mine] == [
        f"{centre} nie ma administratora" for centre in sorted([scene.foreign_director.centre, scene.centre], key=str)
    ]


@pytest.mark.parametrize("who", ["chair", "director"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(django_assert_num_queries, who):
    scene = opinion_scene(S.VOTING)
    user = getattr(scene, who)
    _another(scene, "1")
    _another(scene, "2b", to_vote=True)
    collected(user)
    with CaptureQueriesContext(connection) as once:
        collected(user)
    for code in ("3", "4a"):
        _another(scene, code)
    for code in ("4b", "5"):
        _another(scene, code, to_vote=True)
    with django_assert_num_queries(len(once)):
        collected(user)


def test_texts_are_read_only_while_they_are_written_and_each_table_once():
    tables = {}
    for status in (S.WORKING, S.ADOPTED):
        chair = opinion_scene(status).chair
        with CaptureQueriesContext(connection) as queries:
            collected(chair)
        asked = [query["sql"].partition(' FROM "')[2].partition('"')[0] for query in queries]
        tables[status] = {table for table in asked if table.startswith("opinions_")}
        assert [table for table in set(asked) if asked.count(table) > 1] == []
    assert {status: "opinions_section" in read for status, read in tables.items()} == {
        S.WORKING: True,
        S.ADOPTED: False,
    }


def _another(scene, code, *, to_vote=False):
    """One more opinion, being written or under vote, in a team of its own, and one more draft of an order."""
    parts = [] if to_vote else [("section", "Ocena"), ("advantages", "Plusy")]
    product = factories.product(scene.pilot.catalogue_version, code, parts=parts)
    functions = [(scene.people["chair"], "chair"), (scene.people["member"], "member")]
    team = factories.team(scene.centre, functions, pilot=scene.pilot, products=[code])
    with clock.pretend(VOTING_DAY):
        opinion = actions.begin_opinion(scene.pilot, product, team, by=scene.member)
        if to_vote:
            actions.circulate(opinion, by=scene.member)
            actions.put_to_vote(opinion, "meeting", by=scene.chair)
    _draft(scene.centre, scene.director)


def test_a_recommendation_of_law_without_an_article_is_mended_before_anything_else():
    scene = opinion_scene()
    with clock.pretend(VOTING_DAY):
        write_everything(scene)
        assert actions_for(scene.member) == ["Przekaż do uzgodnień"]
        actions.add_recommendation(scene.opinion, "law", {"body": "Zmienić ustawę."}, by=scene.member)
        assert actions_for(scene.member) == ["Uzupełnij rekomendacje"]
        page = Client()
        page.force_login(scene.member)
        said = page.get(reverse("opinions:circulate", args=[scene.opinion.pk])).content.decode()
    assert "podaj akt prawny i" in said


def test_the_next_edition_first_answers_wrzos():
    scene = second_edition()
    with clock.pretend(VOTING_DAY):
        assert actions_for(scene.member) == ["Odpowiedz na uwagi WRZOS (1)"]
        answer_everything(scene)
        assert actions_for(scene.member) == ["Przekaż do uzgodnień"]


def test_what_has_a_deadline_comes_first_even_a_right():
    dated, undated = (Matter("", "", name, "", until, bool(until)) for name, until in [("a", LATER), ("b", None)])
    found = Matters(mine=[undated, dated])
    found.in_time_order()
    assert [matter.action for matter in found.mine] == ["a", "b"]


@pytest.mark.parametrize(("days", "said"), [(-1, ""), (0, ""), (1, "1 dzień po terminie"), (3, "3 dni po terminie")])
def test_a_past_day_is_said_in_words(days, said):
    until = clock.today() - datetime.timedelta(days=days)
    assert Matter("Zagłosuj", "/", "Zagłosuj", "Jesteś w zespole.", until=until).late == said
