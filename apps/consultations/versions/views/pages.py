from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apps.accounts.doors import done
from apps.consultations.workflow import VERSION
from apps.core import rescue
from apps.documents.filetypes import ENDINGS
from apps.documents.http import file_name, kept_file_response
from apps.documents.reading import bytes_of

from .. import actions, reading, rules
from ..comparing import compared
from ..forms import ExtendForm, WithdrawForm
from .common import context_of, for_writers, of_document, of_version, refuse


@require_safe
@of_version
def version(request, version):
    return render(
        request, "consultations/version/show.html", context_of(version, page=reading.Page(request.user, version))
    )


@require_safe
@of_version
def version_file(request, version):
    """The file as it was handed over, always to be saved and never shown here."""
    if version.blob_id is None:
        raise Http404
    name = file_name(f"{version.document.title} – {version}", ENDINGS[version.blob.media_type])
    content = bytes_of(version.blob_id, f"wersji {version.number} dokumentu „{version.document.title}”")
    return kept_file_response(request, version.blob_id, content, version.blob.media_type, name)


@require_safe
@of_document
def version_compare(request, document):
    """Any two versions: ?z=1&na=2; without them the newest with the one sent before it."""
    found = {str(one.number): one for one in reading.compared_versions(request.user, document)}
    if len(found) < 2:
        messages.info(request, "Porównać można dopiero dwie wersje.")
        return redirect(document)
    new = found.get(request.GET.get("na", ""), next(iter(found.values())))
    before = next((one for one in found.values() if one.number < new.number), new)
    old = found.get(request.GET.get("z", ""), before)
    context = {"document": document, "versions": list(found.values()), "old": old, "new": new}
    context["comparison"] = compared(old, new)
    return render(request, "consultations/version/compare.html", context)


@for_writers
def version_discard(request, version):
    if request.method != "POST":
        return render(request, "consultations/version/discard.html", context_of(version))
    actions.discard_version(version, by=request.user)
    messages.success(request, f"Usunięto wersję {version.number}, która była w pracy.")
    return redirect(version.document)


@of_version
def version_withdraw(request, version):
    if not any(step.name == "withdraw" for step in VERSION.allowed(request.user, version)):
        said = VERSION.steps["withdraw"]
        return refuse(
            request, version, f"„{said.label}”: może to zrobić {said.who}, dopóki wersja nie jest zatwierdzona."
        )
    form = WithdrawForm(rescue.typed(request))
    if done(request, form, lambda data: actions.withdraw_version(version, data["note"], by=request.user)):
        messages.success(request, f"Wycofano wersję {version.number}. Członkowie zespołów dostaną wiadomość.")
        return redirect(version.document)
    return render(request, "consultations/version/withdraw.html", context_of(version, form=form))


@of_version
def deadline_extend(request, version):
    if refusal := rules.why_not_extend(request.user, version):
        return refuse(request, version, refusal)
    form = ExtendForm(rescue.typed(request), deadline_on=version.consultation.deadline_on)
    if done(request, form, lambda data: actions.extend_deadline(version, **data, by=request.user)):
        messages.success(request, "Przedłużono termin na uwagi. Członkowie zespołów dostaną wiadomość.")
        return redirect(version)
    return render(request, "consultations/version/extend.html", context_of(version, form=form))
