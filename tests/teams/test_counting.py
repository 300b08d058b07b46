import pytest

from apps.teams.counting import Count, count, needed_for_quorum
from tests.factories.orders import RULES

QUORUM = {  # entitled: half, more than half, two thirds
    1: (1, 1, 1),
    2: (1, 2, 2),
    3: (2, 2, 2),
    6: (3, 4, 4),
    7: (4, 4, 5),
    30: (15, 16, 20),
}


@pytest.mark.parametrize("entitled", QUORUM)
def test_quorum_counts_those_who_vote_against_those_entitled(entitled):
    kinds = ("half", "more_than_half", "two_thirds")
    assert tuple(needed_for_quorum(kind, entitled) for kind in kinds) == QUORUM[entitled]


CASES = [
    # what is tried, entitled, the order's rules, mode, chair, deputy, members → outcome, za, przeciw, wstrz., presider
    ("więcej za", 5, {}, "meeting", "+", "+", "+-0", "adopted", 3, 1, 1, False),
    ("więcej przeciw", 5, {}, "meeting", "+", "-", "--0", "rejected", 1, 3, 1, False),
    ("połowa to dość", 6, {}, "meeting", "+", "", "++", "adopted", 3, 0, 0, False),
    ("mniej niż połowa", 7, {}, "meeting", "+", "", "++", "no_quorum", 3, 0, 0, False),
    ("nikt", 3, {}, "meeting", "", "", "", "no_quorum", 0, 0, 0, False),
    ("więcej niż połowa", 6, {"quorum": "more_than_half"}, "meeting", "+", "", "++", "no_quorum", 3, 0, 0, False),
    ("dwie trzecie", 6, {"quorum": "two_thirds"}, "meeting", "+", "", "+++", "adopted", 4, 0, 0, False),
    (
        "bezwzględna, dość wstrzymań",
        5,
        {"majority": "absolute"},
        "meeting",
        "+",
        "+",
        "-00",
        "rejected",
        2,
        1,
        2,
        False,
    ),
    (
        "bezwzględna, mało wstrzymań",
        5,
        {"majority": "absolute"},
        "meeting",
        "+",
        "+",
        "+-0",
        "adopted",
        3,
        1,
        1,
        False,
    ),
    ("remis, przewodniczący za", 4, {}, "meeting", "+", "-", "+-", "adopted", 2, 2, 0, True),
    ("remis, przewodniczący przeciw", 4, {}, "meeting", "-", "+", "+-", "rejected", 2, 2, 0, True),
    ("remis, przewodniczący wstrzymał się", 3, {}, "meeting", "0", "+", "-", "rejected", 1, 1, 1, False),
    ("remis bez przewodniczącego prowadzi zastępca", 5, {}, "meeting", "", "+", "+--", "adopted", 2, 2, 0, True),
    ("obiegiem zastępca nie prowadzi", 5, {}, "circular", "", "+", "+--", "rejected", 2, 2, 0, False),
    (
        "remis nierozstrzygany",
        4,
        {"casting_vote": False},
        "meeting",
        "+",
        "-",
        "+-",
        "rejected",
        2,
        2,
        0,
        False,
    ),
    ("sami wstrzymujący się", 2, {}, "meeting", "0", "0", "", "rejected", 0, 0, 2, False),
]
CHOICES = {"+": "for", "-": "against", "0": "abstain"}


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_a_ballot_is_decided_as_the_order_says(case):
    _, entitled, changed, mode, chair, deputy, members, *expected = case
    cast = {"chair": chair, "deputy": deputy, "member": members}
    votes = {function: [CHOICES[sign] for sign in signs] for function, signs in cast.items()}

    assert count(votes, entitled=entitled, rules=RULES | changed, mode=mode) == Count(*expected)
