"""An expert's document on which two teams work by their orders, and what happens to it."""

import datetime
import hashlib
from types import SimpleNamespace

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.consultations.models import Acceptance, AskedTeam, Consultation, DocumentVersion, Remark
from apps.core import clock
from apps.teams.models import ExpertDocument
from tests import factories

DEADLINE = datetime.date(2100, 1, 1)


def scene(slug=None, **document):
    """`document` is written by `expert`, and both `team` (chair, member) and `other_team` (other_chair, other_member)
    have it in their orders; `director`, `hr`, `admin`, `coordinator`, `employee` as their names say."""
    mine = SimpleNamespace(centre=factories.centre(slug))
    mine.pilot = factories.pilot(mine.centre, factories.catalogue_version())
    roles = {"director": "director", "hr": "hr", "admin": "admin", "coordinator": "coordinator", "expert": "expert"}
    mine.people = {key: _person(mine.centre, key, [role]) for key, role in roles.items()}
    others = ("chair", "member", "other_chair", "other_member", "employee")
    mine.people |= {key: _person(mine.centre, key, ["employee"]) for key in others}
    for key, person in mine.people.items():
        setattr(mine, key, factories.user_of(person))
    mine.document = expert_document(mine, **document)
    mine.team = _team(mine, "chair", "member")
    mine.other_team = _team(mine, "other_chair", "other_member", about="usług")
    return mine


def expert_document(mine, title="Lokalna Polityka Świadczeń", kind="benefits_policy", authority="director", **fields):
    rank = ExpertDocument.objects.filter(pilot=mine.pilot).count() + 1
    document = ExpertDocument.objects.create(
        pilot=mine.pilot, rank=rank, title=title, kind=kind, authority=authority, **fields
    )
    document.experts.set([mine.people["expert"]])
    return document


def units(*texts):
    """Paragraphs as units: „§ 1”, „§ 2”…"""
    return [
        {"key": f"p{n}", "label": f"§ {n}", "kind": "paragraph", "depth": 0, "html": f"<p>{text}</p>", "text": text}
        for n, text in enumerate(texts, start=1)
    ]


def version(mine, *texts, document=None, number=None):
    """A version in work, typed here."""
    document = document or mine.document
    number = number or document.versions.count() + 1
    said = {"created_by": mine.expert, "created_at": timezone.now(), "edited_by": mine.expert}
    return DocumentVersion.objects.create(
        document=document,
        number=number,
        origin="text",
        units=units(*(texts or ("Ośrodek udziela świadczeń.", "Wniosek rozpatruje się w 14 dni."))),
        edited_at=timezone.now(),
        **said,
    )


def sent(mine, *texts, teams=None, deadline=DEADLINE, sight="at_once", **more):
    """A version sent for opinion, to both teams unless said otherwise."""
    made = version(mine, *texts, **more)
    consultation = Consultation.objects.create(
        of_version=made, deadline_on=deadline, working_days=5, sight=sight, sent_by=mine.expert, sent_at=clock.now()
    )
    for team in teams or [mine.team, mine.other_team]:
        AskedTeam.objects.create(consultation=consultation, team=team)
    return to(made, "collecting")


def to(made, *statuses):
    """Through the states, one after another, as the table of steps has them."""
    for status in statuses:
        made.status = status
        made.sha256 = made.sha256 or hashlib.sha256(str(made.units).encode()).hexdigest()
        with transaction.atomic():
            made.save()
            if status == "accepted":
                accepted(made)
    return made


def accepted(made):
    """By the director of the centre, whoever it is."""
    centre = made.document.pilot.centre
    director = User.objects.filter(person__centre=centre, person__grants__role="director").first()
    return Acceptance.objects.create(
        of_version=made, accepted_by=director, accepted_by_name=director.full_name, accepted_at=clock.now()
    )


def remark(mine, made, body="Termin jest za krótki.", *, by="member", unit="§ 2", submitted=True, **fields):
    """A remark of somebody to a version, submitted unless said otherwise."""
    person, team = mine.people[by], mine.other_team if by.startswith("other") else mine.team
    number = made.document.remarks.filter(number__isnull=False).count() + 1 if submitted else None
    key = next((one["key"] for one in made.units if one["label"] == unit), "")
    return Remark.objects.create(
        document=made.document,
        of_version=made,
        team=team,
        author=person,
        author_name=str(person),
        number=number,
        submitted_at=clock.now() if submitted else None,
        unit_key=key,
        unit_label=unit,
        place=f"{int(unit.split()[-1]):06d}" if unit else "",
        body=body,
        edited_by=getattr(mine, by),
        edited_at=clock.now(),
        **fields,
    )


def _person(centre, key, roles):
    return factories.person(centre, f"Osoba {key.replace('_', ' ').title()}", roles=roles)


def _team(mine, chair, member, **said):
    members = [(mine.people[chair], "chair"), (mine.people[member], "member")]
    return factories.team(mine.centre, members, pilot=mine.pilot, documents=[mine.document.pk], **said)
