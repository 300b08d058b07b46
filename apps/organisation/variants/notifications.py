"""Letters about proposed structures, each queued in the transaction of its deed."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from apps.accounts.models import Role, User
from apps.core import letters
from apps.core.polish import day_in_words

from ..duties.notifications import BODY
from ..models import Variant


def tell_director(variant: Variant) -> None:
    directors = User.objects.filter(
        person__centre=variant.centre_id, person__grants__role=Role.DIRECTOR, person__grants__revoked_at=None
    ).exclude(pk=variant.submitted_by_id)
    said = f"wariant struktury „{variant.name}” czeka na decyzję: ma obowiązywać od {day_in_words(variant.planned_on)}"
    page = reverse("organisation:variant_introduce", args=[variant.pk])
    _write(variant, directors.distinct(), "Struktura do wprowadzenia", said, page)


def tell_keeper(variant: Variant, what: str) -> None:
    """`what`: what the director did with it."""
    since = f" Obowiązuje od {day_in_words(variant.introduced_on)}" if variant.introduced_on else ""
    note = f": {variant.returned_note}" if variant.returned_note else "."
    said = f"dyrektor {what} „{variant.name}”{note}{since}"
    _write(variant, [variant.submitted_by], "Wariant struktury", said, variant.get_absolute_url())


def _write(variant: Variant, accounts: Iterable[User], subject: str, said: str, page: str) -> None:
    body = BODY.format(said=said, address=settings.BASE_URL + page, centre=variant.centre.short_name)
    for account in accounts:
        if account.is_active and account.has_usable_password():
            letters.enqueue(account.email, f"{subject}: {variant.name}", body)
