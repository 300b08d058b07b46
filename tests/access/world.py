"""Two centres with one thing of each kind, and one person of each role in both."""

import datetime
from contextlib import contextmanager
from types import SimpleNamespace

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import Invitation
from apps.acknowledgements.actions import ask_to_read
from apps.core import clock
from apps.desk.reminders.actions import open_calendar
from apps.jobs.actions import ask
from apps.jobs.tasks import run_job
from apps.opinions.circulation import actions as circulations
from apps.opinions.claims.actions import cite
from apps.orders.actions import start_draft
from apps.orders.clauses.actions import add_clause
from apps.orders.legal.actions import send_to_adviser
from apps.orders.text import order_text, paragraf, text_hash
from apps.reports.recommendations.actions import merge
from apps.texts.models import TextRevision
from tests import factories
from tests.factories import implementation
from tests.factories.amended import order_of_text
from tests.factories.notices import announced
from tests.factories.organisation import organised
from tests.factories.publications import public_order, publication
from tests.factories.second_factor import second_factor
from tests.factories.signatures import signed_copy
from tests.jobs import kinds  # noqa: F401  registers them
from tests.orders.external.acts import act
from tests.orders.recorded.paper import entered
from tests.teams.appointment.forms import draft

from . import consultations, meetings
from . import organisation_parts as parts
from .opinions import LONG_AGO, STATES, intermediate, of_opinion, opinion_of, proposals_of, reviewed
from .organisation_duties import of_duties, of_scopes

ROLES = {
    "dir": ["director"],
    "hr": ["hr"],
    "adm": ["admin"],
    "exp": ["expert"],
    "coo": ["coordinator"],
    "emp": ["employee"],
    "leg": ["legal"],
    "mem": ["employee"],
    "cha": ["employee"],
}
PARTS = [("section", "Ocena"), ("advantages", "Plusy"), ("recommendations", "Rekomendacje", "model")]
TYPED_KINDS = ("free", "introduction", "composition", "dissolution", "amendment")
CODES = ["1", "2a", "2b", "3", "4a", "4b", "5", "6", "7", "8", "9"]


def build():
    version = factories.catalogue_version()
    products = [factories.product(version, code, parts=PARTS) for code in CODES]
    wide = {"ope": factories.operator(), "wrz": factories.wrzos()}
    wide["reviewer"] = factories.wrzos("Roman Inny")
    wide["invited"] = _only_invited(factories.wrzos("Iga Zaproszona"))
    wide["draft"] = factories.catalogue_version(published_at=None)
    wide["step"] = implementation.step(products[7])
    wide["asks"] = [implementation.step(one, intermediate_title="Cząstkowa") for one in (products[5], products[7])]
    wide["tool"] = implementation.tool()
    wide["tool_withdrawn"] = implementation.tool("Dawne narzędzie", withdrawn_at=timezone.now())
    return _centre("a", version, products, wide), _centre("b", version, products, wide), wide


@contextmanager
def undone():
    """A transaction that is rolled back, as Django's own TestCase opens it, so that durable blocks may stand inside."""
    with (around := transaction.atomic()):
        around._from_testcase = True
        yield
        transaction.set_rollback(True)


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def _centre(slug, version, products, wide):
    mine = SimpleNamespace(centre=factories.centre(slug), version=version, wide=wide)
    mine.people = {
        key: factories.person(mine.centre, f"Osoba {key.title()}", roles=roles) for key, roles in ROLES.items()
    }
    mine.users = {key: factories.user_of(person) for key, person in mine.people.items()}
    mine.former = factories.person(mine.centre, "Felicja Dawna", left_on=LONG_AGO)
    mine.invited = _only_invited(factories.user_of(factories.person(mine.centre, "Jan Zaproszony", roles=["admin"])))
    second_factor(mine.users["emp"])
    mine.pilot = factories.pilot(mine.centre, version)
    mine.team = factories.team(
        mine.centre,
        [(mine.people["cha"], "chair"), (mine.people["mem"], "member")],
        pilot=mine.pilot,
        products=[product.code for product in products],
    )
    mine.draft = draft(mine.centre, mine.users["dir"])
    mine.sent = draft(mine.centre, mine.users["dir"])
    send_to_adviser(mine.sent, "", by=mine.users["hr"])
    mine.entry = entered(mine.centre, mine.users["dir"], 3, LONG_AGO.replace(year=2012))
    mine.act = act(mine.centre, mine.users["dir"])
    mine.signed_copy = signed_copy(mine.team.issued_order.document, mine.users["dir"])
    mine.text = order_of_text(mine.centre, (paragraf("Wprowadza się regulamin."),), by=mine.users["dir"])
    mine.texts = {kind: start_draft(mine.centre, kind, by=mine.users["dir"]) for kind in TYPED_KINDS}
    wording = {"kind": "legal_basis", "name": "Statut", "text": "§ 7 Statutu"}
    mine.clause = add_clause(mine.centre, wording, by=mine.users["adm"])
    mine.reading = ask_to_read(mine.team.issued_order, [mine.people["emp"]], by=mine.users["hr"])
    mine.intermediate = intermediate(mine, products[5])
    mine.opinions = {state: opinion_of(mine, products[place], place) for place, state in enumerate(STATES)}
    mine.opinions["dissent"] = opinion_of(mine, products[6], STATES.index("adopted"), day=clock.today())
    mine.free = products[7]
    mine.opinions["agreed"] = opinion_of(mine, products[8], STATES.index("circulated"), day=clock.today())
    mine.remark = circulations.file_remark(mine.opinions["agreed"], {"body": "Brakuje danych."}, by=mine.users["cha"])
    mine.review_remark = reviewed(mine, products[9], products[10])
    mine.public = publication(public_order(mine.centre, by=mine.users["dir"]))
    mine.made, mine.waiting = _jobs(mine)
    mine.theme = _theme(mine)
    mine.piece = implementation.filed(mine.pilot, by=mine.users["dir"])
    plus = mine.opinions["working"].findings.get()
    mine.citation = cite(mine.opinions["working"], mine.piece, finding=plus, by=mine.users["mem"])
    mine.proposals = proposals_of(mine)
    mine.organised = organised(mine.centre, mine.users["hr"])
    consultations.build(mine)
    meetings.build(mine)
    mine.parts = parts.of_parts(mine)
    mine.duties = of_duties(mine)
    mine.calendar = open_calendar(by=mine.users["emp"])
    announced(mine.centre, by=mine.users["adm"])
    return mine


def _theme(mine):
    """A theme of what the centre handed over."""
    [said] = mine.opinions["handed_over"].hand_over.recommendations.all()
    fields = {"kind": "model", "title": "Zmiana modelu", "body": "", "legal_act": "", "article": ""}
    return merge(fields, [(said, "supports", "")], by=mine.wide["wrz"])


def _jobs(mine):
    """Two that the director asked for, one of them finished."""
    made, waiting = (ask("lines", "Wiersze", {"lines": n}, by=mine.users["dir"], centre=mine.centre) for n in (1, 2))
    run_job.call(job_pk=made.pk)
    return made, waiting


def _only_invited(user):
    user.set_unusable_password()
    user.save()
    return user


def _invitation(user):
    import hashlib

    Invitation.objects.get_or_create(
        user=user,
        token_hash=hashlib.sha256(b"zeton").hexdigest(),
        defaults={"created_at": timezone.now(), "expires_at": timezone.now() + datetime.timedelta(days=1)},
    )
    return "zeton"


def address(mine, name):
    """The address of the table's row in this centre; „@…” names the state of the thing."""
    name, _, state = name.partition("@")
    return reverse(name, kwargs=_kwargs(mine, name, state))


def _kwargs(mine, name, state):
    room, _, page = name.rpartition(":")
    if room == "acknowledgements":
        return {"pk": mine.reading.issued_order.order_id}
    if room == "coverage":
        return {}
    if room == "dossier":
        return {"pk": mine.pilot.pk}
    if room == "recommendations":
        return _of_recommendations(mine, page)
    if room == "jobs":
        return {"jobs": {}, "stop": {"pk": mine.waiting.pk}}.get(page, {"pk": mine.made.pk})
    if room == "publication":
        return _of_publication(mine, page)
    chosen = {
        "opinions": of_opinion,
        "reports": _of_report,
        "accounts": _of_account,
        "catalogue": _of_catalogue,
        "consultations": consultations.of_consultations,
        "implementation": _of_implementation,
        "meetings": meetings.address,
        "organisation": _of_organisation,
    }
    if room in chosen:
        return chosen[room](mine, page, state)
    if page == "legal" or state == "sent":
        return {"pk": mine.sent.pk}
    if page in {"order", "pdf", "order_check", "appointment_edit", "appointment_discard"}:
        issued = page in {"order", "pdf"} and state != "draft"
        return {"pk": mine.team.issued_order.order_id if issued else mine.draft.pk}
    if page.startswith(tuple(f"{kind}_" for kind in TYPED_KINDS)) and not page.endswith("_new"):
        return {"pk": mine.texts[page.partition("_")[0]].pk}
    if page == "entry_strike":
        return {"pk": mine.entry.order_id}
    if page in {"external_act", "external_act_change", "external_act_pdf"}:
        return {"pk": mine.act.pk}
    if page in {"clause_change", "clause_remove"}:
        return {"pk": mine.clause.pk}
    if page in {"consolidated", "consolidated_pdf", "compared"}:
        return {"pk": mine.text.order_id}
    if page in {"sign", "signed_copy", "signed_file"}:
        copy = {} if page == "sign" else {"copy_pk": mine.signed_copy.pk}
        return {"pk": mine.team.issued_order.order_id} | copy
    if page in {"pilot", "pilot_change"}:
        return {"pk": mine.pilot.pk}
    if page == "calendar":
        return {"key": mine.calendar.calendar_key}
    if page == "verify":
        return {"code": mine.team.issued_order.document.code}
    if page in {"team", "attendance"}:
        return {"pk": mine.team.pk}
    if page == "account_reset_password_from_key":
        return {"uidb36": "1", "key": "set-password"}
    return {}


def _of_organisation(mine, page, state):
    if page.startswith("scope") or page == "separation":
        return of_scopes(mine, page, state)
    if page.startswith(parts.PAGES):
        return parts.of_page(mine, page, state)
    if page in {"leaving", "employment_of", "title_adopt"}:
        return {"pk": mine.people["emp"].pk}
    if page.startswith("employment_"):
        person = {} if page == "employment_new" else {"person_pk": mine.people["emp"].pk}
        return {"pk": mine.organised.position.pk} | person
    if page in {"import", "import_corrected"}:
        return {"pk": mine.organised.sent.pk}
    kind = next((kind for kind in ("unit", "position", "key_post") if page.startswith(kind)), None)
    return {} if kind is None or page.endswith(("_new", "_posts")) else {"pk": getattr(mine.organised, kind).pk}


def _of_recommendations(mine, page):
    if page.startswith("source"):
        return {"pk": mine.theme.pk, "source_pk": mine.theme.sources.get().pk}
    return {"pk": mine.theme.pk} if page.startswith("theme") and page != "themes" else {}


def _of_publication(mine, page):
    if page in {"announce", "accessibility_all", "privacy_all"}:
        return {}
    slug = {"slug": mine.centre.slug} if page.startswith(("bip", "accessibility", "privacy")) else {}
    whole = page in {"bip", "bip_json", "bip_log", "bip_log_json", "accessibility", "privacy"}
    return slug if whole else slug | {"pk": mine.public.issued_order.order_id}


def _of_report(mine, page, state):
    if page in {"pilot", "centre_report", "pilot_zip"}:
        return {"pk": mine.pilot.pk}
    if page == "intermediate_pdf":
        code = mine.intermediate.confirmation.document.code
        return {"pk": mine.opinions[state or "handed_over"].pk, "code": code}
    if page in {"library", "library_zip"}:
        return {}
    more = {"edition": 1} if "edition" in page else {}
    if page in {"remark", "remark_remove"}:
        more = {"remark_pk": mine.review_remark.pk}
    if page == "remark_restore":
        more = {"removal_pk": mine.opinions["handed_over"].removals.get(thing="reviewremark").pk}
    return {"pk": mine.opinions[state or "handed_over"].pk} | more


def _of_account(mine, page, state):
    if page == "invitation":
        return {"token": _invitation(mine.users["emp"])}
    if page == "person_return":
        return {"pk": mine.former.pk}
    if page.startswith(("person", "account")) and page not in {"people", "person_new"}:
        return {"pk": mine.people["emp"].pk}
    if page in {"centre", "administrator_new"}:
        return {"pk": mine.centre.pk}
    if page == "administrator_invite":
        return {"pk": mine.centre.pk, "account": mine.invited.pk}
    if page == "reviewer_invite":
        return {"pk": mine.wide["invited"].pk}
    if page == "second_factor_remove":
        return {"pk": mine.users["emp"].pk}
    if page in {"reviewer_disable", "reviewer_enable"}:
        return {"pk": mine.wide["reviewer"].pk}
    return {}


def _of_catalogue(mine, page, state):
    if page.startswith("tool"):
        tool = mine.wide["tool_withdrawn" if page == "tool_restore" else "tool"]
        return {} if page in {"tools", "tool_new"} else {"pk": tool.pk}
    if page in {"versions"} or (page == "table" and not state):
        return {}
    if page in {"version_new", "table"}:
        return {"number": mine.version.number if state != "draft" else mine.wide["draft"].number}
    if page == "publish":
        return {"number": mine.wide["draft"].number}
    if page == "row_change":
        return {"number": mine.wide["draft"].number, "what": "element", "pk": mine.wide["draft"].elements.first().pk}
    return {"number": mine.version.number, "code": mine.free.code}


def _of_implementation(mine, page, state):
    if page in {"evidence", "evidence_replace", "evidence_withdraw", "evidence_tasks", "evidence_file"}:
        return {"pk": mine.piece.pk} | ({"version": 1} if page == "evidence_file" else {})
    if page == "evidence_new":
        return {"pilot_pk": mine.pilot.pk, "kind": "oswiadczenie"}
    if page in {"phases", "share"}:
        return {"pilot_pk": mine.pilot.pk}
    return {"pilot_pk": mine.pilot.pk, "step_pk": mine.wide["step"].pk} if page.startswith("task") else {}


def said(mine, name):
    """What the page's own form would send with the POST, where an empty one would only be told what is missing."""
    if name == "organisation:scope_accept":
        return {"version": str(mine.duties.other.scopes.get().version)}
    if name.startswith("desk:order_check"):
        order = mine.sent if name.endswith("@sent") else mine.draft
        return {"shown_hash": text_hash(order_text(order), order.effects)}
    if name == "opinions:vote":
        ballot = mine.opinions["voting"].voted.get().ballot_id
        return {"choice": "for", "ballot": ballot, "oddaj": "1", "reason": ""}
    if name == "opinions:merge":
        return {"w": mine.proposals["waiting"].pk}
    if name == "opinions:contradiction":
        return {"w": [mine.proposals["waiting"].pk, mine.proposals["waiting too"].pk]}
    if name == "opinions:section_state":
        return {"state": "ready"}
    if name == "opinions:section_restore":
        kept = TextRevision.objects.of(mine.opinions["working"].sections.get()).first()
        return {"wording": f"w{kept.pk}", "version": str(kept.version)}
    if name == "acknowledgements:read":
        return {"shown_hash": mine.reading.text_hash}
    if name.startswith("meetings:"):
        return meetings.said(mine, name.removeprefix("meetings:"))
    if name.startswith("consultations:"):
        return consultations.said(mine, name.removeprefix("consultations:"))
    if name in {"opinions:finding_remove", "opinions:recommendation_remove", "reports:remark_remove"}:
        return {"version": "1"}
    return {}
