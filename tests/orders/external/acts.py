"""An act that is not the director's to issue."""

import datetime

from apps.orders.external import actions
from tests.orders.recorded.paper import scan


def fields(**changed):
    return {
        "act_type": "Zarządzenie",
        "number_text": "120.1/2019",
        "issuer_genitive": "Prezydenta Miasta Częstochowy",
        "dated_on": datetime.date(2019, 2, 27),
        "title": "w sprawie nadania Regulaminu Organizacyjnego Miejskiemu Ośrodkowi Pomocy Społecznej w Częstochowie",
        "journal": "",
        "effective_on": datetime.date(2019, 3, 1),
        "until_on": None,
    } | changed


def act(centre, by, pdf=None, **changed):
    return actions.add_act(centre, fields(**changed), pdf or scan(f"akt {centre.pk}"), by=by)
