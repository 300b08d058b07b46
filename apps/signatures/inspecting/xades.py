"""XAdES: a signature in XML over the frozen bytes, beside them or with them inside (base64). No schema, entity or
address is ever fetched; a document with a DOCTYPE is refused."""

import base64
import binascii
import datetime
import hashlib
from typing import Any

from cryptography import x509
from lxml import etree
from signxml.xades import XAdESSignatureConfiguration, XAdESVerifier
from signxml.xades.xades import XAdESVerifyResult

from .certificates import described, moment
from .cms_check import DAMAGED, WEAK
from .detached import OF_ANOTHER
from .said import DETACHED, Finding, Reading, Refused

XML = "application/xml"
NAMES = {"ds": "http://www.w3.org/2000/09/xmldsig#"}
NO_SIGNATURE = "W tym pliku XML nie ma podpisu elektronicznego."
BROKEN = "Tego pliku XML nie da się odczytać: jest uszkodzony albo niepełny."
DOCTYPE = "Ten plik XML zawiera definicje (DOCTYPE), których w podpisie być nie może."
NO_CERTIFICATE = "W podpisie XAdES nie ma certyfikatu osoby podpisującej."
TOO_DEEP = "Ten plik XML jest zbyt złożony jak na podpis."
_DIGESTS = {"sha256", "sha384", "sha512"}
_MOST_SIGNATURES, _MOST_ELEMENTS, _MOST_REFERENCES = 10, 20_000, 20


def looks_like_xml(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<"


def inspect(data: bytes, original: bytes) -> Reading:
    root = _parsed(data)
    count = len(_all_signatures(root))
    if not count:
        raise Refused(NO_SIGNATURE)
    if count > _MOST_SIGNATURES:
        raise Refused("W tym pliku jest za dużo podpisów.")
    findings = tuple(_checked(data, root, place, original) for place in range(count))
    return Reading(DETACHED, XML, findings)


def _parsed(data: bytes) -> etree._Element:
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Refused(DOCTYPE)
    try:
        root = etree.fromstring(data, parser=_parser())
    except (etree.XMLSyntaxError, ValueError):
        raise Refused(BROKEN)
    info = root.getroottree().docinfo
    if info.internalDTD is not None or info.externalDTD is not None:
        raise Refused(DOCTYPE)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise Refused(TOO_DEEP)
    return root


def _parser() -> etree.XMLParser:
    """As strict, but a text may have 20 MB, since the signed PDF may stand inside; the size of the file is bounded,
    entities are not expanded, and depth is bounded by counting."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)


def _all_signatures(root: etree._Element) -> list[etree._Element]:
    own = [root] if root.tag == f"{{{NAMES['ds']}}}Signature" else []
    return own + root.findall(".//ds:Signature", NAMES)


class _Verifier(XAdESVerifier):
    """Of the signature at this place among all; with the certificate that stands in it."""

    def __init__(self, place: int):
        self.place = place

    def _get_signature(self, root: etree._Element) -> etree._Element:
        return _all_signatures(root)[self.place]


def _checked(data: bytes, root: etree._Element, place: int, original: bytes) -> Finding:
    signature = _all_signatures(root)[place]
    if len(signature.findall("ds:SignedInfo/ds:Reference", NAMES)) > _MOST_REFERENCES:
        raise Refused(TOO_DEEP)
    certificate = _certificate(signature)
    config = XAdESSignatureConfiguration(
        expect_references=True,
        verification_time=certificate.not_valid_before_utc + datetime.timedelta(seconds=1),
    )
    try:
        results = _Verifier(place).verify(
            data,
            x509_cert=certificate,
            validate_schema=False,
            parser=_parser(),
            uri_resolver=lambda uri: original,
            expect_config=config,
        )
    except MemoryError:
        raise
    except Exception:  # the verifier meets XML of a stranger
        raise _refusal(signature, original)
    if not any(_is_of(result, original) for result in results):
        raise Refused(OF_ANOTHER, *_sha256_of_references(signature), *(_sha256(one.signed_data) for one in results))
    about = next(one.signed_xml for one in results if isinstance(one, XAdESVerifyResult))
    return described(
        certificate,
        what="podpis w osobnym pliku (XAdES)",
        covers="wydany dokument",
        claimed_at=_signing_time(about),
        named=_named(about),
    )


def _certificate(signature: etree._Element) -> x509.Certificate:
    """The first of those in the signature whose key made it (the others are of authorities)."""
    found = signature.findall("ds:KeyInfo/ds:X509Data/ds:X509Certificate", NAMES)
    try:
        certificates = [x509.load_der_x509_certificate(base64.b64decode(one.text or "")) for one in found]
    except (ValueError, binascii.Error):
        raise Refused(NO_CERTIFICATE)
    if not certificates:
        raise Refused(NO_CERTIFICATE)
    issuers = {one.issuer.public_bytes() for one in certificates if one.issuer != one.subject}
    own = [one for one in certificates if one.subject.public_bytes() not in issuers]
    return (own or certificates)[0]


def _is_of(result: Any, original: bytes) -> bool:
    """Whether what was signed is our file: the bytes themselves, or an element that holds them in base64."""
    if result.signed_data == original:
        return True
    if result.signed_xml is None:
        return False
    return any(_decoded(one.text or "") == original for one in result.signed_xml.iter() if not len(one))


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True) if text else b""
    except (ValueError, binascii.Error):
        return b""


def _refusal(signature: etree._Element, original: bytes) -> Refused:
    """Damaged, unless made with SHA-1 or a reference to a file says itself that it is of another one."""
    methods = signature.findall("ds:SignedInfo//*[@Algorithm]", NAMES)
    if any(one.get("Algorithm", "").endswith("sha1") for one in methods):
        return Refused(WEAK)
    outside = [one for one in signature.findall("ds:SignedInfo/ds:Reference", NAMES) if _is_outside(one)]
    if any(_claimed(one)[1] != hashlib.new(_claimed(one)[0], original).digest() for one in outside):
        return Refused(OF_ANOTHER, *_sha256_of_references(signature))
    return Refused(DAMAGED)


def _sha256_of_references(signature: etree._Element) -> list[str]:
    """What the references to other files say they are of."""
    outside = [one for one in signature.findall("ds:SignedInfo/ds:Reference", NAMES) if _is_outside(one)]
    return [_claimed(one)[1].hex() for one in outside if _claimed(one)[0] == "sha256"]


def _is_outside(reference: etree._Element) -> bool:
    return not (reference.get("URI") or "#").startswith("#")


def _claimed(reference: etree._Element) -> tuple[str, bytes]:
    """The algorithm and the digest that the reference gives."""
    method = reference.find("ds:DigestMethod", NAMES)
    name = method.get("Algorithm", "").rpartition("#")[2] if method is not None else ""
    return name if name in _DIGESTS else "sha256", _decoded(reference.findtext("ds:DigestValue", "", NAMES))


def _signing_time(about: etree._Element) -> str:
    text = next((one.text or "" for one in about.iter("{*}SigningTime")), "")
    try:
        return moment(datetime.datetime.fromisoformat(text.strip()))
    except ValueError:
        return ""


def _named(about: etree._Element) -> str:
    """A podpis zaufany is made with the minister's certificate; who signed stands among the signed properties."""
    parts = [one.text or "" for name in ("{*}Imie", "{*}Nazwisko") for one in about.iter(name)]
    return " ".join(parts)


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
