"""Orders on paper: their scans and what is typed of them."""

import datetime
import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.orders.recorded import actions
from apps.orders.recorded.actions import Entry
from apps.orders.recorded.forms import empty


def scan(mark="a"):
    """A PDF of one empty page; another `mark`, other bytes."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.docinfo["/Title"] = f"skan {mark}"
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def upload(content=None, name="skan.pdf"):
    return SimpleUploadedFile(name, scan() if content is None else content, "application/pdf")


def said(number=22, on=datetime.date(2018, 3, 1), **fields):
    text = {"issuer": "Dyrektora MOPS", "subject": "dyżurów", "opening": "", "body": [], "signature": []}
    usual = {
        "number_text": f"{number}/{on.year}",
        "number": number,
        "signed_on": on,
        "effective_on": on,
        "subject": "dyżurów",
        "text": text,
        "effects": {"kind": "other"},
    }
    return Entry(**usual | fields)


def entered(centre, by, number=22, on=datetime.date(2018, 3, 1), **fields):
    entry = said(number, on, **fields)
    return actions.record_order(centre, entry, scan(f"{number} {on} {len(fields)}"), by=by)[0]


def typed(centre, **fields):
    """What the form sends."""
    usual = {"number_text": "22/2018", "signed_on": "1.03.2018", "subject": "dyżurów"}
    return empty(centre) | usual | fields
