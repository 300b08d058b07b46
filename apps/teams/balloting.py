"""A ballot as people read it: who has voted and who has not, under which rules, and how it ended."""

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from apps.accounts.models import User
from apps.core.polish import plural

from . import rules as team_rules
from .counting import needed_for_quorum
from .models import Ballot, BallotResult, Elector, Vote
from .reading import RosterLine, in_words, rules_of_work
from .words import by_gender, unbroken

_VOTES = {
    Vote.Choice.FOR: ("za", "za"),
    Vote.Choice.AGAINST: ("przeciw", "przeciw"),
    Vote.Choice.ABSTAIN: ("wstrzymała się", "wstrzymał się"),
    None: ("nie głosowała", "nie głosował"),
}


def vote_word(choice: str | None, gender: str) -> str:
    """„wstrzymała się”, „nie głosował”."""
    return by_gender(gender, *_VOTES[choice])


def your_vote(choice: str) -> str:
    """„za”, „wstrzymujesz się”: after „Twój głos: ”."""
    return "wstrzymujesz się" if choice == Vote.Choice.ABSTAIN else str(Vote.Choice(choice).label)


def without_quorum(voted: int, entitled: int, lacking: int) -> str:
    """What the closing page says while the quorum is not reached."""
    verb = plural(voted, "Zagłosowała", "Zagłosowały", "Zagłosowało")
    turnout = f"{verb} {voted} z {entitled} osób." if voted else "Nikt jeszcze nie zagłosował."
    votes = f"brakuje {lacking} {plural(lacking, 'głosu', 'głosów', 'głosów')}"
    return f"{turnout} Do ważności głosowania {votes}. Jeśli zamkniesz je teraz, będzie nieważne."


def has_to_vote(user: User, ballot: Ballot) -> bool:
    if team_rules.is_past_deadline(ballot):
        return False
    return bool(user.person_id) and ballot.electors.filter(person_id=user.person_id, vote=None).exists()


def vote_of(user: User, ballot: Ballot) -> Vote | None:
    """This person's own vote."""
    return Vote.objects.filter(elector__ballot=ballot, elector__person_id=user.person_id or 0).first()


def reasons(ballots: list[Ballot]) -> list[Vote]:
    """Reasons people gave for their votes; shown only once the ballot is closed."""
    closed = [ballot for ballot in ballots if not team_rules.is_open(ballot)]
    cast = [elector.vote for ballot in closed for elector in ballot.electors.all() if hasattr(elector, "vote")]
    return sorted((vote for vote in cast if vote.reason), key=lambda vote: vote.pk)


def turnout(ballot: Ballot) -> dict[str, Any]:
    """Who has voted and who has not, and the quorum; not how, to anybody, while the vote is open."""
    lines = in_words(list(ballot.electors.select_related("person", "vote")))
    voted = [line for line in lines if hasattr(line.entry, "vote")]
    return {
        "ballot": ballot,
        "entitled": len(lines),
        "voted": voted,
        "waiting": [line for line in lines if line not in voted],
        "quorum": needed_for_quorum(ballot.rules["quorum"], len(lines)),
        "lacking": votes_lacking(ballot, len(lines), len(voted)),
        "is_late": team_rules.is_past_deadline(ballot),
    }


def votes_lacking(ballot: Ballot, entitled: int, cast: int) -> int:
    """How many votes the quorum still needs."""
    return max(needed_for_quorum(ballot.rules["quorum"], entitled) - cast, 0)


def ballot_in_words(ballot: Ballot) -> dict[str, Any]:
    """A closed ballot: who was entitled, who voted how, under which rules."""
    return {
        "mode": ballot.get_mode_display(),
        "result": ballot.result,
        "order": f"nr {ballot.team.issued_order.number_text}",
        "rules": rules_of(ballot.rules, ballot.mode),
        "rows": [_elector_row(line) for line in electors_in_words(ballot)],
    }


def electors_in_words(ballot: Ballot) -> list[RosterLine]:
    """With their votes; read once, however many places of the paper name them."""
    prefetch_related_objects([ballot], Prefetch("electors", Elector.objects.select_related("person", "vote")))
    return in_words(list(ballot.electors.all()))


def rules_of(rules: dict[str, Any], mode: str) -> list[str]:
    """The order's rules that decide: quorum, majority, casting vote, and the circular mode when it is used."""
    *voting, circular, _dissent_deadline = rules_of_work(rules)
    used = [*voting, circular] if mode == Ballot.Mode.CIRCULAR else voting
    return [
        f"{rule.words.rstrip('.')} ({unbroken(rule.provision)})." if rule.provision else rule.words for rule in used
    ]


def function_in(ballot: Ballot, user: User) -> str:
    """What this person was in the team when the ballot opened, in words; empty for who was not there."""
    lines = electors_in_words(ballot)
    return next((line.function for line in lines if line.entry.person_id == user.person_id), "")


def events_of(ballot: Ballot) -> list[dict[str, Any]]:
    """Its opening, and its end once it is closed, for components/timeline.html."""
    said = f"Poddano pod głosowanie {ballot.get_mode_display()}."
    opened = {"at": ballot.opened_at, "what": said, "who": ballot.opened_by.full_name, "link": ""}
    if (result := getattr(ballot, "result", None)) is None:
        return [opened]
    said = f"Zamknięto głosowanie: {result.get_outcome_display()}"
    if result.outcome != BallotResult.Outcome.WITHDRAWN:
        said += f" (za {result.votes_for}, przeciw {result.votes_against}, wstrzymało się {result.abstentions})"
    ended = f"{said}. {result.note}".strip()
    return [opened, {"at": result.closed_at, "what": ended, "who": result.closed_by.full_name, "link": ""}]


def _elector_row(line: RosterLine) -> dict[str, str]:
    elector, voted = line.entry, getattr(line.entry, "vote", None)
    return {
        "name": elector.name,
        "function": line.function,
        "vote": vote_word(voted.choice if voted else None, elector.person.gender),
        "reason": voted.reason if voted else "",
    }
