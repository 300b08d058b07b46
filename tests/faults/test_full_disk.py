"""No room left: a deed is done whole or not at all, and the page says why in plain Polish."""

import errno
import subprocess
import sys
import textwrap

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from apps.accounts.models import Person
from apps.core.audit import broken_links
from apps.core.faults import kind_of
from apps.core.models import AuditEvent
from apps.documents.models import Blob, FrozenDocument
from apps.orders.models import IssuedOrder, Order, OrderCounter
from tests import factories
from tests.house import ROOT
from tests.orders.drafts import draft, shown

from .guards import raising, spoiled

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.fault]
FULL = raising("53100", "could not extend file: No space left on device")
# Tables in the order in which issuing writes them; the register of deeds is the last.
TABLES = ["documents_blob", "documents_frozendocument", "orders_issuedorder", "django_tasks_database_dbtaskresult",
          "core_auditevent"]  # fmt: skip


@pytest.fixture
def director():
    return factories.user_of(factories.person(factories.centre(), "Dorota Dyrektorska", roles=["director", "hr"]))


@pytest.fixture
def visitor(director):
    client = Client(raise_request_exception=False)
    client.force_login(director)
    return client


def everything():
    tables = (Order.objects.filter(status="issued"), IssuedOrder, OrderCounter, Blob, FrozenDocument, AuditEvent,
              DBTaskResult, Person)  # fmt: skip
    return [(one if hasattr(one, "count") else one.objects).count() for one in tables]


@pytest.mark.parametrize("table", TABLES)
def test_an_order_is_issued_whole_or_not_at_all(director, visitor, table):
    tells = {"kind": "test", "tell": [factories.user_of(factories.person(director.centre, "Maria Testowa")).person_id]}
    order = draft(director.centre, director, effects=tells)
    check, said = reverse("desk:order_check", args=[order.pk]), {"shown_hash": shown(order)}
    before = everything()
    with spoiled(table, FULL):
        answer = visitor.post(check, said)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"], everything()) == (503, "600", before)
    assert ["skończyło się miejsce" in page, "nie zapisano niczego z&nbsp;tej czynności" in page] == [True, True]

    visitor.post(check, said)
    assert list(IssuedOrder.objects.values_list("number", flat=True)) == [1]
    assert broken_links(director.centre_id) == []


def test_what_was_typed_stands_on_the_page(visitor):
    with spoiled("core_auditevent", FULL):
        data = {"first_name": "Wacława", "last_name": "Żółć", "gender": "f", "job_title": "starszy specjalista"}
        answer = visitor.post("/osoby/nowa/", data)
    assert (answer.status_code, "starszy specjalista" in answer.content.decode()) == (503, True)
    assert not Person.objects.filter(last_name="Żółć").exists()


def test_reading_goes_on(visitor):
    with spoiled("core_auditevent", FULL):
        assert visitor.get("/zarzadzenia/").status_code == 200


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_file_that_finds_no_room_is_told_so_too(number):
    assert kind_of(OSError(number, "…")) == "full"
    assert kind_of(OSError(errno.EACCES, "…")) == ""


def test_the_cache_of_documents_stays_empty_where_no_file_may_grow(tmp_path):
    """The kernel itself refuses to write; documents are then read from the database."""
    code = textwrap.dedent("""
        import os, resource, signal, sys
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        import django
        from django.conf import settings
        django.setup()
        from apps.documents import reading
        settings.DOCUMENT_CACHE = folder = sys.argv[1]
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        content = b"%PDF-" + b"x" * 100_000
        sha = reading.hashlib.sha256(content).hexdigest()
        reading._keep_on_disk(content, sha)
        left = [name for _, _, names in os.walk(folder) for name in names]
        sys.exit(0 if left == [] and reading._cached(sha) is None else 1)
        """)
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
