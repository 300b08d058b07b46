"""Signatures in the cryptographic message syntax (CAdES, and the inside of PAdES), checked without any network and
without a list of trusted authorities: whether the signature fits the bytes, not whether to trust the signer."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from asn1crypto import cms
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.errors import DisallowedAlgorithmError
from pyhanko_certvalidator import ValidationContext

from .certificates import described, load, moment
from .said import Finding, Refused

DAMAGED = "Podpis w tym pliku jest uszkodzony: nie zgadza się z podpisaną treścią albo z certyfikatem."
WEAK = "Podpis w tym pliku używa algorytmu, który nie jest już bezpieczny (np. SHA-1). Podpisz dokument od nowa."
_MOST_SIGNERS = 20

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)


def no_trust() -> ValidationContext:
    """Nobody is trusted and nothing is fetched, so that the result speaks only of the bytes."""
    return ValidationContext(trust_roots=[], allow_fetching=False)


def signers(signed: cms.SignedData) -> list[cms.SignedData]:
    """One SignedData for each signer, as the checker takes them."""
    infos = list(signed["signer_infos"])
    if not 1 <= len(infos) <= _MOST_SIGNERS:
        raise Refused("W tym pliku nie ma ani jednego podpisu." if not infos else "W tym pliku jest za dużo podpisów.")
    return [_with_one(signed, info) for info in infos]


def _with_one(signed: cms.SignedData, info: cms.SignerInfo) -> cms.SignedData:
    """With this signer only, and without the content, which is handed to the checker beside it."""
    one = signed.copy()
    one["signer_infos"] = cms.SignerInfos([info])
    one["encap_content_info"] = type(one["encap_content_info"])(
        {"content_type": signed["encap_content_info"]["content_type"].native}
    )
    return one


def check(signed: cms.SignedData, content: bytes, what: str, covers: str) -> Finding:
    """The finding about the one signature, or Refused when it does not fit the content."""
    refuse_weak(signed["signer_infos"][0])
    status = sound(async_validate_detached_cms(content, signed, signer_validation_context=no_trust()))
    return finding(status, what, covers)


def refuse_weak(info: cms.SignerInfo) -> None:
    """Collisions of these can be made, so such a signature may be of another text as well."""
    if info["digest_algorithm"]["algorithm"].native in {"md2", "md5", "sha1"}:
        raise Refused(WEAK)


def sound(checking: Coroutine[Any, Any, Any]) -> Any:
    """What the checker found, or Refused when the signature does not hold."""
    try:
        status = asyncio.run(checking)
    except DisallowedAlgorithmError:
        raise Refused(WEAK)
    except MemoryError:
        raise
    except Exception:  # the checker meets bytes of a stranger
        raise Refused(DAMAGED)
    if not (status.intact and status.valid):
        raise Refused(DAMAGED)
    return status


def finding(status: Any, what: str, covers: str, **said: Any) -> Finding:
    stamp = status.timestamp_validity
    if stamp is not None and not (stamp.intact and stamp.valid):
        said["remarks"] = (*said.get("remarks", ()), "Znacznik czasu jest uszkodzony, więc się nie liczy.")
        stamp = None
    return described(
        load(status.signing_cert.dump()),
        what=what,
        covers=covers,
        claimed_at=moment(status.signer_reported_dt),
        stamped_at=moment(stamp.timestamp) if stamp else "",
        stamped_by=described(load(stamp.signing_cert.dump()), what="").signer if stamp else "",
        **said,
    )
