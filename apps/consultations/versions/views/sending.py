from django.contrib import messages
from django.shortcuts import redirect, render

from apps.accounts.doors import done
from apps.consultations.rules import may_write
from apps.core import clock, rescue
from apps.teams.calendar import add_working_days
from apps.teams.models import ExpertDocument

from .. import actions, reading, rules
from ..forms import SendForm
from .common import context_of, of_version, refuse


@of_version
def version_send(request, version):
    """Choose whom to ask and until when; a second page says what will happen, and only its button sends."""
    if refusal := _why_not(request.user, version):
        return refuse(request, version, refusal)
    teams = rules.teams_to_ask(version.document)
    initial = {"seen": version.version, "change_note": version.change_note}
    is_order = version.document.kind == ExpertDocument.Kind.ORDER_DRAFT
    form = SendForm(rescue.typed(request), teams=teams, is_order=is_order, initial=initial)
    if request.method == "POST" and form.is_valid() and "popraw" not in request.POST:
        if "przekaz" not in request.POST:
            return _check(request, version, form)
        if done(request, form, lambda data: actions.send_version(version, **data, by=request.user)):
            messages.success(request, f"Przekazano wersję {version.number}. Członkowie zespołów dostaną wiadomość.")
            return redirect(version)
    context = context_of(version, form=form, **reading.settling(version))
    return render(request, "consultations/version/send.html", context)


def _why_not(user, version):
    if not may_write(user, version.document):
        return rules.WRITERS
    return rules.why_not_change(user, version) or " ".join(rules.why_not_send(version))


def _check(request, version, form):
    data = form.cleaned_data
    answered = version.document.versions.filter(status="answered").order_by("number")
    context = context_of(
        version,
        form=form,
        data=data,
        until=add_working_days(clock.today(), data["working_days"]),
        sight=dict(form.fields["sight"].choices)[data["sight"]],
        replaced=[one.number for one in answered],
        units=reading.units_of(version),
        **reading.settling(version),
    )
    return render(request, "consultations/version/send_check.html", context)
