"""Who reads which remarks, until when they are written, and what may still become of them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from apps.accounts.models import Role, User
from apps.core import clock
from apps.teams.models import Function, RosterInterval

from .. import rules
from ..models import Answer, AskedTeam, Consultation, Disposition, DocumentVersion, Remark

V, D = DocumentVersion.Status, Disposition
UNDECIDED = frozenset({V.COLLECTING, V.ANSWERING})
HANDED_OVER = frozenset({V.ANSWERED, V.ACCEPTED, V.SUPERSEDED})
NEEDS_A_REASON = frozenset({D.PARTLY, D.REJECTED, D.EXPLAINED})
TAKEN_IN = frozenset({D.ACCEPTED, D.PARTLY})
DIVERGENT = frozenset({D.PARTLY, D.REJECTED})
WRITERS = "Uwagi zgłaszają członkowie zespołów, które poproszono o opinię o tej wersji."
LATE = "Uwag do tej wersji już się nie zgłasza: minął termin, zespół zakończył zgłaszanie albo zbieranie zamknięto."
SUBMITTED = "Ta uwaga jest już złożona, więc jej treść się nie zmienia. Możesz ją wycofać, dopóki nie jest rozpatrzona."
HANDED = "Odpowiedzi na uwagi przekazano już zespołom, więc zostają takie, jakie są."
TAKEN_BACK = "Wersja została wycofana, więc na uwagi do niej już się nie odpowiada."
NOT_YET = "Na uwagi odpowiada się po zamknięciu ich zbierania."
ANSWERERS = f"Na uwagi odpowiada ten, kto pisze dokument. {rules.WRITERS}"
NOT_SEEN_YET = (
    "Uwagi zespołu przeczytasz i połączysz po złożeniu własnej pierwszej uwagi, po zakończeniu zgłaszania przez zespół "
    "albo po terminie."
)
CHAIRS = "Uwagi swojego zespołu łączy i rozłącza jego przewodniczący, dopóki nie są rozpatrzone."


@dataclass(frozen=True)
class Seat:
    """A team asked about the version, and what the person does in it today (None: nothing)."""

    asked: AskedTeam
    function: str | None

    @property
    def is_chair(self) -> bool:
        return self.function == Function.CHAIR


class Powers:
    """What a person may do about remarks to one version; everything is asked of the database once."""

    def __init__(self, user: User, version: DocumentVersion):
        self.user, self.version = user, version

    @cached_property
    def consultation(self) -> Consultation:
        return self.version.consultation

    @cached_property
    def seats(self) -> list[Seat]:
        """Every team asked, with the person's function of today."""
        held = RosterInterval.objects.filter(person_id=self.user.person_id or 0, centre=self.user.centre_id)
        functions = dict(held.on(clock.today()).values_list("team_id", "function"))
        asked = self.consultation.asked.select_related("team", "closed_by")
        return [Seat(one, functions.get(one.team_id)) for one in asked]

    @cached_property
    def own_seats(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.function]

    @cached_property
    def writes_document(self) -> bool:
        return rules.may_write(self.user, self.version.document)

    @cached_property
    def reads_everything(self) -> bool:
        """The expert, the director and HR read what was submitted at once."""
        return self.writes_document or (
            self.user.centre_id == self.version.centre_id and self.user.has_role(Role.DIRECTOR, Role.HR)
        )

    @property
    def runs(self) -> bool:
        """Whether remarks may still come, from a team that has not closed."""
        in_time = self.version.status == V.COLLECTING and clock.today() <= self.consultation.deadline_on
        return in_time and self.version.document.withdrawn_at is None

    @property
    def open_seats(self) -> list[Seat]:
        """Own teams for which a remark may be written today."""
        return [seat for seat in self.own_seats if self.runs and not seat.asked.closed_at]

    @property
    def may_write(self) -> bool:
        return bool(self.open_seats)

    @cached_property
    def reads_others(self) -> bool:
        """Whether the remarks of others may be read now (`Consultation.sight`). Who has nothing more to say cannot be
        swayed: after the deadline and after the own team has closed they may be read under every setting."""
        if self.user.centre_id != self.version.centre_id:
            return False
        if self.reads_everything or self.version.status != V.COLLECTING:
            return True
        if not self.own_seats:
            return False
        if not self.open_seats:
            return True
        sight = self.consultation.sight
        if sight == Consultation.Sight.AFTER_OWN:
            return self.has_submitted
        return sight == Consultation.Sight.AT_ONCE

    @cached_property
    def has_submitted(self) -> bool:
        own = Remark.objects.filter(of_version=self.version, author=self.user.person_id or 0)
        return own.filter(submitted_at__isnull=False).exists()

    @cached_property
    def chaired_and_read(self) -> set[int]:
        """Teams whose remarks their chair reads before others may, to merge duplicates: under every setting, but only
        after a remark of the chair's own, so that the chair is no more swayed than anybody else."""
        chaired = self.teams_to_consolidate
        return chaired if chaired and self.has_submitted else set()

    @property
    def reads_answers(self) -> bool:
        """Answers are the writer's draft until they are handed over."""
        return self.version.status in HANDED_OVER or self.writes_document

    @property
    def may_answer(self) -> bool:
        return self.writes_document and self.version.status == V.ANSWERING

    @property
    def may_settle(self) -> bool:
        """Say where in this version remarks to earlier ones are settled."""
        return self.writes_document and self.version.status != V.WITHDRAWN

    def may_consolidate(self, team_id: int) -> bool:
        """The chair of the team, as long as the version's remarks are undecided."""
        chairs = any(seat.is_chair and seat.asked.team_id == team_id for seat in self.own_seats)
        return chairs and self.version.status in UNDECIDED

    @property
    def teams_to_consolidate(self) -> set[int]:
        return {seat.asked.team_id for seat in self.own_seats if self.may_consolidate(seat.asked.team_id)}


def visible_remarks(user: User, version: DocumentVersion, powers: Powers | None = None) -> QuerySet[Remark]:
    """Own ones, drafts too, and those of others that were submitted, when they may be read; before that, to the chair
    those of the own team. Nobody's draft is anybody else's, and another centre has none."""
    powers = powers or Powers(user, version)
    found = Remark.objects.filter(of_version=version)
    if user.centre_id != version.centre_id or version.status == V.DRAFT:
        return found.none()
    own, submitted = Q(author=user.person_id or 0), Q(submitted_at__isnull=False)
    if powers.reads_others:
        return found.filter(own | submitted)
    return found.filter(own | submitted & Q(team__in=powers.chaired_and_read) if powers.chaired_and_read else own)


def is_author(user: User, remark: Remark) -> bool:
    return user.person_id is not None and user.person_id == remark.author_id


def answered(remark: Remark) -> bool:
    """Whether it, or the one it is merged into, has been decided upon."""
    own = [remark.pk, remark.merged_into_id]
    return Answer.objects.filter(remark__in=[pk for pk in own if pk]).exclude(disposition="").exists()


def why_not_withdraw(user: User, remark: Remark) -> str:
    """Empty when this person may take the submitted remark back now."""
    if not is_author(user, remark):
        return "Uwagę wycofuje tylko jej autor."
    if not remark.submitted_at:
        return "Niezłożonej uwagi się nie wycofuje. Możesz ją usunąć."
    if remark.withdrawn_at:
        return "Ta uwaga jest już wycofana."
    if remark.of_version.status not in UNDECIDED or answered(remark):
        return "Uwaga jest już rozpatrzona, więc nie można jej wycofać."
    return ""


def why_not_answer(user: User, remark: Remark, powers: Powers) -> str:
    """Empty when this person may answer the remark now."""
    if not powers.writes_document:
        return ANSWERERS
    if powers.version.status != V.ANSWERING:
        return {V.COLLECTING: NOT_YET, V.WITHDRAWN: TAKEN_BACK}.get(powers.version.status, HANDED)
    if remark.withdrawn_at:
        return f"Uwaga nr {remark.number} została wycofana, więc nie wymaga odpowiedzi."
    if remark.merged_into_id:
        return f"Uwaga nr {remark.number} jest połączona z inną i dzieli jej odpowiedź."
    return ""


def why_not_close_team(asked: AskedTeam, powers: Powers) -> str:
    """Empty when this person may say now that the team has no more remarks."""
    if not any(seat.is_chair and seat.asked.pk == asked.pk for seat in powers.own_seats):
        return "Zgłaszanie uwag zespołu kończy jego przewodniczący."
    if powers.version.status != V.COLLECTING or asked.closed_at:
        return "Ten zespół nie zgłasza już uwag do tej wersji."
    return ""


def has_nothing_to_answer(version: DocumentVersion) -> bool:
    return not rules.open_remarks(version.document).filter(of_version=version).exists()
