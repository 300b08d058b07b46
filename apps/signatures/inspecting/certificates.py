"""Names and days from certificates: to whom, by whom, until when. The subject's own number (PESEL) is left out."""

import datetime
import re
import unicodedata
from typing import Any

from cryptography import x509
from cryptography.x509.oid import NameOID

from .said import SELF_ISSUED, Finding

_PESEL = re.compile(r"(?<!\d)\d{11}(?!\d)")
_LONGEST = 200


def load(der: bytes) -> x509.Certificate:
    return x509.load_der_x509_certificate(der)


def described(certificate: x509.Certificate, **said: Any) -> Finding:
    """A finding about this certificate; `said` are the finding's other fields."""
    remarks = [*said.pop("remarks", ()), *_remarks(certificate, said.get("stamped_at") or said.get("claimed_at", ""))]
    named = clean(said.pop("named", ""))
    signer = name_of(certificate.subject)
    return Finding(
        signer=signer,
        issuer=name_of(certificate.issuer),
        serial=f"{certificate.serial_number:x}",
        valid_from=certificate.not_valid_before_utc.date().isoformat(),
        valid_until=certificate.not_valid_after_utc.date().isoformat(),
        named="" if named.lower() == signer.lower() else named,
        remarks=tuple(remarks),
        **said,
    )


def name_of(name: x509.Name) -> str:
    """„Jan Kowalski”, for an institution „Urząd (CN)”; never the serial number, which in Poland is the PESEL."""
    first, last, common, body = (
        _value(name, oid)
        for oid in (NameOID.GIVEN_NAME, NameOID.SURNAME, NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME)
    )
    person = " ".join(part for part in (first, last) if part)
    if person:
        return clean(person)
    if common and body and body.lower() not in common.lower():
        return clean(f"{common} ({body})")
    return clean(common or body) or "bez nazwy"


def clean(text: str) -> str:
    """One line without invisible characters and without numbers of people."""
    visible = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return _PESEL.sub("…", " ".join(visible.split()))[:_LONGEST]


def moment(at: datetime.datetime | None) -> str:
    if at is None:
        return ""
    return (at if at.tzinfo else at.replace(tzinfo=datetime.UTC)).astimezone(datetime.UTC).isoformat(timespec="seconds")


def _value(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return next((str(one.value) for one in name.get_attributes_for_oid(oid)), "")


def _remarks(certificate: x509.Certificate, at: str) -> list[str]:
    found = []
    if certificate.subject == certificate.issuer:
        found.append(SELF_ISSUED)
    if at and not certificate.not_valid_before_utc <= datetime.datetime.fromisoformat(at) <= _end(certificate):
        found.append("W podanej chwili certyfikat nie był ważny.")
    return found


def _end(certificate: x509.Certificate) -> datetime.datetime:
    return certificate.not_valid_after_utc
