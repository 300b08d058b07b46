from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done
from apps.core import rescue

from .. import actions, moves, reading, rules
from ..forms import ChangeTopicForm, TopicForm, WithdrawTopicForm
from .common import of_document, of_topic, refuse


@require_safe
@of_topic
def topic(request, topic):
    shown = reading.shown(topic)
    mine = reading.mine_among(request.user, [line.team for line in shown.lines])
    may_ask = rules.may_ask(request.user, topic.document)
    context = {
        "topic": topic,
        "document": topic.document,
        "shown": shown,
        "mine": {team.pk for team in mine},
        "move": moves.move_on(shown, mine, may_ask),
        "information": reading.information_of(topic.document, topic),
        "events": reading.story_of(topic, topic.concepts.all()),
        "may_change": may_ask and not topic.is_closed,
        "may_inform": not topic.is_closed and (bool(mine) or rules.may_inform(request.user, topic.document)),
    }
    return render(request, "consultations/topic/show.html", context)


@of_document
def topic_new(request, document):
    if reason := _cannot_ask(request.user, document):
        return refuse(request, document, reason)
    teams = rules.teams_at_work(document)
    form = TopicForm(rescue.typed(request), teams=teams, initial={"teams": teams})
    if made := done(request, form, lambda data: actions.add_topic(document, form.said, by=request.user)):
        messages.success(request, f"Wskazano zagadnienie {made.number}. Członkowie zespołów dostaną wiadomość.")
        return redirect(made)
    return render(request, "consultations/topic/new.html", {"document": document, "form": form, "teams": teams})


def _cannot_ask(user, document):
    if not rules.may_ask(user, document):
        return rules.ASKERS
    return rules.CLOSED_DOCUMENT if document.withdrawn_at else ""


@of_topic
def topic_edit(request, topic):
    if reason := rules.closed_because(topic) or _cannot_ask(request.user, topic.document):
        return refuse(request, topic, reason)
    asked = [one.team for one in topic.asked.all()]
    form = ChangeTopicForm(rescue.typed(request), topic=topic, teams=[*rules.teams_at_work(topic.document), *asked])
    if done(request, form, lambda data: _changed(request, topic, form)):
        messages.success(request, f"Zapisano zagadnienie {topic.number}.")
        return redirect(topic)
    context = {"topic": topic, "document": topic.document, "form": form, "asked": asked}
    context["is_stale"] = form.is_bound and str(topic.version) != request.POST.get("seen", str(topic.version))
    return render(request, "consultations/topic/edit.html", context)


def _changed(request, topic, form):
    seen = form.cleaned_data["seen"]
    form.data = form.data.copy()
    form.data["seen"] = topic.version  # who is refused for another's change now sees what it says
    return actions.change_topic(topic, form.said, seen, by=request.user)


@of_topic
def topic_withdraw(request, topic):
    if reason := rules.closed_because(topic) or _cannot_ask(request.user, topic.document):
        return refuse(request, topic, reason)
    form = WithdrawTopicForm(rescue.typed(request))
    if done(request, form, lambda data: actions.withdraw_topic(topic, data["why"], by=request.user)):
        messages.success(request, f"Wycofano zagadnienie {topic.number}. Nadal można je przeczytać.")
        return redirect(topic)
    context = {"topic": topic, "document": topic.document, "form": form, "shown": reading.shown(topic)}
    return render(request, "consultations/topic/withdraw.html", context)
