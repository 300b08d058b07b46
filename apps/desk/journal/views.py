from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.doors import door
from apps.core import clock
from apps.core.spreadsheet import sheet_response

from . import reading, xlsx
from .forms import AskedForm

ON_A_PAGE = 50
IN_A_SHEET = 20_000


@require_safe
def journal(request):
    door(reading.may_read(request.user))
    form = AskedForm(request.GET)
    asked = form.asked()
    page = Paginator(asked.of(reading.entries(request.user)), ON_A_PAGE).get_page(request.GET.get("strona"))
    lines = [reading.Line(event) for event in page]
    context = {"form": form, "asked": asked, "page": page, "lines": lines, "in_a_sheet": IN_A_SHEET}
    return render(request, "desk/journal/list.html", context)


@require_safe
def journal_xlsx(request):
    door(reading.may_read(request.user))
    found = AskedForm(request.GET).asked().of(reading.entries(request.user))[:IN_A_SHEET]
    body = xlsx.workbook(reading.Line(event) for event in found.iterator(chunk_size=1000))
    return sheet_response(body, f"Dziennik zdarzeń, {clock.today():%d.%m.%Y}")
