"""What a document is and whose move it is, in every state that it may be in."""

import datetime

import pytest
from django.utils import timezone

from apps.consultations.commissions.actions import withdraw_document
from apps.consultations.commissions.moves import move_of
from apps.consultations.commissions.standing import standings_of
from apps.consultations.commissions.states import by_act, state_of
from apps.consultations.models import Answer, AskedTeam
from apps.consultations.outcome import actions as outcome
from apps.core import clock
from apps.orders.actions import save_draft_text, start_draft
from apps.orders.models import ExternalAct
from apps.orders.text import paragraf, to_json
from apps.teams.actions import change_expert_document
from apps.teams.models import ExpertDocument
from tests.factories import consultations as made
from tests.factories.judged import VOTED, judged
from tests.orders.external.acts import act

from .outcomes import accepted, answered
from .outcomes import judged as fully_judged

pytestmark = pytest.mark.django_db
PEOPLE = ["director", "hr", "expert", "chair", "member", "other_chair", "employee"]
TODAY = datetime.date(2018, 9, 10)
DUE, FINAL = datetime.date(2018, 8, 1), datetime.date(2018, 12, 1)
EXPERT = "ekspertkę (Osoba Expert)"


@pytest.fixture
def mine():
    return made.scene(due_on=DUE, final_due_on=FINAL)


def told(mine, document=None):
    """(state, whom it waits for, until, whose move it is, the label of the button)."""
    document = ExpertDocument.objects.select_related("pilot__centre").get(pk=(document or mine.document).pk)
    state = state_of(standings_of([document])[document.pk]).words
    moves = {who: move_of(document, getattr(mine, who)) for who in PEOPLE}
    whose = [who for who, move in moves.items() if move.is_mine]
    first = moves[whose[0]] if whose else moves["employee"]
    return state, first.who, first.until, whose, first.label if whose else ""


def answer(mine, remark, disposition="accepted"):
    said = {"edited_by": mine.expert, "edited_at": timezone.now()}
    return Answer.objects.create(remark=remark, disposition=disposition, reason="Powód.", **said)


def collecting(mine, **more):
    return made.sent(mine, deadline=TODAY + datetime.timedelta(3), **more)


def with_remarks(mine, *statuses, disposition="accepted"):
    version = collecting(mine)
    answer(mine, made.remark(mine, version), disposition)
    return made.to(version, *statuses)


def closed_by_teams(mine):
    made.remark(mine, version := collecting(mine))
    asked = AskedTeam.objects.filter(consultation__of_version=version)
    asked.update(closed_by=mine.chair, closed_at=timezone.now())


STATES = {
    "nothing yet": (
        lambda mine: None,
        ("zamówiona", EXPERT, DUE, ["expert"], "Zacznij wersję 1"),
    ),
    "nobody to write it": (
        lambda mine: mine.document.experts.clear(),
        ("zamówiona", "dyrektora albo kadry", None, ["director", "hr"], "Wskaż eksperta"),
    ),
    "the first version is written": (
        lambda mine: made.version(mine),
        ("robocza", EXPERT, DUE, ["expert"], "Otwórz wersję 1"),
    ),
    "teams give remarks": (
        collecting,
        (
            "przekazana do zaopiniowania",
            "uwagi zespołów",
            TODAY + datetime.timedelta(3),
            ["chair", "member", "other_chair"],
            "Zgłoś uwagi do wersji 1",
        ),
    ),
    "one team still gives remarks": (
        lambda mine: collecting(mine, teams=[mine.team]),
        (
            "przekazana do zaopiniowania",
            "uwagi zespołu",
            TODAY + datetime.timedelta(3),
            ["chair", "member"],
            "Zgłoś uwagi do wersji 1",
        ),
    ),
    "the deadline is over": (
        lambda mine: made.sent(mine, deadline=TODAY - datetime.timedelta(1)),
        ("przekazana do zaopiniowania", EXPERT, None, ["director", "expert"], "Zamknij zbieranie uwag"),
    ),
    "all teams are done": (
        closed_by_teams,
        ("przekazana do zaopiniowania", EXPERT, None, ["director", "expert"], "Zamknij zbieranie uwag"),
    ),
    "remarks are answered": (
        lambda mine: with_remarks(mine, "answering"),
        ("uwagi w rozpatrywaniu", EXPERT, FINAL, ["expert"], "Odpowiedz na uwagi"),
    ),
    "remarks were taken in": (
        lambda mine: with_remarks(mine, "answering", "answered"),
        ("uwagi rozpatrzone", EXPERT, FINAL, ["expert"], "Zacznij wersję 2"),
    ),
    "no remark was taken in": (
        lambda mine: with_remarks(mine, "answering", "answered", disposition="rejected"),
        ("uwagi rozpatrzone", "opinię zespołu", None, ["chair", "member", "other_chair"], "Napisz opinię"),
    ),
    "the next version is written": (
        lambda mine: (with_remarks(mine, "answering", "answered"), made.version(mine)),
        ("uwagi rozpatrzone", EXPERT, FINAL, ["expert"], "Otwórz wersję 2"),
    ),
    "a version is prepared while remarks come": (
        lambda mine: (collecting(mine, teams=[mine.team]), made.version(mine)),
        (
            "przekazana do zaopiniowania",
            "uwagi zespołu",
            TODAY + datetime.timedelta(3),
            ["chair", "member"],
            "Zgłoś uwagi do wersji 1",
        ),
    ),
    "the version was withdrawn": (
        lambda mine: made.to(collecting(mine), "withdrawn"),
        ("robocza", EXPERT, FINAL, ["expert"], "Zacznij wersję 2"),
    ),
    "all opinions are given": (
        lambda mine: fully_judged(mine, answered(mine)),
        ("zaopiniowana", "dyrektora", FINAL, ["director"], "Rozstrzygnij o wersji 1"),
    ),
    "accepted": (
        lambda mine: accepted(mine),
        ("zatwierdzona", "dyrektora", None, ["director", "hr"], "Przygotuj zarządzenie"),
    ),
    "accepted, and the order that introduces it is drafted": (
        lambda mine: outcome.prepare_order(accepted(mine), by=mine.hr),
        ("zatwierdzona", "dyrektora", None, ["director", "hr"], "Otwórz projekt zarządzenia"),
    ),
    "withdrawn": (
        lambda mine: withdraw_document(mine.document, "Zbędny.", by=mine.hr),
        ("wycofana", "", None, [], ""),
    ),
}


@pytest.mark.parametrize("case", STATES)
def test_the_state_and_the_move(mine, case):
    prepare, expected = STATES[case]
    with clock.pretend(TODAY):
        prepare(mine)
        assert told(mine) == expected


OPINIONS = {
    "working": ("opinię zespołu", None, ["chair", "member"], "Pisz opinię"),
    "voting": ("2\u00a0głosy", None, ["chair", "member"], "Zagłosuj"),
    "adopted": (
        "uprawnionych do zdania odrębnego", datetime.date(2018, 9, 6), ["member"],
        "Zobacz opinię albo zgłoś zdanie odrębne",
    ),
    "adopted, dissent over": ("potwierdzenie opinii", None, ["chair"], "Potwierdź opinię"),
}  # fmt: skip


@pytest.mark.parametrize("case", OPINIONS)
def test_the_move_while_a_team_judges(mine, case):
    with clock.pretend(VOTED):
        version = answered(mine, teams=[mine.team])
    judged(mine, case.partition(",")[0], version=version, against=["member"])
    with clock.pretend(TODAY if "over" in case else VOTED):
        assert told(mine) == ("uwagi rozpatrzone", *OPINIONS[case])


def test_the_reader_sees_the_own_team_s_move_before_others(mine):
    with clock.pretend(VOTED):
        version = answered(mine)
    judged(mine, "voting", version=version)
    with clock.pretend(VOTED):
        moves = [move_of(mine.document, getattr(mine, who)).label for who in ("member", "other_chair")]
    assert moves == ["Zagłosuj", "Napisz opinię"]


@pytest.mark.parametrize("authority", ["mayor", "none"])
def test_after_acceptance_by_authority(mine, authority):
    change_expert_document(mine.document, {"authority": authority}, 1, by=mine.hr)
    version = accepted(mine)
    if authority == "none":
        assert told(mine) == ("zatwierdzona", "", None, [], "")
        return
    said = [told(mine)]
    fields = {"addressee": "Prezydent Miasta Częstochowy", "sent_on": clock.today(), "case_number": "", "note": ""}
    outcome.forward(version, fields, by=mine.hr)
    said.append(told(mine))
    outcome.record_act(version, external_act=act(mine.centre, mine.director), by=mine.hr)
    said.append(told(mine)[1:])
    keepers = ["director", "hr"]
    assert said == [
        ("przyjęta przez dyrektora", "dyrektora albo kadry", None, keepers, "Wpisz przekazanie prezydentowi miasta"),
        (
            "przekazana: Prezydent Miasta Częstochowy",
            "decyzję: Prezydent Miasta Częstochowy",
            None,
            [],
            "",
        ),
        ("", None, [], ""),
    ]


def test_a_draft_order_opened_to_teams_is_the_centre_s_to_write(mine):
    order = start_draft(mine.centre, "free", by=mine.hr, pilot=mine.pilot)
    body = to_json((paragraf("Zarządzenie wchodzi w życie z dniem podpisania."),))
    order = save_draft_text(order, {"subject": "dyżurów", "body": body}, order.version, by=mine.hr)
    document = outcome.open_order_draft(order, mine.pilot, by=mine.hr)

    keepers = ["director", "hr"]
    assert told(mine, document) == ("roboczy", "dyrektora albo kadry", None, keepers, "Otwórz wersję 1")


def test_acts_are_named_in_the_instrumental():
    acts = [
        ExternalAct(act_type="zarządzenie", number_text="5/2019", issuer_genitive="Prezydenta Miasta"),
        ExternalAct(act_type="Uchwała", number_text="XX", issuer_genitive="Rady Miasta"),
        ExternalAct(act_type="decyzja", number_text="7", issuer_genitive="Prezydenta Miasta"),
    ]
    assert [by_act(one) for one in acts] == [
        "zarządzeniem nr 5/2019 Prezydenta Miasta",
        "uchwałą nr XX Rady Miasta",
        "aktem: decyzja nr 7 Prezydenta Miasta",
    ]
