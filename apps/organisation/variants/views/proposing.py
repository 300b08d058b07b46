from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from apps.accounts.doors import done, door, tried
from apps.core import clock, rescue

from ... import reading as structure
from ... import rules
from .. import actions
from ..forms import DrawingForm, ProposedPositionForm, ProposedUnitForm, RemovingForm, VariantForm
from .common import fingerprint, kept_row, kept_variant, saved


def variant_new(request):
    centre = request.user.centre
    door(rules.may_keep_structure(request.user, centre))
    form = DrawingForm(rescue.typed(request), initial={"day": clock.today()})
    if made := done(request, form, lambda data: actions.draw_variant(centre, form.said, data["day"], by=request.user)):
        messages.success(request, "Założono wariant. Na razie jest taki jak struktura z wybranego dnia.")
        return redirect(made)
    return render(request, "organisation/variants/new.html", {"form": form})


def variant_change(request, pk):
    variant = kept_variant(request, pk)
    initial = {"name": variant.name, "description": variant.description}
    form = VariantForm(rescue.typed(request), initial=initial)
    if saved(request, form, variant, lambda seen: actions.rename_variant(variant, form.said, seen, by=request.user)):
        messages.success(request, "Zapisano nazwę i opis wariantu.")
        return redirect(variant)
    context = {"form": form, "variant": variant, "seen": fingerprint(variant)}
    return render(request, "organisation/variants/change.html", context)


def variant_unit_new(request, pk):
    variant = kept_variant(request, pk)
    form = ProposedUnitForm(rescue.typed(request), variant=variant, initial={"parent": request.GET.get("pod", "")})
    if done(request, form, lambda data: actions.propose_unit(variant, form.said, by=request.user)):
        messages.success(request, "Dopisano komórkę do wariantu.")
        return redirect(variant)
    return render(request, "organisation/variants/unit.html", {"form": form, "variant": variant})


def variant_unit_change(request, pk, row_pk):
    unit = kept_row(request, pk, "units", row_pk)
    initial = {"name": unit.name, "symbol": unit.symbol, "parent": unit.parent_id, "rank": unit.rank}
    form = ProposedUnitForm(rescue.typed(request), variant=unit.variant, unit=unit, initial=initial)
    if saved(request, form, unit, lambda seen: actions.change_proposed_unit(unit, form.said, seen, by=request.user)):
        messages.success(request, "Zapisano zmianę komórki w wariancie.")
        return redirect(unit.variant)
    context = {"form": form, "variant": unit.variant, "unit": unit, "seen": fingerprint(unit)}
    return render(request, "organisation/variants/unit.html", context)


def variant_unit_remove(request, pk, row_pk):
    unit = kept_row(request, pk, "units", row_pk)
    form = RemovingForm(rescue.typed(request), unit=unit)

    def remove(data):
        return actions.remove_proposed_unit(unit, form.target, whole=form.whole, by=request.user)

    if done(request, form, remove):
        messages.success(request, f"Wariant nie ma już komórki „{unit.name}”.")
        return redirect("organisation:variant", pk)
    return render(
        request, "organisation/variants/unit_remove.html", {"form": form, "variant": unit.variant, "unit": unit}
    )


@require_POST
def variant_unit_restore(request, pk, unit_pk):
    variant = kept_variant(request, pk)
    unit = get_object_or_404(structure.units_of(request.user), pk=unit_pk)
    tried(request, "Przywrócono komórkę w wariancie.", actions.restore_unit, variant, unit)
    return redirect(variant)


@require_POST
def variant_usual(request, pk):
    variant = kept_variant(request, pk)
    tried(request, "Dopisano komórki nowej struktury.", actions.propose_usual_units, variant)
    return redirect(variant)


def variant_position_new(request, pk):
    variant = kept_variant(request, pk)
    form = ProposedPositionForm(
        rescue.typed(request), variant=variant, initial={"unit": request.GET.get("komorka", "")}
    )
    if done(request, form, lambda data: actions.propose_position(variant, form.said, by=request.user)):
        messages.success(request, "Dopisano stanowisko do wariantu.")
        return redirect(variant)
    return render(request, "organisation/variants/position.html", {"form": form, "variant": variant})


def variant_position_change(request, pk, row_pk):
    row = kept_row(request, pk, "positions", row_pk)
    initial = {name: getattr(row, name) for name in ("name", "symbol", "fte", "key_post", "leads")}
    initial["unit"] = row.unit_id
    form = ProposedPositionForm(rescue.typed(request), variant=row.variant, initial=initial)
    if saved(request, form, row, lambda seen: actions.change_proposed_position(row, form.said, seen, by=request.user)):
        messages.success(request, "Zapisano zmianę stanowiska w wariancie.")
        return redirect(row.variant)
    context = {"form": form, "variant": row.variant, "position": row, "seen": fingerprint(row)}
    return render(request, "organisation/variants/position.html", context)


@require_POST
def variant_position_remove(request, pk, row_pk):
    row = kept_row(request, pk, "positions", row_pk)
    tried(request, f"Wariant nie ma już stanowiska „{row.name}”.", actions.remove_proposed_position, row)
    return redirect("organisation:variant", pk)


@require_POST
def variant_position_restore(request, pk, position_pk):
    variant = kept_variant(request, pk)
    position = get_object_or_404(structure.positions_of(request.user), pk=position_pk)
    tried(request, "Przywrócono stanowisko w wariancie.", actions.restore_position, variant, position)
    return redirect(variant)
