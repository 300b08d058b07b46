"""A centre that carries out Tabela 1: two products with steps, people of every role, a team at work on one product."""

import datetime
import io
from types import SimpleNamespace

import pikepdf
from django.utils import timezone

from apps.catalogue import published
from apps.catalogue.models import EvaluationTool, ImplementationStep
from apps.implementation.evidence.actions import Said, add_evidence
from tests import factories

BEGUN = datetime.date(2018, 9, 3)


def step(product, actor="team", rank=None, text="Zespół dokona analizy.", **fields):
    rank = rank or product.steps.count() + 1
    published.kept.pop(product.version_id, None)
    return ImplementationStep.objects.create(product=product, rank=rank, text=text, actor=actor, **fields)


def tool(name="Ankieta dla pracowników", **fields):
    return EvaluationTool.objects.create(name=name, added_at=timezone.now(), **fields)


def scene(slug=None):
    """Steps: `workshop` (ośrodek), `rules` (dyrektor, by an order), `duties` (kadry), `analysis` and `document` (team
    of product 2a). The team: `chair`, `member`; `employee` is in none."""
    version = factories.catalogue_version()
    one, two = factories.product(version, "1"), factories.product(version, "2a")
    mine = SimpleNamespace(centre=factories.centre(slug), version=version, products=[one, two])
    mine.pilot = factories.pilot(mine.centre, version)
    mine.workshop = step(one, "centre", text="Przeprowadzanie warsztatów dotyczących wartości.")
    mine.rules = step(one, "director", text="Kierownik przygotowuje zasady.", introduced_by="special_benefit_rules")
    mine.duties = step(one, "hr", text="Pracownik ds. kadrowych opracowuje zakresy czynności.")
    mine.analysis = step(two, "team")
    mine.document = step(two, "team", text="Zespół przygotowuje dokument.", after_pilot=True)
    roles = {"director": "director", "coordinator": "coordinator", "hr": "hr", "expert": "expert", "admin": "admin"}
    mine.people = {key: _person(mine.centre, key, [role]) for key, role in roles.items()}
    mine.people |= {key: _person(mine.centre, key, ["employee"]) for key in ("chair", "member", "employee", "legal")}
    for key, person in mine.people.items():
        setattr(mine, key, factories.user_of(person))
    members = [(mine.people["chair"], "chair"), (mine.people["member"], "member")]
    mine.team = factories.team(mine.centre, members, pilot=mine.pilot, products=["2a"])
    return mine


def _person(centre, key, roles):
    return factories.person(centre, f"Osoba {key.title()}", roles=roles)


def statement(mine, text="Warsztaty odbyły się 3 września.", *, by=None, title="Oświadczenie o warsztatach", **more):
    said = Said(title, BEGUN, statement=text)
    return add_evidence(mine.pilot, "statement", said, by=by or mine.director, **more)


def filed(pilot, words="dowód", *, by, **more):
    """A PDF in the register."""
    said = Said("Lista obecności", BEGUN, file_name="lista.pdf", content=pdf(words))
    return add_evidence(pilot, "file", said, by=by, **more)


def pdf(words="dowód"):
    """A plain PDF of one page; other words make other bytes."""
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(300, 300))
        document.docinfo["/Title"] = words
        file = io.BytesIO()
        document.save(file, deterministic_id=True)
    return file.getvalue()
