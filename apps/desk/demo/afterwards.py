"""What happens to issued orders of the example centres: people confirm that they read them, and some are published."""

from typing import Any

from apps.accounts.models import Role
from apps.acknowledgements.actions import acknowledge, ask_to_read
from apps.orders.models import IssuedOrder
from apps.publication.actions import publish_order
from apps.publication.offer import offer, usual

from .centre import ExampleCentre


def read(centre: ExampleCentre, said: dict[str, Any]) -> None:
    """HR asks people to read an order; some of them confirm the same day."""
    issued = IssuedOrder.objects.get(centre=centre.centre, number_text=said["order"])
    request = ask_to_read(issued, [centre.people[key] for key in said["people"]], by=centre.holding(Role.HR))
    for key in said["confirmed"]:
        reader = request.readers.get(person=centre.people[key])
        acknowledge(reader, by=centre.users[key], shown_hash=request.text_hash)


def publish(centre: ExampleCentre, number: str) -> None:
    """In real time, as the law asks of a publication."""
    director = centre.holding(Role.DIRECTOR)
    issued = IssuedOrder.objects.get(centre=centre.centre, number_text=number)
    said = usual(issued)
    publish_order(issued, said, by=director, shown_hash=offer(issued, said, director).hash)
