from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from apps.core.errors import DomainError
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf
from apps.orders import rules
from apps.orders.kinds import new_address

from . import pdf, reading, xlsx
from .columns import lines_of
from .forms import RegisterFilter

ON_A_PAGE = 25


@require_safe
def register(request):
    form, asked, found = _found(request)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("strona"))
    newest = page.paginator.count - page.start_index() + 1
    page.object_list = lines_of(page.object_list, _places(newest, len(page.object_list)), asked.day)
    context = {
        "page": page,
        "filter": form,
        "asked": asked,
        "new_url": new_address(),
        "can_draft": rules.can_draft(request.user),
        "can_number": rules.can_set_number(request.user, request.user.centre),
        "drafts": reading.drafts(request.user) if rules.may_see_drafts(request.user) else [],
    }
    return render(request, "orders/register/list.html", context)


@require_safe
def register_xlsx(request):
    _, asked, found = _found(request)
    content = xlsx.workbook(_all_lines(found, asked), asked.day, request.user.centre)
    response = HttpResponse(content, content_type=xlsx.MEDIA_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"Rejestr zarządzeń {asked.day}.xlsx")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def register_pdf(request):
    form, asked, found = _found(request)
    context = pdf.context_of(_all_lines(found, asked), asked.day, request.user.centre, form.in_words())
    try:
        content = render_pdf(render_html("pdf/register.html", context))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect(f"{reverse('orders:register')}?{request.GET.urlencode()}")
    return pdf_response(request, content, f"Rejestr zarządzeń {asked.day}")


def _found(request):
    if not request.user.centre_id:
        raise Http404
    years, units = reading.choices(request.user)
    form = RegisterFilter(request.GET, years=years, units=units)
    asked = form.asked()
    return form, asked, reading.register(request.user, asked)


def _all_lines(found, asked):
    """The oldest first, as a register is kept."""
    orders = list(found.reverse())
    return lines_of(orders, range(1, len(orders) + 1), asked.day)


def _places(newest, count):
    return range(newest, newest - count, -1)
