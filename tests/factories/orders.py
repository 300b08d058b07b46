"""Issued orders laid straight into the tables, for tests of what follows from them (issuing is tested by itself)."""

import datetime
import hashlib
from itertools import count

from django.utils import timezone

from apps.documents.models import Blob, FrozenDocument
from apps.orders.models import IssuedOrder, Order
from apps.orders.text import order_text
from apps.teams.models import Team

from .centres import person, user_of

_number, _document = count(1), count(1)
_LETTERS = str.maketrans("0123456789abcdef", "acdefghjkmnprtwx")  # no digits: no number is found in a code by accident
RULES = {
    "quorum": "half",
    "majority": "simple",
    "casting_vote": True,
    "circular": True,
    "dissent_days": 3,
    "dissent_day_kind": "working",
    "provisions": {"quorum": "§ 4 ust. 3", "circular": "§ 4 ust. 4", "dissent": "§ 4 ust. 5"},
}


def issued_order(centre, *, effects, on=datetime.date(2018, 6, 11), subject="powołania Zespołu", by=None):
    by = by or user_of(person(centre, "Dorota Dyrektorska", roles=["director"]))
    number, now = next(_number), timezone.now()
    order = Order.objects.create(
        centre=centre, kind="appointment", subject=subject, created_by=by, created_at=now, changed_at=now
    )
    issued = IssuedOrder.objects.create(
        order=order,
        centre=centre,
        year=on.year,
        number=number,
        number_text=f"{number}/{on.year}",
        signed_on=on,
        effective_on=on,
        subject=subject,
        text=order_text(order),
        effects=effects,
        text_hash="0" * 64,
        document=frozen_document(centre, "order"),
        issued_by=by,
        issued_by_name=by.full_name,
        issued_at=now,
    )
    Order.objects.filter(pk=order.pk).update(status=Order.Status.ISSUED)
    return issued


def frozen_document(centre, kind, content=None):
    place = next(_document)
    content = content or f"dokument {place}".encode()
    sha256 = hashlib.sha256(content).hexdigest()
    blob = Blob.objects.create(sha256=sha256, media_type="application/pdf", size=len(content), content=content)
    return FrozenDocument.objects.create(
        centre=centre,
        kind=kind,
        code=f"{place:012x}".translate(_LETTERS),
        title="dokument",
        dated_on=datetime.date(2018, 6, 11),
        blob=blob,
        frozen_at=timezone.now(),
    )


def team(
    centre, members, *, pilot=None, on=datetime.date(2018, 6, 11), products=(), documents=(), rules=RULES, about=""
):
    """A team appointed on a day. `members` are (person, function) pairs; the view's row comes back."""
    about = about or "wdrożenia modelu"
    composition = [
        {
            "op": "appoint",
            "person": who.pk,
            "name": str(who),
            "description": who.job_title,
            "function": function,
            "provision": f"§ 2 pkt {place}",
        }
        for place, (who, function) in enumerate(members, start=1)
    ]
    issued = issued_order(
        centre,
        on=on,
        effects={
            "kind": "appoint_team",
            "pilot": pilot.pk if pilot else None,
            "team": {"name": f"Zespół do spraw {about}", "name_genitive": f"Zespołu do spraw {about}"},
            "composition": composition,
            "rules": rules,
            "products": list(products),
            "documents": list(documents),
        },
    )
    return Team.objects.get(issued_order=issued)
