"""Whether an update of a PDF adds signatures and nothing else: pyHanko's own policy, made to begin from a document that
has no form yet (the policy was written for what comes after a first signature)."""

from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    CatalogModificationRule,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)
from pyhanko.sign.diff_analysis.commons import compare_key_refs, qualify_transforming
from pyhanko.sign.diff_analysis.constants import ROOT_EXEMPT_STRICT_COMPARISON
from pyhanko.sign.diff_analysis.rules_api import Context, ReferenceUpdate


class _FormThatMayBegin(FormUpdatingRule):
    """A document without a form counts as one with a form of no fields."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Any]:
        if "/AcroForm" not in old.root:
            old.root["/AcroForm"] = generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject()})
        return super().apply(old, new)


class _CatalogThatMayCertify(CatalogModificationRule):
    """The first signature may also certify the document, that is say which changes it bears; nothing else may be
    permitted there."""

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Any]:
        if set(new.root.get("/Perms", {})) - set(old.root.get("/Perms", {})) - {"/DocMDP"}:
            raise SuspiciousModification("Something besides certification is permitted.")
        reached = Context.from_absolute(old, RawPdfPath("/Root", "/Perms"))
        yield from qualify_transforming(
            ModificationLevel.LTA_UPDATES,
            compare_key_refs("/Perms", old, old.root, new.root),
            transform=lambda reference: ReferenceUpdate(reference, context_checked=reached),
        )
        yield from super().apply_qualified(old, new)


_OF_A_FORM = frozenset({"/Fields", "/SigFlags", "/DA", "/DR", "/NeedAppearances"})
_POLICY = StandardDiffPolicy(
    global_rules=[
        _CatalogThatMayCertify(ROOT_EXEMPT_STRICT_COMPARISON | {"/Perms"}),
        *DEFAULT_DIFF_POLICY.global_rules[1:],
    ],
    form_rule=_FormThatMayBegin([SigFieldCreationRule(), SigFieldModificationRule()], _OF_A_FORM),
)


def are_only_signatures(reader: PdfFileReader, since: int) -> bool:
    """Every revision after this one held against it; whatever a rule does not explain is a change of the document."""
    try:
        found = _POLICY.review_file(reader, since)
    except MemoryError:
        raise
    except Exception:  # an update that cannot be followed is no update to trust
        return False
    return isinstance(found, DiffResult) and found.modification_level <= ModificationLevel.FORM_FILLING
