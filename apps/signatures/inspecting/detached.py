"""Signatures in a file of their own: CAdES (.p7s, .p7m; DER, PEM or bare base64), over the frozen bytes."""

import base64
import binascii
import re
from typing import Any

from asn1crypto import cms, pem
from pyhanko.sign.validation.utils import extract_message_digest

from . import cms_check
from .said import DETACHED, Finding, Reading, Refused

OF_ANOTHER = "Ten podpis złożono pod innym plikiem, a nie pod wydanym dokumentem."
NOT_CMS = "W tym pliku nie ma podpisu, który program umie odczytać (PAdES, XAdES albo CAdES)."
_BASE64 = re.compile(rb"[A-Za-z0-9+/=\s]+")
SEPARATE = "application/pkcs7-signature"
ENVELOPING = "application/pkcs7-mime"


def looks_like_cms(data: bytes) -> bool:
    return _der(data)[:1] == b"\x30"


def inspect(data: bytes, original: bytes) -> Reading:
    signed = _signed_data(_der(data))
    inside = signed["encap_content_info"]["content"]
    if inside.native is None:
        content, media_type = original, SEPARATE
    else:
        content, media_type = bytes(inside), ENVELOPING
        if content != original:
            raise Refused(OF_ANOTHER, _sha256(content))
    findings = tuple(_checked(one, content) for one in cms_check.signers(signed))
    return Reading(DETACHED, media_type, findings)


def _checked(one: cms.SignedData, content: bytes) -> Finding:
    try:
        return cms_check.check(one, content, "podpis w osobnym pliku (CAdES)", "wydany dokument")
    except Refused as refusal:
        if (claimed := _claimed(one)) and claimed[1] != _digest(claimed[0], content):
            raise Refused(OF_ANOTHER, *([claimed[1].hex()] if claimed[0] == "sha256" else []))
        raise refusal


def _claimed(one: cms.SignedData) -> tuple[str, bytes] | None:
    """The algorithm and the digest that the signature was made over, as its signed attributes say."""
    info = one["signer_infos"][0]
    try:
        return info["digest_algorithm"]["algorithm"].native, extract_message_digest(info)
    except Exception:
        return None


def _signed_data(der: bytes) -> cms.SignedData:
    try:
        info = cms.ContentInfo.load(der, strict=True)
        signed: Any = info["content"]
        whole = info["content_type"].native == "signed_data" and signed["signer_infos"].native is not None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, IndexError):
        raise Refused(NOT_CMS)
    if not whole:
        raise Refused(NOT_CMS)
    return signed


def _der(data: bytes) -> bytes:
    """The binary form, from whichever of the usual three."""
    try:
        if pem.detect(data):
            return pem.unarmor(data)[2]
        if _BASE64.fullmatch(data[:4096]):
            return base64.b64decode(data, validate=False)
    except (ValueError, binascii.Error):
        return b""
    return data


def _digest(algorithm: str, content: bytes) -> bytes:
    import hashlib

    return hashlib.new(algorithm, content).digest()


def _sha256(content: bytes) -> str:
    return _digest("sha256", content).hex()
