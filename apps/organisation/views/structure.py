from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue
from apps.core.errors import DomainError
from apps.core.forms import typed_day
from apps.documents.http import pdf_response
from apps.documents.rendering import render_html, render_pdf

from .. import actions, chart, pdf, reading, rules
from ..duties import separation
from ..duties.reading import scopes_on
from ..forms import KeyPostForm

NO_DAY = "Nie ma takiego dnia. Pokazujemy dzisiejszy stan."


def asked_day(request, name="dzien"):
    """The day of `?dzien=`; today when it is none, and then the page says so."""
    asked = request.GET.get(name, "").strip()
    day = typed_day(asked)
    if asked and not day and not getattr(request, "knows_of_no_day", False):
        request.knows_of_no_day = True  # two days of one page are told once
        messages.warning(request, NO_DAY)
    return day or clock.today()


@require_safe
def structure(request):
    door(rules.may_see_structure(request.user))
    centre = request.user.centre
    shown, kept_apart = marked(centre, asked_day(request))
    context = {
        "structure": shown,
        "separation": kept_apart,
        "chart": chart.whole(shown),
        "today": clock.today(),
        "days": reading.days_of_change(centre),
        "may_keep": rules.may_keep_structure(request.user, centre),
    }
    return render(request, "organisation/structure/show.html", context)


def marked(centre, day):
    """The structure, with the posts that mix social work with procedure marked."""
    shown = reading.structure_on(centre, day)
    return shown, separation.mark(shown, scopes_on(centre, day))


@require_safe
def structure_pdf(request):
    door(rules.may_see_structure(request.user))
    shown, _ = marked(request.user.centre, asked_day(request))
    try:
        content = render_pdf(render_html("pdf/structure.html", pdf.context_of(shown, request.user.centre)))
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation:structure")
    return pdf_response(request, content, f"Struktura organizacyjna {shown.day}")


def key_posts(request):
    centre, may_keep = request.user.centre, rules.may_keep_structure(request.user, request.user.centre)
    door(rules.may_see_structure(request.user) and (may_keep or request.method != "POST"))
    form = KeyPostForm(rescue.typed(request))
    if done(request, form, lambda data: actions.add_key_post(centre, data["name"], by=request.user)):
        messages.success(request, "Dopisano stanowisko kluczowe.")
        return redirect("organisation:key_posts")
    context = {"posts": rules.key_posts(centre), "form": form, "may_keep": may_keep}
    return render(request, "organisation/key_post/list.html", context)


@require_POST
def key_post_withdraw(request, pk):
    door(rules.may_keep_structure(request.user, request.user.centre))
    post = get_object_or_404(request.user.centre.key_posts, pk=pk)
    tried(request, "Wycofano stanowisko kluczowe.", actions.withdraw_key_post, post)
    return redirect("organisation:key_posts")
