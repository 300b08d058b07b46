from functools import wraps

from django.shortcuts import get_object_or_404, redirect

from apps.accounts.doors import doors_of_steps, refused
from apps.consultations.doors import of_document
from apps.consultations.models import Concept
from apps.consultations.workflow import CONCEPT

from .. import rules
from ..reading import topic_with_lines


def of_topic(view):
    """The view gets the topic with the teams asked and their concepts."""

    @wraps(view)
    @of_document
    def found(request, document, number, **kwargs):
        topic = get_object_or_404(topic_with_lines(document, number))
        topic.document = document
        return view(request, topic, **kwargs)

    return found


def of_concept(view):
    """The view gets the concept of the team on the topic."""

    @wraps(view)
    @of_document
    def found(request, document, number, team_pk, **kwargs):
        found = Concept.objects.select_related("topic", "team", "edited_by__person", "handed_by")
        concept = get_object_or_404(found, topic__document=document, topic__number=number, team=team_pk)
        concept.topic.document = document
        return view(request, concept, **kwargs)

    return found


def for_writers(view):
    """Only for the team while the text is open; others read why not."""

    @wraps(view)
    @of_concept
    def written(request, concept, **kwargs):
        if reason := rules.may_not_work(request.user, concept):
            return refuse(request, concept, reason)
        return view(request, concept, **kwargs)

    return written


def refuse(request, thing, reason):
    return refused(request, reason, thing)


for_step = doors_of_steps(CONCEPT, of_concept, refuse)


def to(name, concept):
    return redirect(f"consultations:concept_{name}", *place_of(concept))


def place_of(concept):
    """Arguments of the concept's addresses."""
    return [concept.topic.document_id, concept.topic.number, concept.team_id]


def context_of(concept, **more):
    """What every page of a concept shows."""
    return {"concept": concept, "topic": concept.topic, "document": concept.topic.document} | more
