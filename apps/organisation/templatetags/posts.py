"""What the pages of people (a room below) show of the structure."""

from django import template

from apps.core import clock

from .. import rules
from ..models import Position
from ..titles import differing, posts_of

register = template.Library()


@register.inclusion_tag("organisation/employee/posts.html")
def posts_in_structure(person, user):
    """The section „Stanowisko w strukturze” of a person's page; empty in a centre without positions."""
    centre = person.centre
    held = posts_of([person], centre, clock.today()).get(person.pk, [])
    return {
        "person": person,
        "held": held,
        "differing": differing(held),
        "elsewhere": next((one.elsewhere for one in held if one.elsewhere), "") if len(held) == 1 else "",
        "is_shown": bool(held) or Position.objects.filter(centre=centre).exists(),
        "may_keep": rules.may_keep_structure(user, centre),
        "may_change": rules.may_keep_structure(user, centre) and person.left_on is None,
        "today": clock.today(),
    }


@register.simple_tag
def mark_other_posts(people, user):
    """Each of the people gets `other_posts`: names of posts in the structure, when their own words say otherwise."""
    people = list(people)
    held = posts_of(people, user.centre, clock.today())
    for person in people:
        person.other_posts = ", ".join(one.term.name for one in differing(held.get(person.pk, [])))
    return ""
