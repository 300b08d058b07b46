from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.doors import is_script
from apps.consultations.models import Remark
from apps.core import clock, rescue
from apps.core.errors import DomainError, StaleVersion
from apps.teams.models import Team
from apps.texts.words import hour, who_saved

from .. import actions, rules
from ..forms import RemarkForm, pinned
from .common import address, attempt, of_version, refuse, remark_or_404, to_remarks

FIELDS = ("unit_key", "unit_label", "quote", "body", "proposed_wording", "justification", "nature", "version")
LEFT = "Tej uwagi nie da się już zapisać. Skopiuj swój tekst, jeśli jest potrzebny."


@of_version
def remark_new(request, version):
    powers = rules.Powers(request.user, version)
    is_late_member = request.method == "POST" and powers.own_seats  # the form keeps the words
    if not powers.may_write and not is_late_member:
        return refuse(request, version, rules.LATE if powers.own_seats else rules.WRITERS)
    form = _form(request, powers, pinned(version, request.GET.get("jednostka", "")))
    if request.method == "POST" and form.is_valid():
        return _saved(request, powers, form, lambda said: _begun(request, version, said))
    return _page(request, powers, form, 422 if is_script(request) else 200)


@of_version
def remark_edit(request, version, remark_pk):
    remark = remark_or_404(request, version, remark_pk)
    if not rules.is_author(request.user, remark):
        return refuse(request, version, "Uwagę zmienia tylko jej autor, dopóki jej nie złoży.")
    if remark.submitted_at and request.method != "POST":
        return refuse(request, version, rules.SUBMITTED)
    powers = rules.Powers(request.user, version)
    form = _form(request, powers, {name: getattr(remark, name) for name in FIELDS} | {"team": remark.team_id}, remark)
    if request.method == "POST" and form.is_valid():
        return _saved(request, powers, form, lambda said: _changed(request, remark, said), remark)
    return _page(request, powers, form, 422 if is_script(request) else 200, remark=remark)


def _form(request, powers, initial, remark=None):
    seats = [] if remark else powers.open_seats  # who wrote it for which team stays
    teams = Team.objects.filter(pk__in=[seat.asked.team_id for seat in seats])
    return RemarkForm(rescue.typed(request), initial=initial, teams=teams, submits="zloz" in request.POST)


def _begun(request, version, said):
    return actions.begin_remark(version, said, team=said.get("team"), by=request.user)


def _changed(request, remark, said):
    return actions.save_remark(remark, said, said["version"] or 0, by=request.user)


def _saved(request, powers, form, save, remark=None):
    try:
        saved = save(form.cleaned_data)
        if form.submits and not saved.submitted_at:  # a button pressed twice submits once
            actions.submit_remarks(powers.version, [saved], by=request.user)
    except StaleVersion as lost:
        return _lost(request, powers, form, remark, lost)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return _page(request, powers, form, 409, remark=remark)
    return _done(request, powers.version, saved, form.submits)


def _done(request, version, remark, submitted):
    if is_script(request) and remark.submitted_at:
        return JsonResponse({"refused": rules.SUBMITTED, "see": address(version, "remark", remark.pk)}, status=409)
    if is_script(request):
        url = address(version, "remark_edit", remark.pk)
        return JsonResponse({"at": hour(clock.now()), "version": remark.version, "url": url})
    if submitted or remark.submitted_at:
        remark.refresh_from_db()
        messages.success(request, f"Uwaga jest złożona i ma numer {remark.number}.")
        return to_remarks(version, f"#uwaga-{remark.number}")
    messages.success(request, f"Zapisano szkic uwagi {hour(clock.now())}. Widzisz go tylko Ty, dopóki go nie złożysz.")
    return to_remarks(version, "#szkice")


def _lost(request, powers, form, remark, lost):
    """The newer words stand above the form, and the form holds one's own, to be saved over them or not."""
    if is_script(request):
        see = address(powers.version, "remark_edit", remark.pk)
        return JsonResponse({"refused": "W innej karcie zapisano nowszą treść tej uwagi.", "see": see}, status=409)
    remark.refresh_from_db()
    form.data = form.data.copy()
    form.data["version"] = lost.version
    form.add_error(None, f"{who_saved('tę uwagę', remark.edited_by, remark.edited_at)}. Zapis zastąpi ją Twoją.")
    return _page(request, powers, form, 409, remark=remark, theirs=remark)


def _page(request, powers, form, status=200, **more):
    if is_script(request):
        said = [*form.non_field_errors(), *(text for name in form.fields for text in form.errors.get(name, []))]
        return JsonResponse({"refused": said[0] if said else LEFT}, status=status)
    version = powers.version
    context = {"version": version, "document": version.document, "form": form, "powers": powers, **more}
    context["labels"] = list(dict.fromkeys(one["label"] for one in version.units if one["label"]))
    return render(request, "consultations/remarks/form.html", context, status=200 if status == 422 else status)


@require_POST
@of_version
def remark_discard(request, version, remark_pk):
    remark = remark_or_404(request, version, remark_pk)
    return attempt(request, version, "Szkic uwagi jest usunięty.", actions.discard_remark, remark)


@require_POST
@of_version
def remark_withdraw(request, version, remark_pk):
    remark = remark_or_404(request, version, remark_pk)
    done = f"Uwaga nr {remark.number} jest wycofana. Jej treść i numer zostają w dokumentacji."
    return attempt(request, version, done, actions.withdraw_remark, remark)


@require_POST
@of_version
def remarks_submit(request, version):
    drafts = Remark.objects.filter(of_version=version, author=request.user.person_id or 0, submitted_at=None)
    chosen = [int(one) for one in request.POST.getlist("w") if one.isdecimal() and len(one) < 12]
    try:
        given = actions.submit_remarks(version, drafts.filter(pk__in=chosen) if chosen else drafts, by=request.user)
    except DomainError as refusal:
        return refuse(request, version, refusal)
    numbers = ", ".join(str(one.number) for one in given)
    said = "Uwaga jest złożona i ma numer" if len(given) == 1 else "Uwagi są złożone i mają numery"
    messages.success(request, f"{said}: {numbers}.")
    return redirect(address(version, "remarks"))
