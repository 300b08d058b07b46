"""What looking at a file found out. Plain data, since it crosses from one process to another."""

from dataclasses import asdict, dataclass, field
from typing import Any

EMBEDDED, DETACHED, REWRITTEN, SCAN = "embedded", "detached", "rewritten", "scan"
PDF = "application/pdf"
SELF_ISSUED = "Certyfikat wystawiono samemu sobie, bez urzędu certyfikacji."


@dataclass(frozen=True)
class Finding:
    """One signature or time stamp, as a technical result. Days and moments in ISO 8601; empty: the file does not say.

    Numbers of people (PESEL) stand in certificates and are never copied from there."""

    what: str  # „podpis PAdES”, „znacznik czasu całego pliku”…
    signer: str  # to whom the certificate was issued
    issuer: str
    serial: str = ""  # of the certificate, hexadecimal
    valid_from: str = ""
    valid_until: str = ""
    named: str = ""  # the name that the signature itself gives, when it is another one
    claimed_at: str = ""  # what the signer's computer wrote
    stamped_at: str = ""  # what a time-stamping authority wrote
    stamped_by: str = ""
    covers: str = ""
    page: int = 0  # where its picture stands, 0: nowhere
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a file is. With a `refusal` it is nothing that could be kept; `hashes` are SHA-256 of what it may belong to
    instead, and `codes` the document codes that its text bears, so that the room above may name the document if it is
    ours."""

    form: str = ""
    media_type: str = ""
    findings: tuple[Finding, ...] = ()
    note: str = ""
    refusal: str = ""
    hashes: tuple[str, ...] = field(default=())
    codes: tuple[str, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Reading":
        findings = tuple(Finding(**one | {"remarks": tuple(one["remarks"])}) for one in said["findings"])
        return cls(**said | {"findings": findings, "hashes": tuple(said["hashes"]), "codes": tuple(said["codes"])})


class Refused(Exception):
    """The file is not what was asked for; the text says why, in Polish."""

    def __init__(self, text: str, *hashes: str):
        super().__init__(text)
        self.hashes = hashes
