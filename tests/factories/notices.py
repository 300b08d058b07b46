import datetime

from apps.publication.notices.actions import announce

SAID = {
    "site_since": datetime.date(2018, 3, 1),
    "site_changed_on": datetime.date(2018, 9, 1),
    "conformity": "partly",
    "shortcomings": "Wykresy w raportach mają opis tylko w tabeli.",
    "assessor": "own",
    "assessor_name": "",
    "prepared_on": datetime.date(2018, 12, 1),
    "reviewed_on": datetime.date(2019, 3, 15),
    "contact_name": "Ada Dostępna",
    "contact_email": "dostepnosc@example.org",
    "contact_phone": "00 000 00 00",
    "premises": "Wejście bez progów.",
    "address": "ul. Przykładowa 1, 00-000 Miasto",
    "officer_name": "Ina Ochronna",
    "officer_email": "iod@example.org",
    "privacy_more": "",
}


def announced(centre, *, by, **said):
    """What the centre says about the program."""
    return announce(centre, SAID | said, by=by)
