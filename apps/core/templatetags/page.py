"""Tags of the page frame; their templates stand in templates/components/."""

from datetime import date, datetime
from functools import lru_cache
from itertools import chain

from django import forms, template
from django.template.loader import render_to_string
from django.utils.timezone import localtime

from apps.core import navigation as places
from apps.core.appearance import chosen
from apps.core.polish import MONTHS, day_in_words, typography

register = template.Library()

SHAPES = {
    "draft": "empty",
    "working": "empty",
    "circulated": "quarter",
    "voting": "half",
    "adopted": "full",
    "confirmed": "tick",
    "issued": "tick",
    "final": "tick",
    "handed_over": "arrow",
    "returned": "back",
    "accepted": "tick",
    "taken": "tick",
    "awaits": "quarter",
    "in_force": "tick",
    "changed": "half",
    "repealed": "crossed",
    "struck": "crossed",
    "late": "late",
    "to_do": "empty",
    "in_work": "half",
    "done": "tick",
    "withdrawn": "crossed",
    "introduced": "tick",
    "dropped": "crossed",
    "queued": "quarter",
    "running": "half",
    "failed": "crossed",
    "stopped": "crossed",
    "collecting": "quarter",
    "answering": "half",
    "answered": "full",
    "superseded": "arrow",
    "submitted": "quarter",
    "mixed": "warning",
    "called": "quarter",
    "open": "half",
    "closed": "full",
    "review": "arrow",
    "approved": "tick",
    "cancelled": "crossed",
}


class Captured(template.Node):
    def __init__(self, name, nodelist):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        context[self.name] = _unless_blank(self.nodelist.render(context))
        return ""


def _unless_blank(rendered):
    return rendered if rendered.strip() else ""


@register.tag
def captured(parser, token):
    """{% captured name %}…{% endcaptured %}: renders now, to be shown where {{ name }} stands; empty if blank."""
    nodelist = parser.parse(["endcaptured"])
    parser.delete_first_token()
    return Captured(token.split_contents()[1], nodelist)


@register.simple_tag(takes_context=True)
def appearance(context):
    """„light”, „dark” or „auto”, from the person's cookie."""
    return chosen(context.get("request"))


def _component(name, **said):
    """A component that says nothing but the words given, kept: pages repeat them."""
    return _made(name, **{key: value if isinstance(value, str) else str(value) for key, value in said.items()})


@lru_cache(maxsize=4096, typed=True)  # plain text is not taken for the same text that is safe
def _made(name, **said):
    return render_to_string(f"components/{name}.html", said)


@register.simple_tag
def crumb(label, url=""):
    """One step of the breadcrumb; the last one, without an address, is this page."""
    return _component("crumb", label=label, url=url)


@register.simple_tag(takes_context=True)
def navigation(context):
    """Lines of the navigation for this person: label, url, current."""
    request = context["request"]
    return [
        {"label": entry.label, "url": entry.url, "current": entry.current(request.path)}
        for entry in places.entries(request.user)
    ]


@register.simple_tag
def status(obj):
    """Shape and word of `obj.status`; the word agrees in gender, since it comes from the model."""
    return standing(obj.status, obj.get_status_display())


@register.simple_tag
def standing(key, words):
    """The same for what has no `status` of its own: {% standing "late" "po terminie" %}."""
    return _component("status", status=key, word=words, shape=SHAPES.get(key, "empty"))


@register.inclusion_tag("components/move_banner.html")
def move_banner(who, until="", action_url="", action_label=""):
    """Whose move it is; for that person also the one primary button, here a link. For a button that posts, put
    {% move %} around its form."""
    return {"who": who, "until": _until(until), "action_url": action_url, "action_label": action_label}


class Move(template.Node):
    def __init__(self, options, nodelist):
        self.options, self.nodelist = options, nodelist

    def render(self, context):
        options = {name: value.resolve(context) for name, value in self.options.items()}
        inner = _unless_blank(self.nodelist.render(context))
        page = context.template.engine.get_template("components/move_banner.html")
        until = _until(options.get("until", ""))
        return page.render(context.new({"who": options.get("who", ""), "until": until, "inner": inner}))


@register.tag
def move(parser, token):
    """{% move who="…" until=date %} form with the primary button {% endmove %}"""
    words = token.split_contents()[1:]
    options = template.base.token_kwargs(words, parser)
    nodelist = parser.parse(["endmove"])
    parser.delete_first_token()
    return Move(options, nodelist)


def _until(value):
    return typography(day_in_words(value)) if isinstance(value, date) else value


@register.simple_tag
def control(bound):
    """The input of a bound field with the classes of its kind; nothing of the form is changed."""
    widget = bound.field.widget
    names = [_kind(widget), widget.attrs.get("class", "")]
    attributes = {"class": " ".join(filter(None, names))} if any(names) else {}
    if widget.attrs.get("placeholder"):
        attributes["placeholder"] = False  # the label already says it, and a placeholder vanishes when one types
    return bound.as_widget(attrs=attributes)


def _kind(widget):
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


@register.simple_tag(takes_context=True)
def mistakes(context):
    """Every error of the page's forms (`form`, `formset`, those in the list `forms`): text and link to field."""
    bound = [context.get("form"), *(context.get("forms") or [])]
    sets = [context["formset"]] if context.get("formset") is not None else []
    for formset in [form for form in bound if isinstance(form, forms.BaseFormSet)] + sets:
        bound += formset.forms
    found = chain.from_iterable(_of_form(form) for form in bound if isinstance(form, forms.BaseForm))
    return [*found, *chain.from_iterable(_of_set(formset) for formset in sets)]


def _of_form(form):
    for message in form.non_field_errors():
        yield {"text": message, "target": ""}
    for place in getattr(form, "page_order", form.errors):
        if isinstance(place, forms.BaseForm):
            yield from _of_form(place)
        elif place in form.fields:
            for message in form[place].errors:
                yield {"text": message, "target": _target(form[place])}


def _of_set(formset):
    return [{"text": message, "target": ""} for message in formset.non_form_errors()]


def _target(bound):
    if bound.is_hidden:
        return ""
    options = isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return f"{bound.auto_id}_0" if options else bound.id_for_label


@register.simple_tag
def moment(at):
    """A day, or a day with its hour."""
    if not at:
        return ""
    at = localtime(at) if isinstance(at, datetime) else at
    hour = f", {at:%H:%M}" if isinstance(at, datetime) else ""
    words = f"{at.day} {MONTHS[at.month - 1]} {at.year}{hour}"
    return _component("moment", iso=at.isoformat(), words=words)
