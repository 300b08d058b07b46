from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.actions import change_person
from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue

from .. import actions, employing, rules, titles
from ..forms import NewEmployeeForm, OwnEmploymentForm


def employee_new(request):
    """Somebody new: the person and the position in one form."""
    centre = request.user.centre
    door(rules.may_keep_structure(request.user, centre))
    form = NewEmployeeForm(rescue.typed(request), centre=centre, initial={"since": clock.today()})

    def hire(data):
        position = centre.positions.get(pk=data["position"])
        return actions.hire(position, form.said, data["fte"], data["since"], _until(data), by=request.user)

    if made := done(request, form, hire):
        told(request, made, None, f"Dopisano: {made.person}, {made.position}.")
        return redirect(made.person)
    return render(request, "organisation/employee/hire.html", {"form": form})


def employment_of(request, pk):
    """A position for a person who is known."""
    person = _person(request, pk)
    form = OwnEmploymentForm(rescue.typed(request), centre=person.centre, initial={"since": clock.today()})

    def employ(data):
        position = person.centre.positions.get(pk=data["position"])
        was = employing.time_on(position, person, data["since"])
        return actions.employ(position, person, data["fte"], data["since"], _until(data), by=request.user), was

    if made_from := done(request, form, employ):
        made, was = made_from
        told(request, made, was, f"Dopisano na stanowisko: {made.position}.")
        return redirect(person)
    return render(request, "organisation/employee/position.html", {"form": form, "person": person})


@require_POST
def title_adopt(request, pk):
    """The name of the post held in the structure goes into orders."""
    person, chosen = _person(request, pk), request.POST.get("stanowisko", "")
    held = titles.posts_of([person], person.centre, clock.today()).get(person.pk, [])
    post = next((one for one in held if str(one.term.position_id) == chosen), None)
    if post is None:
        messages.error(request, "Ta osoba nie jest już na tym stanowisku.")
    else:
        said = f"W zarządzeniach będzie stało: {post.proposal}."
        tried(request, said, change_person, person, {"job_title": post.proposal})
    return redirect(person)


def told(request, made, was, said):
    """What was done and what is worth a word beside it."""
    messages.success(request, said)
    for remark in employing.remarks(made, was):
        messages.warning(request, remark)


def _until(data):
    return data["last_on"] + timedelta(days=1) if data["last_on"] else None


def _person(request, pk):
    door(rules.may_keep_structure(request.user, request.user.centre))
    return get_object_or_404(request.user.centre.people.filter(left_on=None).select_related("centre"), pk=pk)
