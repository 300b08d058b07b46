from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.models import Person
from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.teams.models import RosterInterval

from .. import actions
from ..forms import AssignmentForm, StateForm
from .common import context_of, for_workers


@for_workers
def authors(request, section):
    """Who writes the section and until when; any member of the team may say so."""
    today = RosterInterval.objects.filter(centre=section.centre_id, team=section.opinion.team_id).on(clock.today())
    initial = {"people": section.authors.values_list("person", flat=True), "due_on": section.due_on}
    members = Person.objects.filter(pk__in=today.values("person")).order_by("last_name", "first_name", "pk")
    form = AssignmentForm(rescue.typed(request), initial=initial, people=members)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.assign_section(section, list(said["people"]), said["due_on"], by=request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Zapisano, kto pisze część „{section.part.title}”.")
            return redirect(section.opinion)
    return render(request, "opinions/section/authors.html", context_of(section, form=form))


@require_POST
@for_workers
def state(request, section):
    form = StateForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Wybierz stan części.")
        return redirect("opinions:section", section.opinion_id, section.pk)
    try:
        section = actions.mark_section(section, form.cleaned_data["state"], by=request.user)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Część „{section.part.title}” jest teraz {section.get_state_display()}.")
    return redirect("opinions:section", section.opinion_id, section.pk)
