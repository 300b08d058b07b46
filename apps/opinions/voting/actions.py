"""What is written around a vote: the text mended while it runs, and a dissenting opinion while it is typed."""

from typing import Any

from apps.accounts.models import User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving
from apps.core.errors import DomainError
from apps.teams import actions as ballots
from apps.texts import rich
from apps.texts.actions import keep_revision

from .. import rules
from ..changes import changes
from ..content import content_hash, content_of
from ..models import DissentDraft, Finding, Opinion, Recommendation, Section
from ..workflow import OPINION
from ..writing.rules import check_variant
from . import notifications

Mended = Section | Finding | Recommendation | Opinion
NOTHING_NEW = "Tekst się nie zmienił, więc głosowanie trwa."


@deed
def mend(row: Mended, said: dict[str, str], *, by: User) -> Opinion:
    """Change a text under vote, or the variant of the model (the row is then the opinion). The vote is closed without
    a count, its note says what changed, the voters are told, and the opinion goes back to agreement; a wording that
    says the same leaves the vote as it is (DomainError)."""
    opinion = _locked(row.pk if isinstance(row, Opinion) else row.opinion_id)
    step = OPINION.check("withdraw_vote", by, opinion)
    voted = rules.open_vote(opinion)
    opinion.status = step.target
    opinion.save(update_fields=["status"])
    _write(row, said, by)
    now = content_of(_locked(opinion.pk))
    if content_hash(now) == voted.content_hash:
        raise DomainError(NOTHING_NEW)
    parts = [change.title for change in changes(voted.content, now)]
    note = f"Podczas głosowania zmieniono treść: {', '.join(f'„{title}”' for title in parts)}."
    result = ballots.close_ballot(voted.ballot, by=by, withdrawn=True, note=note)
    notifications.tell_voters(opinion, voted.ballot, result.note, by)
    audit.record("opinion.mend", opinion, by=by, ballot=voted.ballot_id, parts=parts, after=opinion.status)
    return opinion


@draft_saving
def keep_dissent(opinion: Opinion, body: str, *, by: User) -> DissentDraft:
    """Keep a dissenting opinion as it is typed, for its author alone, while it may be filed."""
    if not rules.can_dissent(by, opinion):
        raise DomainError(rules.NO_DISSENT)
    kept, _ = DissentDraft.objects.update_or_create(
        adoption_id=opinion.adoption_id,
        person_id=by.person_id,
        defaults={"body": rich.tidy(body), "saved_at": clock.now()},
    )
    return kept


def _locked(pk: int) -> Opinion:
    together = Opinion.objects.select_related("pilot__centre", "product__element", "step", "team__issued_order")
    return together.select_for_update(of=("self",)).get(pk=pk)


def _write(row: Mended, said: dict[str, Any], by: User) -> None:
    """Saved as a new version, with the wording before and after in its history; a variant of the model has none."""
    if isinstance(row, Opinion):
        check_variant(row, said["responsibility_variant"])
        Opinion.objects.filter(pk=row.pk).update(responsibility_variant=said["responsibility_variant"])
        return
    current = type(row).objects.select_for_update().get(pk=row.pk)
    clean = rich.clean if isinstance(row, Section) else rich.tidy
    new = {name: clean(text) for name, text in said.items() if clean(text) != getattr(current, name)}
    for name, text in new.items():
        keep_revision(current, name, getattr(current, name), current.version, by=current.edited_by or by)
        setattr(current, name, text)
    current.version, current.edited_by, current.edited_at = current.version + 1, by, clock.now()
    current.save()
    for name, text in new.items():
        keep_revision(current, name, text, current.version, by=by)
