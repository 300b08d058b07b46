"""Letters about remarks, in the queue in the transaction of the deed: who writes the document hears that all teams are
done and that collecting has ended, members hear that their remarks are answered. They say nothing of what was said."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from apps.accounts.models import User
from apps.consultations.models import DocumentVersion, Remark
from apps.core import clock, letters
from apps.core.polish import plural
from apps.teams.models import RosterInterval

from ..rules import open_remarks

BODY = """Dzień dobry,

{said}

{address}

Wiadomość wysłał program ośrodka ({centre}). Prosimy na nią nie odpowiadać.
"""


def tell_writers_all_closed(version: DocumentVersion, by: User) -> None:
    said = f"wszystkie zespoły zakończyły zgłaszanie uwag: {_named(version)}. Można zamknąć ich zbieranie."
    _tell(writers_of(version), by, f"Zespoły zakończyły zgłaszanie uwag – {_short(version)}", said, version, "remarks")


def tell_writers_to_answer(version: DocumentVersion, by: User) -> None:
    if version.status != DocumentVersion.Status.ANSWERING:
        return
    count = open_remarks(version.document).filter(of_version=version).count()
    waits = plural(count, "uwaga czeka", "uwagi czekają", "uwag czeka")
    said = f"zamknięto zbieranie uwag: {_named(version)}. {count} {waits} na odpowiedź."
    _tell(writers_of(version), by, f"Uwagi do rozpatrzenia – {_short(version)}", said, version, "answers")


def tell_members_answers(version: DocumentVersion, by: User) -> None:
    """Today's members of the teams asked, and whoever wrote a remark."""
    said = f"są odpowiedzi na uwagi: {_named(version)}."
    _tell(members_of(version), by, f"Odpowiedzi na uwagi – {_short(version)}", said, version, "remarks")


def writers_of(version: DocumentVersion) -> Iterable[User]:
    """Experts of the document; of a draft order the one who opened this version."""
    experts = version.document.experts.order_by().values("pk")
    return _who_can_log_in(version, Q(person__in=experts) | Q(pk=version.created_by_id))


def members_of(version: DocumentVersion) -> Iterable[User]:
    teams = version.consultation.asked.order_by().values("team")
    members = RosterInterval.objects.filter(centre=version.centre_id, team__in=teams).on(clock.today()).order_by()
    authors = Remark.objects.filter(of_version=version, submitted_at__isnull=False).order_by().values("author")
    return _who_can_log_in(version, Q(person__in=members.values("person")) | Q(person__in=authors))


def _who_can_log_in(version, chosen):
    inside = User.objects.filter(is_active=True, person__left_on=None, person__centre_id=version.centre_id)
    return inside.filter(chosen).order_by("pk").distinct()


def _tell(people, by, subject, said, version, page):
    address = settings.BASE_URL + reverse(f"consultations:{page}", args=[version.document_id, version.number])
    body = BODY.format(said=said, address=address, centre=version.document.pilot.centre.short_name)
    for user in people:
        if user.pk != by.pk:
            letters.enqueue(user.email, subject, body)


def _named(version):
    return f"„{version.document.title}”, {version}"


def _short(version):
    return f"{version.document.title}, {version}"
