"""The rules of domain 3.2 worked through the real actions and the database's own arithmetic."""

import datetime

import pytest
from django.db import transaction

from apps.core import clock
from apps.teams.actions import cast_vote, close_ballot, open_ballot
from tests import factories
from tests.factories.orders import RULES

pytestmark = pytest.mark.django_db
DAY, LATER = datetime.date(2018, 9, 3), datetime.date(2018, 9, 20)
FUNCTIONS = ["chair", "deputy", "secretary", "member", "member", "member", "member"]
CASES = {  # how many, votes by FUNCTIONS („.”: did not vote), mode, rules → outcome, decided by the presider
    "six: three are at least half": (6, "+++...", "meeting", {}, "adopted", False),
    "six: two are less than half": (6, "++....", "meeting", {}, "no_quorum", False),
    "six: more than half is four": (6, "+++...", "meeting", {"quorum": "more_than_half"}, "no_quorum", False),
    "six: four are more than half": (6, "++++..", "meeting", {"quorum": "more_than_half"}, "adopted", False),
    "seven: at least half is four": (7, "+++....", "meeting", {}, "no_quorum", False),
    "seven: four are at least half": (7, "++++...", "meeting", {}, "adopted", False),
    "abstentions make the quorum": (7, "+000...", "meeting", {}, "adopted", False),
    "a tie, the chair for": (6, "+--+..", "meeting", {}, "adopted", True),
    "a tie, the chair against": (6, "-++-..", "meeting", {}, "rejected", True),
    "a tie without a casting vote": (6, "+--+..", "meeting", {"casting_vote": False}, "rejected", False),
    "a tie at a meeting without the chair": (6, ".+-+-.", "meeting", {}, "adopted", True),
    "a tie in the circular mode without the chair": (6, ".+-+-.", "circular", {}, "rejected", False),
    "in the circular mode not enough votes by the deadline": (7, "+++....", "circular", {}, "no_quorum", False),
    "in the circular mode enough votes by the deadline": (7, "+++-...", "circular", {}, "adopted", False),
    "absolute majority counts abstentions": (6, "+++000", "meeting", {"majority": "absolute"}, "rejected", False),
}
CHOICES = {"+": "for", "-": "against", "0": "abstain"}


@pytest.mark.parametrize("case", CASES)
def test_the_order_gives_the_outcome(case):
    entitled, votes, mode, rules, outcome, by_presider = CASES[case]
    centre = factories.centre()
    people = [factories.person(centre, f"Osoba {chr(65 + n)}nna") for n in range(entitled)]
    functions = list(zip(people, FUNCTIONS[:entitled], strict=True))
    team = factories.team(centre, functions, rules=RULES | rules)
    users = [factories.user_of(person) for person in people]
    with clock.pretend(DAY), transaction.atomic():
        ballot = open_ballot(team, "opinia 2a", "a" * 64, mode, by=users[0])
    with clock.pretend(DAY):
        for user, vote in zip(users, votes, strict=True):
            if vote != ".":
                cast_vote(ballot, CHOICES[vote], "", by=user)
    with clock.pretend(LATER), transaction.atomic():
        result = close_ballot(ballot, by=users[0])

    assert (result.outcome, result.decided_by_chair, result.entitled) == (outcome, by_presider, entitled)
