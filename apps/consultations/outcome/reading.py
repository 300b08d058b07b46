"""What came of a document: what the director weighs before accepting, and the acts that put it into force."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count
from django.urls import reverse

from apps.accounts.models import User
from apps.core.polish import day_in_words
from apps.orders.external.rules import citation
from apps.orders.models import ExternalAct, IssuedOrder, Order
from apps.teams.models import ExpertDocument

from ..models import (
    Acceptance,
    AskedTeam,
    Consultation,
    Disposition,
    DocumentDissent,
    DocumentOpinion,
    DocumentVersion,
    Forwarding,
    ResultingAct,
)
from ..rules import is_director, may_keep, open_remarks
from ..workflow import VERSION
from . import rules
from .opened import Opened, opened_order, untaken

V, K, A = DocumentVersion.Status, ExpertDocument.Kind, ExpertDocument.Authority


@dataclass(frozen=True)
class Act:
    """`words`: „zarządzenie nr 24/2018 z dnia …”; `instrumental`: „zarządzeniem nr 24/2018”, empty where no form is
    known; `version`: the number of the version that it introduced."""

    words: str
    url: str
    dated_on: datetime.date
    version: int | None
    instrumental: str = ""


def introduced_by(documents: Iterable[ExpertDocument]) -> dict[int, list[IssuedOrder]]:
    """By document: our own orders whose effects introduce it, the newest first; one query for many documents."""
    wanted = {document.pk: document.centre_id for document in documents}
    if not wanted:
        return {}
    introducing = {"effects__introduces__expert_document__in": list(wanted)}
    found = defaultdict(list)
    for order in _ORDERS.filter(centre__in=set(wanted.values()), **introducing):
        pk = order.effects["introduces"]["expert_document"]
        if order.centre_id == wanted[pk]:
            found[pk].append(order)
    return dict(found)


_ORDERS = IssuedOrder.objects.not_struck().defer("text").order_by("-signed_on", "-pk")


def acts_of(document: ExpertDocument) -> list[Act]:
    """Everything that put the document into force, the newest first: our orders, orders from paper, acts of others."""
    numbers = dict(document.versions.values_list("pk", "number"))
    own = [
        _of_order(order, numbers.get(order.effects["introduces"].get("version")))
        for order in introduced_by([document]).get(document.pk, [])
    ]
    recorded = ResultingAct.objects.filter(of_version__document=document, issued_order__struck=None)
    recorded = recorded.select_related("issued_order", "external_act").defer("issued_order__text")
    others = [_of_recorded(act, numbers[act.of_version_id]) for act in recorded]
    return sorted([*own, *others], key=lambda act: act.dated_on, reverse=True)


def _of_order(order: IssuedOrder, version: int | None) -> Act:
    words = f"zarządzenie nr {order.number_text} z dnia {day_in_words(order.signed_on)} {order.title}"
    return Act(words, order.get_absolute_url(), order.signed_on, version, f"zarządzeniem nr {order.number_text}")


def _of_recorded(act: ResultingAct, version: int) -> Act:
    if act.issued_order:
        return _of_order(act.issued_order, version)
    return Act(citation(act.external_act), act.external_act.get_absolute_url(), act.external_act.dated_on, version)


# What the director weighs


@dataclass(frozen=True)
class Counted:
    words: str
    count: int


@dataclass
class Check:
    """One version, for the page on which it is accepted and what comes of it is seen."""

    user: User
    version: DocumentVersion

    @property
    def document(self) -> ExpertDocument:
        return self.version.document

    @cached_property
    def acceptance(self) -> Acceptance | None:
        return Acceptance.objects.filter(of_version=self.version).first()

    @cached_property
    def asked(self) -> list[AskedTeam]:
        found = AskedTeam.objects.filter(consultation__of_version=self.version).select_related("team")
        return list(found.order_by("pk"))

    @cached_property
    def opinions(self) -> list[DocumentOpinion]:
        found = DocumentOpinion.objects.filter(of_version=self.version).select_related("team", "adoption")
        return list(found.order_by("pk"))

    @cached_property
    def dissents(self) -> dict[int, list[DocumentDissent]]:
        found = defaultdict(list)
        for one in DocumentDissent.objects.filter(adoption__opinion__of_version=self.version):
            found[one.adoption_id].append(one)
        return found

    @property
    def judged(self) -> list[dict]:
        """Each asked team with its opinion, as far as it is."""
        by_team = {one.team_id: one for one in self.opinions}
        return [self._judged(asked, by_team.get(asked.team_id)) for asked in self.asked]

    def _judged(self, asked: AskedTeam, opinion: DocumentOpinion | None) -> dict:
        confirmed = opinion if opinion and opinion.status == DocumentOpinion.Status.CONFIRMED else None
        dissents = self.dissents[confirmed.adoption_id] if confirmed else []
        return {"team": asked.team, "opinion": confirmed, "begun": opinion, "dissents": dissents}

    @cached_property
    def is_negative(self) -> bool:
        kinds = DocumentOpinion.Conclusion
        return any(one["opinion"] and one["opinion"].conclusion == kinds.NEGATIVE for one in self.judged)

    @cached_property
    def remarks(self) -> list[Counted]:
        """How the remarks to all versions of the document were answered."""
        found = open_remarks(self.document).order_by().values_list("answer__disposition").annotate(n=Count("pk"))
        counted = dict(found)
        said = [Counted(label, counted[key]) for key, label in Disposition.choices if key in counted]
        waiting = counted.get(None, 0) + counted.get("", 0)
        return said + ([Counted("bez odpowiedzi", waiting)] if waiting else [])

    @cached_property
    def unsettled(self) -> list[int]:
        """Numbers of remarks that were taken in, for which nobody has said where they are settled."""
        return untaken(self.document)

    @cached_property
    def waits(self) -> list[str]:
        """Why the director cannot accept it yet; for those who may accept it some day."""
        return VERSION.steps["accept"].missing(self.version) if self.version.status == V.ANSWERED else []

    @property
    def may_accept(self) -> bool:
        return self.version.status == V.ANSWERED and is_director(self.user, self.document)

    @property
    def may_return(self) -> bool:
        return self.may_accept and not rules.cannot_return(self.user, self.version)

    @property
    def returned(self) -> Consultation | None:
        """Who asked for the next version instead, and why."""
        sent = self.version.consultation
        return sent if sent.returned_at and self.version.status in (V.ANSWERED, V.SUPERSEDED) else None

    # Afterwards

    @cached_property
    def forwardings(self) -> list[Forwarding]:
        return list(Forwarding.objects.filter(of_version=self.version))

    @cached_property
    def acts(self) -> list[Act]:
        return acts_of(self.document)

    @property
    def is_introduced(self) -> bool:
        return any(act.version == self.version.number for act in self.acts)

    @cached_property
    def draft(self) -> Order | None:
        return introducing_draft(self.version)

    @property
    def keeps(self) -> bool:
        return may_keep(self.user, self.document.pilot)

    @property
    def introduces(self) -> str:
        """Why no order is prepared here; empty: it may be."""
        return rules.cannot_introduce(self.user, self.version)

    @property
    def is_by_order(self) -> bool:
        return self.document.authority == A.DIRECTOR and self.document.kind != K.ORDER_DRAFT

    @property
    def is_by_mayor(self) -> bool:
        return self.document.authority == A.MAYOR and self.document.kind != K.ORDER_DRAFT

    @cached_property
    def opened(self) -> Opened | None:
        return opened_order(self.document)


def introducing_draft(version: DocumentVersion) -> Order | None:
    """The draft order that introduces the version, if there is one."""
    return introducing_drafts(version.centre_id, [version.pk]).get(version.pk)


def introducing_drafts(centre_id: int, versions: Iterable[int]) -> dict[int, Order]:
    """The same for many versions of one centre, in one query."""
    named = [str(pk) for pk in versions]
    drafts = Order.objects.filter(centre=centre_id, kind=Order.Kind.INTRODUCTION, status=Order.Status.DRAFT)
    drafts = drafts.filter(typed__document_version__0__in=named).order_by("-pk")
    return {int(order.typed["document_version"][0]): order for order in drafts}


def introduced_with(order: Order) -> list[DocumentVersion]:
    """The accepted versions that the order puts into force: by its effects, or, of one entered from paper, by what was
    recorded."""
    issued = getattr(order, "issued", None)
    said = (issued or order).effects.get("introduces", {})
    versions = DocumentVersion.objects.filter(document__pilot__centre=order.centre_id).select_related("document__pilot")
    if said.get("version"):
        return list(versions.filter(pk=said["version"], document=said.get("expert_document")))
    if issued and issued.origin == IssuedOrder.Origin.RECORDED:
        return list(versions.filter(acts__issued_order=issued).order_by("pk"))
    return []


def introduced_with_act(act: ExternalAct) -> list[DocumentVersion]:
    found = DocumentVersion.objects.filter(acts__external_act=act).select_related("document__pilot")
    return list(found.order_by("pk"))


def url_of(version: DocumentVersion) -> str:
    return reverse("consultations:version_accept", args=[version.document_id, version.number])
