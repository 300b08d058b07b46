"""What pages of other rooms say until the centre has a pilot."""

from django import template

from ..rules import may_run_pilots

register = template.Library()


@register.inclusion_tag("projects/pilot/none.html")
def no_pilot(user, then):
    """The empty state of a page that is about a pilot; `then`: what it will show."""
    return {"then": then, "may_run": may_run_pilots(user, user.centre)}
