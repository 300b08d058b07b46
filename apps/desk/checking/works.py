"""What the team of an order works on, and who else does."""

from apps.opinions.models import Opinion
from apps.opinions.words import noun_of
from apps.orders.models import Order
from apps.teams.models import Team
from apps.teams.rules import mandates_on


def products(order: Order) -> list:
    codes = order.effects.get("products", [])
    return list(order.pilot.catalogue_version.products.filter(code__in=codes)) if order.pilot and codes else []


def others_at_work(order):
    """Sentences about teams that already work on what this order gives to its team, and about opinions begun."""
    codes = order.effects.get("products", []) if order.pilot_id else []
    teams = list(Team.objects.filter(pilot=order.pilot_id).with_orders()) if codes else []
    begun = Opinion.objects.filter(pilot=order.pilot_id, product__code__in=codes, step=None).select_related(
        "product", "team"
    )
    opinions = {opinion.product.code: opinion for opinion in begun} if codes else {}
    mandates = mandates_on(order.centre_id) if codes else {}
    at_work = [(team, mandates[team.pk].products) for team in teams if team.pk in mandates]
    by_code = {code: [team for team, products in at_work if code in products] for code in codes}
    return [_shared(code, at_work, opinions.get(code)) for code, at_work in by_code.items() if at_work]


def _shared(code, teams, opinion):
    named = " i ".join(f"{team.name} (zarządzenie nr {team.issued_order.number_text})" for team in teams)
    one = len(teams) == 1
    prepares, all_teams = ("przygotowuje", "oba zespoły") if one else ("przygotowują", "wszystkie te zespoły")
    said = f"Produkt {code} {prepares} już {named}. Po wydaniu będą nad nim pracować {all_teams}."
    if opinion is None:
        return f"{said} Dokument będzie jeden: napisze go zespół, który pierwszy zacznie."
    noun = noun_of(opinion)
    began = noun.agree("Rozpoczęta", "Rozpoczęte")
    stays = f"{began} {noun.nominative} zostaje przy zespole, który {noun.agree('ją', 'je')} rozpoczął"
    return f"{said} {stays}: {opinion.team.name}."
