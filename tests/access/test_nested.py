"""A thing is found only below the thing that it belongs to: under another parent, be it of the same centre, it is not
there, whoever asks."""

import pytest
from django.urls import get_resolver, reverse

from apps.core.models import AuditEvent

from .reading import table
from .world import _kwargs, said, undone

TABLE = table()
SHARED = {"pilot_pk", "team_pk", "step_pk", "person_pk"}  # these stand below many


def children(kwargs):
    return [name for name in kwargs if name.endswith("_pk") and name not in SHARED]


def route_of(name):
    """The address before its first id: things of one kind begin alike."""
    room, _, page = name.rpartition(":")
    resolver = get_resolver()
    for part in filter(None, room.split(":")):
        prefix, resolver = resolver.namespace_dict[part]
    [(template, _)] = resolver.reverse_dict.getlist(page)[0][0][:1] or [("", [])]
    return (prefix if room else "") + template.partition("%(")[0]


def things(mine):
    """{row of the table: ids in its address}."""
    found = {}
    for name, _ in TABLE:
        page, _, state = name.partition("@")
        found[name] = _kwargs(mine, page, state) if page != "accounts:invitation" else {}  # that makes one
    return found


@pytest.mark.django_db
def test_a_child_is_found_below_its_own_parent_only(world, people):
    """Elsewhere nothing of it is shown and nothing happens to it; who may not do it at all may be told so first."""
    mine, foreign = things(world[0]), things(world[1])
    parents = parents_of([mine, foreign])
    tried, found = 0, []
    for (name, method), row in TABLE.items():
        page, kwargs = name.partition("@")[0], mine[name]
        role = next((role for role, outcome in row.items() if outcome == "ok"), None)
        if role is None or "pk" not in kwargs or not (below := children(kwargs)):
            continue
        others = sorted(parents[route_of(page)] - {kwargs["pk"]})
        wrong = [kwargs | {"pk": pk} for pk in {*others[:1], *others[-2:]}]
        wrong += [kwargs | {child: foreign[name][child]} for child in below]
        for asked in wrong:
            tried += 1
            if met := answered(people[0][role], method, reverse(page, kwargs=asked), said(world[0], name)):
                found.append((name, method, role, asked, met))
    assert found == []
    assert tried > 200


def parents_of(centres):
    """{where an address begins: ids that stand there}."""
    found = {}
    for whose in centres:
        for name, kwargs in whose.items():
            if "pk" in kwargs:
                found.setdefault(route_of(name.partition("@")[0]), set()).add(kwargs["pk"])
    return found


def answered(client, method, url, data):
    """What came of it, if anything: a page, or a deed."""
    with undone():
        before = AuditEvent.objects.count()
        answer = client.get(url) if method == "GET" else client.post(url, data)
        after = AuditEvent.objects.count()
    return (answer.status_code, after - before) if answer.status_code == 200 or after != before else None
