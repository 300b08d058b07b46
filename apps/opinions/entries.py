"""An entry from paper on whose team opinions stand is not struck."""

from apps.orders.models import IssuedOrder
from apps.orders.recorded.objections import objects_to_striking

from .models import Opinion


@objects_to_striking
def opinions_begun(issued: IssuedOrder) -> str:
    if Opinion.objects.filter(team=issued.order_id).exists():
        return "Zespół powołany tym zarządzeniem rozpoczął już pracę w programie, więc wpisu nie można unieważnić."
    return ""
