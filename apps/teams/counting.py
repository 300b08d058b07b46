"""How a ballot is decided: pure arithmetic over votes and the rules that the order set."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from .models import Ballot, BallotResult, Function, Vote

Outcome, Choice = BallotResult.Outcome, Vote.Choice
_QUORUM = {
    "half": lambda entitled: ceil(entitled / 2),
    "more_than_half": lambda entitled: entitled // 2 + 1,
    "two_thirds": lambda entitled: ceil(entitled * 2 / 3),
}


@dataclass(frozen=True)
class Count:
    """What the votes say. `decided_by_chair`: the votes were equal and the presiding person's vote decided."""

    outcome: str
    votes_for: int
    votes_against: int
    abstentions: int
    decided_by_chair: bool = False


def needed_for_quorum(quorum: str, entitled: int) -> int:
    """How many must vote: „co najmniej połowa” of 7 is 4, „więcej niż połowa” of 6 is 4, two thirds of 7 is 5."""
    return _QUORUM[quorum](entitled)


def count(votes: Mapping[str, list[str]], *, entitled: int, rules: Mapping, mode: str) -> Count:
    """`votes` maps a function in the team to the choices cast by the people who hold it."""
    cast = [choice for choices in votes.values() for choice in choices]
    numbers = cast.count(Choice.FOR), cast.count(Choice.AGAINST), cast.count(Choice.ABSTAIN)
    if len(cast) < needed_for_quorum(rules["quorum"], entitled):
        return Count(Outcome.NO_QUORUM, *numbers)
    if numbers[0] == numbers[1] and rules["casting_vote"]:
        return _decided_by_presider(_presiders_vote(votes, mode), numbers)
    return Count(_outcome(_has_majority(rules["majority"], *numbers)), *numbers)


def _has_majority(majority: str, votes_for: int, votes_against: int, abstentions: int) -> bool:
    """Zwykła: more for than against. Bezwzględna: more for than against and abstaining together."""
    return votes_for > votes_against + (abstentions if majority == "absolute" else 0)


def _presiders_vote(votes: Mapping[str, list[str]], mode: str) -> str | None:
    """The chair's; at a meeting without the chair, the deputy's, who then presides."""
    presiding = [Function.CHAIR, Function.DEPUTY] if mode == Ballot.Mode.MEETING else [Function.CHAIR]
    return next((votes[function][0] for function in presiding if votes.get(function)), None)


def _decided_by_presider(choice: str | None, numbers: tuple[int, int, int]) -> Count:
    decides = choice in (Choice.FOR, Choice.AGAINST)
    return Count(_outcome(choice == Choice.FOR), *numbers, decided_by_chair=decides)


def _outcome(adopted: bool) -> str:
    return Outcome.ADOPTED if adopted else Outcome.REJECTED
