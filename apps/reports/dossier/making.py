"""The dossier of a pilot and its long combined report, made in the background."""

from itertools import chain
from typing import Any

from apps.accounts.models import Role, User
from apps.core.errors import DomainError
from apps.core.polish import day_in_words
from apps.documents.rendering import render_html, render_pdf
from apps.jobs.kinds import Made, job
from apps.projects.models import Pilot
from apps.reports import pdf, reading
from apps.reports.archive import plain

from . import contents
from .archive import Archive

DOSSIER, REPORT = "dossier", "centre-report"
NOTHING_YET = "Ten pilotaż nie przekazał jeszcze do WRZOS żadnego dokumentu."


def may_have_dossier(user: User, job: Any) -> bool:
    """A director's dossier is of the own centre; WRZOS has that of any, limited to what was handed over."""
    own = job.centre_id == user.centre_id and user.has_role(Role.DIRECTOR)
    return user.is_wrzos or bool(user.centre_id and own)


def may_have_report(user: User, job: Any) -> bool:
    return user.is_wrzos or bool(user.centre_id and job.centre_id == user.centre_id)


@job(DOSSIER, may=may_have_dossier)
def dossier(job: Any, progress: Any, write: Any) -> Made:
    """One ZIP: PDFs, signed copies, sources, registers, sums and an index."""
    pilot, for_wrzos = _pilot(job), job.asked_by.is_wrzos
    archive, total = Archive(write, job.asked_at), contents.counted(pilot, for_wrzos)
    if for_wrzos and not total:
        raise DomainError(NOTHING_YET)
    chapters = [contents.put_opinions(archive, pilot, for_wrzos)]
    if not for_wrzos:
        chapters += [contents.put_orders(archive, pilot), contents.put_evidence(archive, pilot)]
    for number, title in enumerate(chain(*chapters), start=1):
        progress(number, total, title[:120])
    progress(total, total + 1, "rejestry i spis")
    contents.put_registers(archive, pilot, job.asked_by)
    archive.close({"pilot": pilot, "for_wrzos": for_wrzos, "made_on": day_in_words(job.asked_at.date())})
    return Made(f"teczka_{plain(pilot.centre.short_name)}_{job.asked_at:%Y-%m-%d}.zip", "application/zip")


@job(REPORT, may=may_have_report)
def centre_report(job: Any, progress: Any, write: Any) -> Made:
    """The combined report of a pilot."""
    pilot = _pilot(job)
    handed = reading.of_pilot(pilot, job.asked_by)
    if not handed:
        raise DomainError(NOTHING_YET)
    progress(0, 1, "układanie stron")
    write(render_pdf(render_html("pdf/centre_report.html", pdf.context_of(pilot, handed))))
    progress(1, 1, "gotowe")
    return Made(pdf.file_name(pilot), "application/pdf")


def _pilot(job: Any) -> Pilot:
    return Pilot.objects.select_related("centre", "catalogue_version").get(pk=job.parameters["pilot"])
