"""Whether an update of a PDF adds signatures and nothing else: pyHanko's own policy, made to begin from a document that
has no form yet (the policy was written for what comes after a first signature)."""

from collections.abc import Iterable
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    DiffResult,
    FormUpdatingRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
)


class _FormThatMayBegin(FormUpdatingRule):
    """A document without a form counts as one with a form of no fields."""

    def apply(self, old: HistoricalResolver, new: HistoricalResolver) -> Iterable[Any]:
        if "/AcroForm" not in old.root:
            old.root["/AcroForm"] = generic.DictionaryObject({generic.pdf_name("/Fields"): generic.ArrayObject()})
        return super().apply(old, new)


_OF_A_FORM = frozenset({"/Fields", "/SigFlags", "/DA", "/DR", "/NeedAppearances"})
_POLICY = StandardDiffPolicy(
    global_rules=DEFAULT_DIFF_POLICY.global_rules,
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
