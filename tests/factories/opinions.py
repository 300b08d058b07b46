"""An opinion in any state of its workflow, brought there by the real actions on days of 2018 and 2019."""

import datetime
from types import SimpleNamespace

from apps.core import clock
from apps.opinions import actions
from apps.opinions.models import Opinion
from apps.opinions.review import actions as review
from apps.opinions.review import rules as rules_of_review
from apps.opinions.writing import actions as writing
from apps.teams import actions as ballots
from apps.teams.models import Ballot

from .catalogue import catalogue_version, product
from .centres import centre, person, pilot, user_of, wrzos
from .orders import RULES, team

BEGUN, VOTED = datetime.date(2018, 6, 12), datetime.date(2018, 9, 3)
BACK_BY = datetime.date(2018, 9, 24)
REMARKED = "Wpływ na realizację usług"
PARTS = [
    ("section", REMARKED),
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
    for step in _WAY_TO[Opinion.Status(status)]:
        with clock.pretend(VOTED):
            step(scene, dissenter)
    return _read_anew(scene)


def second_edition(status=Opinion.Status.WORKING, **product_fields):
    """The same scene after a return: WRZOS wanted more, the team resumed, and the second edition is in the state."""
    scene = opinion_scene(Opinion.Status.RETURNED, **product_fields)
    with clock.pretend(VOTED):
        review.resume(scene.opinion, by=scene.member)
        section = scene.opinion.sections.get()
        actions.save_section(section, "<p>Teraz z danymi za cały rok.</p>", section.version, by=scene.member)
    for step in [_circulate_again, *_WAY_TO[Opinion.Status(status)][1:]] if status != "working" else []:
        with clock.pretend(VOTED):
            step(_read_anew(scene), False)
    return _read_anew(scene)


def _read_anew(scene):
    scene.opinion = Opinion.objects.get(pk=scene.opinion.pk)
    return scene


def write_everything(scene):
    """Fill every part that the product requires."""
    opinion, by = scene.opinion, scene.member
    if opinion.asks_for_variant:
        writing.say_variant(opinion, "dispersed", by=by)
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
        reviewer=wrzos(),
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


def _return(scene, dissenter):
    _read_anew(scene)
    review.write_remark(scene.opinion.hand_over, REMARKED, "Podajcie dane za cały rok.", by=scene.reviewer)
    review.return_(scene.opinion.hand_over, "Brakuje danych.", BACK_BY, by=scene.reviewer)


def _accept(scene, dissenter):
    _read_anew(scene)
    review.accept(scene.opinion.hand_over, by=scene.reviewer)


def answer_everything(scene):
    for remark in rules_of_review.unanswered(scene.opinion):
        review.answer_remark(scene.opinion, remark, "accepted", "Dodaliśmy dane.", 0, by=scene.member)


def _circulate_again(scene, dissenter):
    answer_everything(scene)
    actions.circulate(scene.opinion, by=scene.member)


_STEPS = [_circulate, _put_to_vote, _adopt, _confirm, _hand_over]
_STATES = ["working", "circulated", "voting", "adopted", "confirmed", "handed_over"]
_WAY_TO = {state: _STEPS[:moves] for moves, state in enumerate(_STATES)}
_WAY_TO |= {"returned": [*_STEPS, _return], "accepted": [*_STEPS, _accept]}
