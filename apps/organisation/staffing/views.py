from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf

from .. import rules
from ..models import IndicatorTerm, MeasureTerm, SocialWorkerTerm
from ..views.structure import asked_day
from . import actions, pdf, reading, xlsx
from .forms import EndingForm, IndicatorForm, MeasureForm, SocialWorkersForm, ValueForm


@require_safe
def staffing(request):
    centre = _seen_centre(request)
    context = {
        "staffing": reading.staffing_on(centre, asked_day(request)),
        "today": clock.today(),
        "may_keep": rules.may_keep_structure(request.user, centre),
    }
    return render(request, "organisation/staffing/show.html", context)


@require_safe
def staffing_pdf(request):
    centre = _seen_centre(request)
    shown = reading.staffing_on(centre, asked_day(request))
    try:
        content = render_pdf(render_html("pdf/staffing.html", pdf.context_of(shown, centre)))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation:staffing")
    return pdf_response(request, content, f"Zatrudnienie a potrzeby {shown.day}")


@require_safe
def staffing_xlsx(request):
    centre = _seen_centre(request)
    return xlsx.response(reading.staffing_on(centre, asked_day(request)), centre)


def staffing_counted(request):
    centre = _kept_centre(request)
    form = SocialWorkersForm(rescue.typed(request), centre=centre)

    def count(data):
        return actions.count_as_social_workers(centre, data["posts"], data["since"], by=request.user) or True

    if done(request, form, count):
        messages.success(request, "Zapisano, które stanowiska liczą się jako pracownicy socjalni.")
        return redirect("organisation:staffing")
    standing, replaced = reading.history(SocialWorkerTerm.objects.filter(centre=centre), "key_post")
    context = {"form": form, "standing": standing, "replaced": replaced}
    return render(request, "organisation/staffing/counted.html", context)


def measure_new(request):
    centre = _kept_centre(request)
    form = MeasureForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.add_measure(centre, data["name"], by=request.user)):
        messages.success(request, "Dopisano wielkość. Teraz wpisz, ile wynosi.")
        return redirect("organisation:measure_value", made.pk)
    return render(request, "organisation/staffing/measure_new.html", {"form": form})


@require_safe
def measure(request, pk):
    centre = _seen_centre(request)
    shown = get_object_or_404(reading.measures_of(centre), pk=pk)
    standing, replaced = reading.history(MeasureTerm.objects.filter(centre=centre, measure=shown))
    context = {
        "measure": shown,
        "standing": standing,
        "replaced": replaced,
        "may_keep": rules.may_keep_structure(request.user, centre),
    }
    return render(request, "organisation/staffing/measure.html", context)


def measure_value(request, pk):
    centre = _kept_centre(request)
    shown = get_object_or_404(reading.measures_of(centre), pk=pk)
    form = ValueForm(rescue.typed(request), initial={"since": clock.today()})
    if done(request, form, lambda data: actions.enter_value(centre, shown, form.said, data["since"], by=request.user)):
        messages.success(request, "Zapisano wartość. Wcześniejsze dni liczą się jak dotąd.")
        return redirect("organisation:measure", shown.pk)
    return render(request, "organisation/staffing/measure_value.html", {"form": form, "measure": shown})


@require_POST
def measure_take_back(request, pk, term_pk):
    terms = MeasureTerm.objects.standing().filter(centre=_kept_centre(request), measure=pk)
    tried(request, "Wycofano zapis.", actions.take_back, get_object_or_404(terms, pk=term_pk))
    return redirect("organisation:measure", pk)


@require_safe
def indicator(request, pk):
    centre = _seen_centre(request)
    post = get_object_or_404(reading.key_posts_of(centre), pk=pk)
    terms = IndicatorTerm.objects.filter(centre=centre, key_post=post)
    standing, replaced = reading.history(terms, "measure")
    context = {
        "post": post,
        "line": _line(centre, post),
        "standing": standing,
        "replaced": replaced,
        "may_keep": rules.may_keep_structure(request.user, centre),
    }
    return render(request, "organisation/staffing/indicator.html", context)


def indicator_change(request, pk):
    centre = _kept_centre(request)
    post = get_object_or_404(reading.key_posts_of(centre), pk=pk)
    now = IndicatorTerm.objects.on(clock.today()).filter(centre=centre, key_post=post).first()
    said = {name: getattr(now, name) for name in IndicatorTerm.SAID} if now else {}
    initial = said | {"since": clock.today()}
    form = IndicatorForm(rescue.typed(request), centre=centre, initial=initial)
    if done(request, form, lambda data: actions.set_indicator(centre, post, form.said, data["since"], by=request.user)):
        messages.success(request, "Zapisano wskaźnik. Wcześniejsze dni liczą się jak dotąd.")
        return redirect("organisation:indicator", post.pk)
    return render(request, "organisation/staffing/indicator_change.html", {"form": form, "post": post})


def indicator_end(request, pk):
    centre = _kept_centre(request)
    post = get_object_or_404(reading.key_posts_of(centre), pk=pk)
    form = EndingForm(rescue.typed(request))
    if done(request, form, lambda data: actions.end_indicator(centre, post, data["since"], by=request.user)):
        messages.success(request, "Od tego dnia stanowisko nie ma wskaźnika.")
        return redirect("organisation:indicator", post.pk)
    return render(request, "organisation/staffing/indicator_end.html", {"form": form, "post": post})


@require_POST
def indicator_take_back(request, pk, term_pk):
    terms = IndicatorTerm.objects.standing().filter(centre=_kept_centre(request), key_post=pk)
    tried(request, "Wycofano zapis.", actions.take_back, get_object_or_404(terms, pk=term_pk))
    return redirect("organisation:indicator", pk)


def _line(centre, post):
    lines = reading.staffing_on(centre, clock.today()).indicators
    return next((line for line in lines if line.key_post == post and line.indicator), None)


def _seen_centre(request):
    door(rules.may_see_structure(request.user))
    return request.user.centre


def _kept_centre(request):
    if not rules.may_keep_structure(request.user, request.user.centre):
        raise Http404
    return request.user.centre
