"""What happened to one product, as sentences. Each function asks once about one kind of thing, however many."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone

from apps.core.models import AuditEvent
from apps.core.polish import day_in_words, plural
from apps.implementation.models import EvidenceVersion, Task
from apps.opinions.models import Circulation, DissentingOpinion, HandOver, Opinion, VotedContent
from apps.opinions.words import noun_of
from apps.teams.models import BallotResult
from apps.teams.reading import changes_of
from apps.texts.models import TextRevision

WRITTEN = ("section", "finding", "recommendation")  # of the room opinions


@dataclass(frozen=True)
class Event:
    """One sentence of the story: when, in which chapter of it, who did it, and where it can be seen."""

    at: datetime.datetime
    stage: str
    said: str
    who: str = ""
    url: str = ""

    @property
    def day(self) -> datetime.date:
        return timezone.localdate(self.at)


def orders(opinion: Opinion) -> Iterable[Event]:
    """The order that gave the product to the team, and what later orders changed in the team."""
    team = opinion.team
    for change in changes_of(team):
        order, is_first = change.order, change.order.order_id == team.pk
        said = f"Zarządzenie nr {order.number_text} {_about_team(change, is_first, team)}."
        yield Event(_noon(change.on), "Zarządzenie", said, url=reverse("orders:order", args=[order.order_id]))


def _about_team(change, is_first, team):
    if is_first:
        return f"powołało zespół: {team.name}"
    if change.ended:
        return "zakończyło pracę zespołu"
    counts = [("doszło", len(change.joined)), ("ubyło", len(change.left)), ("zmieniło funkcję", len(change.moved))]
    people = [f"{verb}: {n}" for verb, n in counts if n]
    return "zmieniło zespół" + (f" ({', '.join(people)})" if people else "")


def tasks(opinion: Opinion) -> Iterable[Event]:
    """Tasks of the steps of Tabela 1 that belong to this product and were done."""
    done = Task.objects.filter(pilot=opinion.pilot_id, step__product=opinion.product_id, state=Task.State.DONE)
    for task in done.select_related("step", "done_by"):
        url = reverse("implementation:task", args=[opinion.pilot_id, task.step_id])
        yield Event(task.done_at, "Zadania", f"Wykonano zadanie: {task.step}.", task.done_by.full_name, url)


def evidence(opinion: Opinion) -> Iterable[Event]:
    """Pieces that show its tasks or that its text cites, each version when it came."""
    of_it = Q(evidence__shows__task__step__product=opinion.product_id) | Q(evidence__citations__opinion=opinion)
    versions = EvidenceVersion.objects.filter(of_it, evidence__pilot=opinion.pilot_id).distinct()
    for version in versions.select_related("evidence", "added_by").defer("statement"):
        verb = "Dodano dowód" if version.version == 1 else f"Wpisano wersję {version.version} dowodu"
        said = f"{verb} D{version.evidence.number}: {version.title}."
        url = reverse("implementation:evidence", args=[version.evidence_id])
        yield Event(version.added_at, "Dowody", said, version.added_by.full_name, url)


def writing(opinion: Opinion) -> Iterable[Event]:
    """Who wrote on which day, and how many times it was saved."""
    url = opinion.get_absolute_url()
    yield Event(opinion.started_at, "Tekst", "Zaczęto pracę nad dokumentem.", opinion.started_by.full_name, url)
    saved = TextRevision.objects.filter(_texts_of(opinion)).order_by().annotate(day=TruncDate("saved_at"))
    days = saved.values("day", name=F("saved_by__full_name")).annotate(n=Count("pk"), last=Max("saved_at"))
    for one in days:
        times = f"{one['n']} {plural(one['n'], 'zapis', 'zapisy', 'zapisów')}"
        yield Event(one["last"], "Tekst", f"Pisano tekst ({times}).", one["name"], url)


def _texts_of(opinion):
    keys = {"section": "sections", "finding": "findings", "recommendation": "recommendations"}
    found = Q(pk__in=[])
    for kind in WRITTEN:
        rows = getattr(opinion, keys[kind]).order_by().values("pk")
        found |= Q(object_type=f"opinions.{kind}", object_id__in=rows)
    return found


def circulations(opinion: Opinion) -> Iterable[Event]:
    url = reverse("opinions:remarks", args=[opinion.pk])
    found = Circulation.objects.filter(opinion=opinion).select_related("opened_by", "closed_by")
    for one in found.annotate(n=Count("remarks"), answered=Count("remarks", filter=~Q(remarks__disposition=""))):
        said = f"Przekazano tekst do uzgodnień; uwagi do {day_in_words(one.deadline_on)}"
        yield Event(one.opened_at, "Uzgodnienia", said, one.opened_by.full_name, url)
        if one.closed_at:
            remarks = f"{one.n} {plural(one.n, 'uwaga', 'uwagi', 'uwag')}, z odpowiedzią: {one.answered}"
            ended = f"Zakończono uzgodnienia: {remarks}." if one.n else "Zakończono uzgodnienia bez uwag."
            who = one.closed_by.full_name if one.closed_by else ""
            yield Event(one.closed_at, "Uzgodnienia", ended, who, url)


def ballots(opinion: Opinion) -> Iterable[Event]:
    voted = VotedContent.objects.filter(opinion=opinion).defer("content")
    for one in voted.select_related("ballot__opened_by", "ballot__result__closed_by").order_by("pk"):
        ballot, result = one.ballot, getattr(one.ballot, "result", None)
        opened = f"Poddano pod głosowanie {ballot.get_mode_display()}; skrót treści {one.content_hash[:12]}."
        yield Event(ballot.opened_at, "Głosowanie", opened, ballot.opened_by.full_name)
        if result:
            yield Event(result.closed_at, "Głosowanie", _counted(result), result.closed_by.full_name)


def _counted(result):
    said = f"Zamknięto głosowanie: {result.get_outcome_display()}"
    if result.outcome != BallotResult.Outcome.WITHDRAWN:
        said += f" (za {result.votes_for}, przeciw {result.votes_against}, wstrzymało się {result.abstentions})"
    return f"{said}. {result.note}".strip()


def dissents(opinion: Opinion) -> Iterable[Event]:
    for one in DissentingOpinion.objects.filter(adoption__opinion=opinion):
        yield Event(one.filed_at, "Zdania odrębne", "Zgłoszono zdanie odrębne.", one.person_name)


def confirmations(opinion: Opinion) -> Iterable[Event]:
    found = opinion.confirmations.select_related("confirmed_by", "document")
    for one in found.order_by("pk"):
        said = f"Potwierdzono treść i utrwalono PDF; kod dokumentu {one.document.code}."
        url = reverse("desk:verify", args=[one.document.code])
        yield Event(one.confirmed_at, "Potwierdzenie", said, one.confirmed_by.full_name, url)


def resumptions(opinion: Opinion) -> Iterable[Event]:
    """They leave no row of their own; the audit tells them."""
    deeds = AuditEvent.objects.filter(object_type="opinions.opinion", object_id=opinion.pk, verb="opinion.resume")
    for deed in deeds:
        said = f"Zaczęto pracę nad wydaniem {deed.data.get('edition', 2)}."
        yield Event(deed.at, "Tekst", said, deed.actor_name, opinion.get_absolute_url())


def handing_over(opinion: Opinion) -> Iterable[Event]:
    """Hand-overs and what WRZOS decided of each: the part that WRZOS reads too."""
    handed = HandOver.objects.filter(opinion=opinion).select_related("handed_by", "review__decided_by")
    for one in handed.annotate(n=Count("remarks")).order_by("edition"):
        url = reverse("reports:handed_over_edition", args=[opinion.pk, one.edition])
        noun = noun_of(opinion)
        said = f"Przekazano {noun.accusative} do WRZOS, wydanie {one.edition}."
        yield Event(one.handed_at, "Przekazanie do WRZOS", said, one.handed_by.full_name, url)
        if review := getattr(one, "review", None):
            yield Event(review.decided_at, "Ocena WRZOS", _reviewed(review, one.n), review.decided_by.full_name, url)


def _reviewed(review, remarks):
    said = f"WRZOS: {review.get_outcome_display()}"
    if review.deadline_on:
        said += f", poprawione wydanie do {day_in_words(review.deadline_on)}"
    if remarks:
        said += f"; {remarks} {plural(remarks, 'uwaga', 'uwagi', 'uwag')}"
    return f"{said.removesuffix('.')}."


def _noon(day: datetime.date) -> datetime.datetime:
    """An order works from the beginning of its day: before everything done on it."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
