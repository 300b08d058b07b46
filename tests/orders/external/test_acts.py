"""Acts of others are kept, cited and found; each change is checked against what was saved meanwhile."""

import datetime

import pytest

from apps.core.errors import DomainError, StaleVersion
from apps.core.models import AuditEvent
from apps.documents.reading import stored_bytes
from apps.orders.external import actions, rules
from apps.orders.models import ExternalAct
from tests import factories
from tests.orders.recorded.paper import scan, upload

from .acts import act, fields

LIST = "/zarzadzenia/akty-zewnetrzne/"
SUBJECT = "w sprawie nadania Regulaminu Organizacyjnego Miejskiemu Ośrodkowi Pomocy Społecznej w Częstochowie"
TYPED = {
    "act_type": "uchwała",
    "number_text": "nr X/5/2015",
    "issuer_genitive": "Rady Miasta Częstochowy",
    "dated_on": "5.03.2015",
    "title": "w sprawie nadania statutu.",
    "journal": "Dz. Urz. Woj. Śl. poz. 1234",
}


def test_an_act_is_cited_in_the_cases_that_legal_bases_need(centre, director):
    kept = act(centre, director)
    cited = f"nr 120.1/2019 Prezydenta Miasta Częstochowy z dnia 27 lutego 2019 r. {SUBJECT}"
    assert rules.citation(kept) == f"zarządzenie {cited}"
    assert rules.citation_in_genitive(kept) == f"zarządzenia {cited}"
    unnumbered = ExternalAct(
        **fields(act_type="pismo", number_text="", journal="Dz. Urz. poz. 7.", title="w sprawie X")
    )
    assert rules.citation(unnumbered) == (
        "pismo Prezydenta Miasta Częstochowy z dnia 27 lutego 2019 r. w sprawie X (Dz. Urz. poz. 7)"
    )
    assert rules.citation_in_genitive(unnumbered) == ""


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("2019-02-28", "czeka na wejście w życie"),
        ("2019-03-01", "obowiązuje"),
        ("2020-12-31", "obowiązuje"),
        ("2021-01-01", "obowiązywał do dnia 31 grudnia 2020 r."),
    ],
)
def test_it_stands_on_a_day_as_its_days_say(on, words):
    kept = ExternalAct(**fields(until_on=datetime.date(2020, 12, 31)))
    assert rules.status_on(kept, datetime.date.fromisoformat(on)).words == words


def test_an_act_without_a_day_of_entry_is_in_force_from_its_date():
    kept = ExternalAct(**fields(effective_on=None))
    assert rules.status_on(kept, kept.dated_on).words == "obowiązuje"


def test_an_act_is_typed_shown_and_changed(client, director):
    client.force_login(director)
    page = client.post(LIST + "nowy/", TYPED | {"file": upload(scan("statut"))}, follow=True)
    [kept] = ExternalAct.objects.all()
    assert (kept.number_text, kept.title, stored_bytes(kept.document)) == (
        "X/5/2015",
        "w sprawie nadania statutu",
        scan("statut"),
    )
    said = "uchwały nr X/5/2015 Rady Miasta Częstochowy z dnia 5 marca 2015 r. w sprawie nadania statutu"
    assert f"{said} (Dz. Urz. Woj. Śl. poz. 1234)" in page.content.decode()

    changed = TYPED | {"version": "1", "until_on": "31.12.2018"}
    page = client.post(f"{kept.get_absolute_url()}zmien/", changed, follow=True)
    kept.refresh_from_db()
    assert (kept.version, kept.until_on, stored_bytes(kept.document)) == (
        2,
        datetime.date(2018, 12, 31),
        scan("statut"),
    )
    assert "obowiązywał do dnia 31" in page.content.decode()
    assert "obowiązuje</span>" in client.get(LIST + "?dzien=31.12.2018").content.decode()


def test_a_change_of_what_somebody_saved_meanwhile_shows_both(client, director, hr, centre):
    kept = act(centre, director)
    actions.change_act(kept, fields(number_text="121/2019"), 1, None, by=hr)
    client.force_login(director)
    page = client.post(f"{kept.get_absolute_url()}zmien/", TYPED | {"version": "1"})
    said = page.content.decode()
    assert (page.status_code, "W międzyczasie ktoś zmienił ten wpis" in said, "X/5/2015" in said) == (409, True, True)
    assert "121/2019" in said
    assert ExternalAct.objects.get().number_text == "121/2019"
    with pytest.raises(StaleVersion):
        actions.change_act(kept, fields(), 1, None, by=director)


def test_the_trace_says_what_was_cited_before(director, centre):
    kept = act(centre, director)
    actions.change_act(kept, fields(number_text="121/2019"), 1, None, by=director)
    data = AuditEvent.objects.get(verb="external_act.changed").data
    assert ("nr 120.1/2019" in data["before"], "nr 121/2019" in data["after"]) == (True, True)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ({"until_on": "1.01.2015"}, "Ten dzień jest wcześniejszy niż dzień, od którego akt obowiązuje."),
        ({"dated_on": "31.02.2015"}, "Nie ma takiego dnia."),
        ({"title": ""}, "Wypełnij pole „Tytuł”."),
        ({"file": upload(b"tekst", "akt.txt")}, "Skan może być plikiem PDF, JPG albo PNG."),
    ],
)
def test_what_is_wrong_is_said(client, director, typed, refusal):
    client.force_login(director)
    page = client.post(LIST + "nowy/", TYPED | typed)
    assert refusal in page.content.decode().replace("&nbsp;", " ")
    assert ExternalAct.objects.count() == 0


def test_only_the_director_and_hr_keep_acts(centre, director):
    employee = factories.user_of(factories.person(centre, "Ewa Pracownicza", roles=["employee"]))
    with pytest.raises(DomainError, match="dyrektor albo pracownik kadr"):
        actions.add_act(centre, fields(), None, by=employee)
    with pytest.raises(DomainError, match="dyrektor albo pracownik kadr"):
        actions.change_act(act(centre, director), fields(), 1, None, by=employee)
