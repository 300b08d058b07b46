"""What the views of variants share."""

from django.shortcuts import get_object_or_404

from apps.accounts.doors import door
from apps.core.errors import DomainError

from ... import rules
from .. import reading
from ..rules import is_proposed, seen


def seen_variant(request, pk):
    return get_object_or_404(reading.variants_of(request.user), pk=pk)


def kept_variant(request, pk):
    """For HR, to be changed; what was decided has no such page."""
    variant = seen_variant(request, pk)
    door(rules.may_keep_variant(request.user, variant) and is_proposed(variant))
    return variant


def kept_row(request, pk, kind, row_pk):
    variant = kept_variant(request, pk)
    row = get_object_or_404(getattr(variant, kind), pk=row_pk)
    row.variant = variant
    return row


def saved(request, form, thing, act):
    """`act(fingerprint)` of a sent and valid form; the fingerprint is of what the form showed when it was opened."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act(request.POST.get("seen", ""))
    except DomainError as refusal:
        thing.refresh_from_db()
        form.add_error(None, str(refusal))
        return None


def fingerprint(thing):
    """For the hidden field of the form."""
    return seen(thing)
