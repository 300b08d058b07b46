from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.core import clock, rescue
from apps.core.spreadsheet import sheet_response

from .. import actions, reading, rules, xlsx
from ..doors import done, door, tried
from ..factors.rules import has_second_factor
from ..forms import EmailForm, InvitationForm, PeopleFilter, PersonForm, RolesForm, WithdrawalForm
from ..models import Person


@require_safe
def people(request):
    door(rules.may_see_people(request.user))
    form, centre = PeopleFilter(request.GET), request.user.centre
    found, asked = _asked_for(form, centre)
    page = Paginator(found, 50).get_page(request.GET.get("strona"))
    context = {
        "form": form,
        "page": page,
        "lines": [(line, reading.account_state(line.account, waiting=line.waiting)) for line in page],
        "may_add": rules.may_add_people(request.user, centre),
        "may_manage": rules.may_manage_people(request.user, centre),
        "filtered": any(asked.values()),
    }
    return render(request, "accounts/person/list.html", context)


@require_safe
def people_xlsx(request):
    """The list as it is narrowed on the page; accounts only for who manages them."""
    door(rules.may_see_people(request.user))
    centre = request.user.centre
    found, _ = _asked_for(PeopleFilter(request.GET), centre)
    body = xlsx.people(found, with_accounts=rules.may_manage_people(request.user, centre))
    return sheet_response(body, f"Osoby, {clock.today():%d.%m.%Y}")


def _asked_for(form, centre):
    """The people, and what was asked."""
    asked = form.cleaned_data if form.is_valid() else {}
    text, role, former = asked.get("szukaj", ""), asked.get("rola", ""), asked.get("byli", False)
    return reading.people(centre, text=text, role=role, with_former=former), asked


@require_safe
def person(request, pk):
    shown = _seen(request, pk)
    held, former = reading.grants(shown)
    may_manage = rules.may_manage_people(request.user, shown.centre)
    context = {
        "person": shown,
        "held": held,
        "former": former,
        "account": shown.account,
        "state": reading.state_of(shown),
        "may_change": rules.may_add_people(request.user, shown.centre),
        "may_manage": may_manage,
        "is_me": request.user.person_id == shown.pk,
        "has_second_factor": may_manage and shown.account is not None and has_second_factor(shown.account),
        "events": reading.story(shown) if may_manage else [],
    }
    return render(request, "accounts/person/show.html", context)


def person_new(request):
    centre = request.user.centre
    door(centre is not None and rules.may_add_people(request.user, centre))
    form = PersonForm(rescue.typed(request))
    if made := done(request, form, lambda data: actions.add_person(centre, data, by=request.user)):
        messages.success(request, f"Dopisano osobę: {made}.")
        return redirect(made)
    return render(request, "accounts/person/new.html", {"form": form})


def person_change(request, pk):
    shown = _seen(request, pk)
    door(rules.may_add_people(request.user, shown.centre))
    form = PersonForm(rescue.typed(request), instance=Person.objects.get(pk=pk))
    if done(request, form, lambda data: actions.change_person(shown, data, by=request.user)):
        messages.success(request, "Zapisano dane.")
        return redirect(shown)
    return render(request, "accounts/person/change.html", {"form": form, "person": shown})


def person_roles(request, pk):
    shown = _managed(request, pk)
    held, _ = reading.grants(shown)
    form = RolesForm(rescue.typed(request), initial={"roles": [grant.role for grant in held]})
    if done(request, form, lambda data: actions.set_roles(shown, data["roles"], by=request.user)):
        messages.success(request, f"Zapisano role: {shown}.")
        return redirect(shown)
    return render(request, "accounts/person/roles.html", {"form": form, "person": shown})


def person_invite(request, pk):
    shown = _managed(request, pk)
    email = shown.account.email if shown.account else shown.email
    form = InvitationForm(rescue.typed(request), initial={"email": email})
    if made := done(request, form, lambda data: actions.invite(shown, data["email"], by=request.user)):
        messages.success(request, f"Zaproszenie wysyłamy na adres {made.user.email}. Odnośnik działa 7 dni.")
        return redirect(shown)
    return render(request, "accounts/person/invite.html", {"form": form, "person": shown})


def account_email(request, pk):
    shown = _managed(request, pk)
    door(shown.account is not None)
    form = EmailForm(rescue.typed(request), initial={"email": shown.account.email})
    if made := done(request, form, lambda data: actions.change_email(shown.account, data["email"], by=request.user)):
        messages.success(request, f"Nowy adres do logowania: {made.email}.")
        return redirect(shown)
    return render(request, "accounts/person/email.html", {"form": form, "person": shown})


def person_withdraw(request, pk):
    shown = _managed(request, pk)
    form = WithdrawalForm(rescue.typed(request), initial={"left_on": clock.today()})
    if done(request, form, lambda data: actions.withdraw_person(shown, data["left_on"], by=request.user)):
        messages.success(request, f"Odnotowano odejście: {shown}. Konto i role wygasły.")
        return redirect(shown)
    return render(request, "accounts/person/withdraw.html", {"form": form, "person": shown})


@require_POST
def person_return(request, pk):
    shown = _seen(request, pk)
    tried(request, f"Przywrócono osobę: {shown}. Role i konto trzeba nadać na nowo.", actions.return_person, shown)
    return redirect(shown)


def account_disable(request, pk):
    shown = _managed(request, pk)
    door(shown.account is not None)
    if request.method == "POST":
        tried(request, f"Wyłączono konto: {shown}. Otwarte sesje zakończono.", actions.disable_account, shown.account)
        return redirect(shown)
    return render(request, "accounts/person/disable.html", {"person": shown})


@require_POST
def account_enable(request, pk):
    shown = _seen(request, pk)
    door(shown.account is not None)
    tried(request, f"Włączono konto: {shown}.", actions.enable_account, shown.account)
    return redirect(shown)


def _seen(request, pk):
    door(rules.may_see_people(request.user))
    return get_object_or_404(Person.objects.visible_to(request.user).select_related("centre", "user"), pk=pk)


def _managed(request, pk):
    shown = _seen(request, pk)
    door(rules.may_manage_people(request.user, shown.centre))
    return shown
