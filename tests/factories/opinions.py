"""An opinion in any state of its workflow, brought there by the real actions on days of 2018 and 2019."""

import datetime
from types import SimpleNamespace

from apps.core import clock
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.teams import actions as ballots
from apps.teams.models import Ballot

from .catalogue import catalogue_version, product
from .centres import centre, person, pilot, user_of
from .orders import RULES, team

BEGUN, VOTED = datetime.date(2018, 6, 12), datetime.date(2018, 9, 3)
PARTS = [
    ("section", "Wpływ na realizację usług"),
    ("advantages", "Plusy"),
    ("disadvantages", "Minusy"),
    ("recommendations", "Oczekiwane zmiany w przepisach prawa", "law"),
]
PEOPLE = [
    ("chair", "Anna Przykładowa", "f", "chair"),
    ("secretary", "Maria Testowa", "f", "secretary"),
    ("member", "Piotr Szablonowy", "m", "member"),
]


def opinion_scene(status=Opinion.Status.WORKING, *, rules=RULES, dissenter=False, **product_fields):
    """A centre with a director, an employee and a team of three (chair, secretary, member), and one opinion.

    With `dissenter` the member votes against, so that a dissenting opinion may be filed."""
    scene = _place(rules, product_fields)
    with clock.pretend(BEGUN):
        scene.opinion = actions.begin_opinion(scene.pilot, scene.product, scene.team, by=scene.member)
    for step in _STEPS[: list(_STEPS_TO).index(Opinion.Status(status))]:
        with clock.pretend(VOTED):
            step(scene, dissenter)
    scene.opinion = Opinion.objects.get(pk=scene.opinion.pk)
    return scene


def write_everything(scene):
    """Fill every part that the product requires."""
    opinion, by = scene.opinion, scene.member
    for section in opinion.sections.all():
        actions.save_section(section, "<p>Klienci krócej czekają na usługę.</p>", section.version, by=by)
    actions.add_finding(opinion, "advantage", "Krótsza droga klienta.", by=by)
    actions.add_finding(opinion, "disadvantage", "Więcej narad.", by=by)
    said = {"body": "Doprecyzować przepis.", "legal_act": "ustawa o pomocy społecznej", "article": "art. 107 ust. 4"}
    for part in opinion.product.parts.filter(kind="recommendations"):
        actions.add_recommendation(opinion, part.recommendation_kind, said, by=by)


def vote(scene, choice, *users):
    for user in users:
        ballots.cast_vote(Ballot.objects.latest("pk"), choice, "", by=user)


def _place(rules, product_fields):
    own = centre()
    version = catalogue_version()
    made = product(version, **{"parts": PARTS} | product_fields)
    people = {key: person(own, name, gender=gender) for key, name, gender, _ in PEOPLE}
    run = pilot(own, version)
    functions = [(people[key], function) for key, _, _, function in PEOPLE]
    return SimpleNamespace(
        centre=own,
        product=made,
        pilot=run,
        people=people,
        team=team(own, functions, pilot=run, products=[made.code], rules=rules),
        director=user_of(person(own, "Dorota Dyrektorska", roles=["director"])),
        employee=user_of(person(own, "Ewa Zwyczajna", roles=["employee"])),
        foreign_director=user_of(person(centre(), "Feliks Obcy", gender="m", roles=["director"])),
        **{key: user_of(people[key]) for key in people},
    )


def _circulate(scene, dissenter):
    write_everything(scene)
    actions.circulate(scene.opinion, by=scene.member)


def _put_to_vote(scene, dissenter):
    actions.put_to_vote(scene.opinion, "meeting", by=scene.chair)


def _adopt(scene, dissenter):
    vote(scene, "for", scene.chair, scene.secretary)
    vote(scene, "against" if dissenter else "for", scene.member)
    actions.close_vote(scene.opinion, by=scene.chair)


def _confirm(scene, dissenter):
    if dissenter:
        actions.file_dissent(scene.opinion, "Nie zgadzam się z R1.\n\nPowód: brak danych.", by=scene.member)
    actions.confirm(scene.opinion, by=scene.chair)


def _hand_over(scene, dissenter):
    actions.hand_over(scene.opinion, by=scene.director)


_STEPS = [_circulate, _put_to_vote, _adopt, _confirm, _hand_over]
_STEPS_TO = Opinion.Status.values
