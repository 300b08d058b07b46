"""What the tests of proposed structures say and do."""

import datetime
from decimal import Decimal

import pytest
from django.db import transaction

from apps.core.errors import DomainError
from apps.organisation import reading as structure
from apps.organisation.models import Variant
from apps.organisation.staffing.words import number as written
from apps.organisation.variants import actions, reading
from tests.factories.staffing import key_post
from tests.factories.variants import DAY, change_position, change_unit, new_position

BEFORE = DAY - datetime.timedelta(days=1)


def plain(text):
    return text.replace("\u00a0", " ").replace("&nbsp;", " ")


def refused(action, *args, **kwargs):
    with pytest.raises(DomainError) as refusal, transaction.atomic():
        action(*args, **kwargs)
    return plain(str(refusal.value))


def outline(centre, day):
    """The structure of a day: names of units, deeper ones further in, with what is in them."""

    def lines(nodes, depth):
        for node in nodes:
            posts = ", ".join(
                f"{post.term.name} {written(post.term.fte)}{'*' * post.term.leads}" for post in node.posts
            )
            yield f"{'  ' * depth}{node.term.name}: {posts}".rstrip(": ")
            yield from lines(node.children, depth + 1)

    return list(lines(structure.structure_on(centre, day).roots, 0))


def said(variant, day=DAY):
    """What the page says that changes."""
    variant = Variant.objects.select_related("centre").get(pk=variant.pk)
    return [(str(one.kind), plain(one.words)) for one in reading.beside(variant, day).changes]


def reshape(old):
    """The new Regulamin."""
    variant, hr = old.variant, old.hr
    change_unit(variant, "RZPS Nr 1", hr, name="Zespół ds. Pracy Socjalnej", symbol="ZPS")
    team = actions.propose_unit(
        variant,
        {"name": "Zespół ds. Świadczeń", "symbol": "ZS", "parent": variant.units.get(name="Dyrektor"), "rank": 2},
        by=hr,
    )
    change_position(variant, "kierownik RZPS Nr 2", hr, unit=team)
    actions.remove_proposed_unit(variant.units.get(name="RZPS Nr 2"), by=hr)
    change_position(variant, "pracownik socjalny", hr, fte=Decimal(8))
    benefits = key_post("pracownik ds. świadczeń")
    new_position(variant, "Zespół ds. Świadczeń", "pracownik ds. świadczeń", hr, fte=Decimal(4), key_post=benefits)
    return variant
