from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from apps.core import rescue
from apps.core.errors import DomainError
from apps.documents.http import file_name, kept_file_response
from apps.documents.reading import bytes_of
from apps.documents.uploads import was_too_big
from apps.orders.models import IssuedOrder, Order
from apps.signatures import rules
from apps.signatures.actions import CannotTie, attach

from . import reading
from .forms import CHOOSE_AGAIN, SignedFileForm


def sign(request, pk):
    """How to sign outside, and the form for what comes back signed."""
    issued = _issued(request, pk)
    if not rules.can_attach(request.user, issued.document):
        raise Http404
    asks = "knowing" in request.POST
    form = SignedFileForm(rescue.typed(request), request.FILES or None, too_big=was_too_big(request), asks=asks)
    if request.method == "POST" and form.is_valid():
        try:
            copy = attach(issued.document, **form.said, about=issued.order, by=request.user)
            messages.success(request, "Dołączono podpisany egzemplarz. Zobacz, co program w nim odczytał.")
            return redirect("orders:signed_copy", pk, copy.pk)
        except CannotTie as doubt:
            form = _asking_again(request, doubt)
        except DomainError as refusal:
            form.add_error("file", str(refusal))
    context = {"form": form, "order": issued.order, "issued": issued, "copies": reading.copies_of(issued)}
    return render(request, "orders/signing/attach.html", context)


@require_safe
def signed_copy(request, pk, copy_pk):
    issued = _issued(request, pk)
    copy = get_object_or_404(reading.files_of(issued), pk=copy_pk)
    context = {
        "order": issued.order,
        "issued": issued,
        "copy": copy,
        "findings": reading.findings_of(copy),
        "can_download": rules.can_download(request.user, copy),
    }
    return render(request, "orders/signing/show.html", context)


@require_safe
def signed_file(request, pk, copy_pk):
    """The signed file itself: a signature carries its owner's PESEL, so only for those who attach."""
    issued = _issued(request, pk)
    copy = get_object_or_404(reading.files_of(issued), pk=copy_pk)
    if not rules.can_download(request.user, copy):
        raise Http404
    content = bytes_of(copy.blob_id, f"podpisanego egzemplarza {copy.pk}")
    name = file_name(f"Zarządzenie nr {issued.number_text} – podpisany egzemplarz", reading.ending_of(copy))
    return kept_file_response(request, copy.blob_id, content, copy.blob.media_type, name)


def _asking_again(request, doubt):
    """The same form, with the doubt and, unless the file is of another document, the question whether to keep it."""
    form = SignedFileForm(request.POST, asks=not doubt.is_of_another)
    form.errors["file"] = form.error_class([str(doubt) if doubt.is_of_another else f"{doubt} {CHOOSE_AGAIN}"])
    return form


def _issued(request, pk):
    """The issued order whose PDF the program made; an entry from paper has its scan already."""
    orders = Order.objects.visible_to(request.user)
    made_here = IssuedOrder.objects.filter(order__in=orders, origin=IssuedOrder.Origin.ISSUED)
    return get_object_or_404(made_here.select_related("order__centre", "document__centre"), order_id=pk)
