"""What people do with a section besides typing: say that they are here, share the work out, comment, settle texts that
lost a race. Comments and assignments are deeds; presence is none."""

import datetime
from collections.abc import Collection

from apps.accounts.models import Person, User
from apps.core import audit, clock
from apps.core.deeds import deed, draft_saving, in_passing, text_saving
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.teams.models import RosterInterval
from apps.texts import actions as texts
from apps.texts import rich
from apps.texts.models import TextRevision

from ..actions import _locked_for_writing, save_section
from ..models import Comment, Opinion, Section, SectionAuthor
from . import anchors, rules


@in_passing
def be_here(section: Section, tab: str, *, by: User) -> None:
    """Tell the others that this person has the section open for writing."""
    _check(rules.may_work(by, section))
    texts.mark_present(section, tab, by=by)


@in_passing
def leave(section: Section, tab: str, *, by: User) -> None:
    """The tab was closed."""
    texts.mark_absent(section, tab, by=by)


@text_saving
def restore_wording(section: Section, revision: TextRevision, version: int, *, by: User) -> Section:
    """Let an old wording stand again: a save like any other, over `version`."""
    return save_section(section, revision.body, version, by=by)


@text_saving
def use_lost_text(section: Section, lost: TextRevision, body: str, version: int, *, by: User) -> Section:
    """Save what the author made of a text that lost a race, over `version`; the lost one is offered no more."""
    save_section(section, body, version, by=by)
    texts.settle_text(lost, by=by)
    return section


@draft_saving
def put_lost_text_aside(lost: TextRevision, *, by: User) -> None:
    """The author does not need it; it stays in history."""
    texts.settle_text(lost, by=by)


@deed
def assign_section(section: Section, people: Collection[Person], due_on: datetime.date | None, *, by: User) -> Section:
    """Say who writes the section and until when; nobody and no day are answers, too."""
    section = _locked(section)
    _check(rules.may_work(by, section))
    members = RosterInterval.objects.filter(centre=section.centre_id, team=section.opinion.team_id).on(clock.today())
    if strangers := {person.pk for person in people} - set(members.values_list("person_id", flat=True)):
        names = ", ".join(str(person) for person in people if person.pk in strangers)
        raise DomainError(f"Część opinii piszą członkowie zespołu. Nie ma w nim dziś: {names}.")
    if due_on and due_on < clock.today() and due_on != section.due_on:
        raise DomainError(f"Termin {day_in_words(due_on)} już minął. Podaj dzień od dziś.")
    wanted = {person.pk for person in people}
    section.authors.exclude(person__in=wanted).delete()
    known = set(section.authors.values_list("person_id", flat=True))
    SectionAuthor.objects.bulk_create(
        SectionAuthor(section=section, person_id=pk, assigned_by=by, assigned_at=clock.now()) for pk in wanted - known
    )
    section.due_on = due_on
    section.save(update_fields=["due_on"])
    _record("assign_section", section, by, people=sorted(wanted), due_on=due_on)
    return section


@deed
def say_variant(opinion: Opinion, variant: str, *, by: User) -> Opinion:
    """Say which variant of the model the centre applies; it is part of what is voted on."""
    opinion = _locked_for_writing(opinion.pk, by)
    rules.check_variant(opinion, variant)
    before, opinion.responsibility_variant = opinion.responsibility_variant, variant
    opinion.save(update_fields=["responsibility_variant"])
    audit.record("opinion.say_variant", opinion, by=by, before=before, after=variant)
    return opinion


@deed
def mark_section(section: Section, state: str, *, by: User) -> Section:
    """Say how far the section is: in work, or ready to be agreed on. Only one with a text is ready."""
    section = _locked(section)
    _check(rules.may_work(by, section))
    if state not in Section.State.values:
        raise DomainError("Wybierz stan części.")
    if state == Section.State.READY and not rules.is_written(section):
        raise DomainError("Część bez treści nie jest gotowa do uzgodnień.")
    section.state = state
    section.save(update_fields=["state"])
    _record("mark_section", section, by, state=state)
    return section


@deed
def add_comment(section: Section, body: str, *, by: User, quote: str = "", before: str = "") -> Comment:
    """Comment on the section, or on the passage of it that reads `quote` (`before`: the text in front of it, which
    tells one of several from another)."""
    section = _locked(section)
    _check(rules.may_work(by, section))
    anchor = anchors.anchor(section.body, rich.tidy(quote), rich.tidy(before)) if quote.strip() else anchors.WHOLE
    if anchor is None:
        raise DomainError("Nie ma w tej części takiego fragmentu. Wklej go słowo w słowo albo zostaw pole puste.")
    comment = Comment.objects.create(
        section=section,
        quote=anchor.quote,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        body=_words(body),
        written_by=by,
        written_at=clock.now(),
    )
    _record("comment", section, by, comment=comment.pk)
    return comment


@deed
def reply_to_comment(comment: Comment, body: str, *, by: User) -> Comment:
    """Answer a comment that is not resolved."""
    comment = _locked_comment(comment)
    _check(rules.may_reply(by, comment))
    reply = Comment.objects.create(
        section=comment.section, parent=comment, body=_words(body), written_by=by, written_at=clock.now()
    )
    _record("reply_to_comment", comment.section, by, comment=reply.pk)
    return reply


@deed
def resolve_comment(comment: Comment, *, by: User) -> Comment:
    """Close a thread; it stays to be read. Twice is as good as once."""
    return _resolved(comment, by, "resolve_comment", by, clock.now())


@deed
def reopen_comment(comment: Comment, *, by: User) -> Comment:
    """Open a closed thread again."""
    return _resolved(comment, by, "reopen_comment", None, None)


def _resolved(comment, by, verb, resolved_by, resolved_at):
    comment = _locked_comment(comment)
    _check(rules.may_work(by, comment.section))
    if comment.parent_id:
        raise DomainError("Załatwia się cały wątek, a nie jedną odpowiedź.")
    comment.resolved_by, comment.resolved_at = resolved_by, resolved_at
    comment.save(update_fields=["resolved_by", "resolved_at"])
    _record(verb, comment.section, by, comment=comment.pk)
    return comment


def _locked(section: Section) -> Section:
    together = Section.objects.select_related("opinion__pilot", "opinion__team", "opinion__product", "opinion__step")
    return together.select_for_update(of=("self",)).get(pk=section.pk)


def _locked_comment(comment: Comment) -> Comment:
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    comment.section = _locked(comment.section)
    return comment


def _check(reason: str) -> None:
    if reason:
        raise DomainError(reason)


def _words(body: str) -> str:
    if not (said := rich.tidy(body).strip()):
        raise DomainError("Wpisz treść komentarza.")
    return said


def _record(verb: str, section: Section, by: User, **data) -> None:
    audit.record(f"opinion.{verb}", section.opinion, by=by, section=section.pk, **data)
