"""Who is asked to read an order, who gets a letter, and what is refused."""

import datetime

import pytest

from apps.accounts.actions import withdraw_person
from apps.acknowledgements import actions, reading
from apps.acknowledgements.models import Reader, ReadingRequest
from apps.core import clock
from apps.core.errors import DomainError
from apps.core.models import AuditEvent
from tests import factories
from tests.accounts.post import waiting_letters

from .scene import JUNE_11

pytestmark = pytest.mark.django_db
DECEMBER_1 = datetime.date(2018, 12, 1)


@pytest.fixture(autouse=True)
def _in_june():
    with clock.pretend(JUNE_11):
        yield


def names(lines):
    return [str(line.person) for line in lines]


def letters_about_reading():
    return [letter for letter in waiting_letters() if "zapoznanie się" in letter.subject]


def test_everybody_asked_is_listed_and_who_has_an_account_gets_a_letter(scene):
    people = [scene.anna.person, scene.jan.person, scene.ewa]
    request = actions.ask_to_read(scene.issued, people, due_on=DECEMBER_1, by=scene.hr)

    assert names(reading.board_of(scene.issued).waiting) == ["Ewa Bezkonta", "Anna Próbna", "Jan Żółty"]
    assert (request.text_hash, request.as_amended_by) == (scene.issued.text_hash, None)
    assert sorted(letter.to for letter in letters_about_reading()) == sorted([scene.anna.email, scene.jan.email])


def test_the_letter_says_what_until_when_and_leads_to_the_button(scene, settings):
    settings.BASE_URL = "https://mops.example.org"
    actions.ask_to_read(scene.issued, [scene.anna.person], due_on=DECEMBER_1, by=scene.hr)
    [letter] = letters_about_reading()

    assert letter.subject == "Prośba o zapoznanie się: zarządzenie nr 1/2018 w sprawie powołania Zespołu"
    assert letter.body.splitlines()[2:5] == [
        "prosimy o zapoznanie się z zarządzeniem nr 1/2018 w sprawie powołania Zespołu i potwierdzenie tego do "
        "1 grudnia 2018 r. Treść zarządzenia i przycisk potwierdzenia:",
        "",
        f"https://mops.example.org/zarzadzenia/{scene.issued.order_id}/zapoznaj-sie/",
    ]


def test_a_second_click_makes_no_second_request(scene):
    people = [scene.anna.person, scene.jan.person]
    actions.ask_to_read(scene.issued, people, by=scene.director)
    with pytest.raises(actions.AskedAlready):
        actions.ask_to_read(scene.issued, people, by=scene.director)
    assert (ReadingRequest.objects.count(), Reader.objects.count(), len(letters_about_reading())) == (1, 2, 2)


def test_another_last_day_is_a_new_request_that_stands_for_the_first(scene):
    actions.ask_to_read(scene.issued, [scene.anna.person], by=scene.hr)
    actions.ask_to_read(scene.issued, [scene.anna.person], due_on=DECEMBER_1, by=scene.hr)
    [line] = reading.board_of(scene.issued).waiting
    assert (line.request.due_on, [task.request.due_on for task in reading.my_tasks(scene.anna)]) == (
        DECEMBER_1,
        [DECEMBER_1],
    )


def test_who_has_confirmed_is_not_asked_again(scene):
    actions.ask_to_read(scene.issued, [scene.anna.person], by=scene.hr)
    actions.acknowledge(Reader.objects.get(), by=scene.anna, shown_hash=scene.issued.text_hash)
    request = actions.ask_to_read(scene.issued, [scene.anna.person, scene.jan.person], due_on=DECEMBER_1, by=scene.hr)
    assert [reader.person for reader in request.readers.all()] == [scene.jan.person]


@pytest.mark.parametrize(
    ("who", "when", "refusal"),
    [
        ("anna", None, "O zapoznanie się prosi dyrektor albo pracownik kadr."),
        ("hr", datetime.date(2018, 6, 10), "Podaj termin nie wcześniejszy niż dzisiejszy dzień."),
    ],
)
def test_it_is_refused(scene, who, when, refusal):
    with pytest.raises(DomainError, match=f"^{refusal}$"):
        actions.ask_to_read(scene.issued, [scene.jan.person], due_on=when, by=getattr(scene, who))


def test_people_of_another_centre_and_those_who_left_cannot_be_asked(scene):
    stranger = factories.person(factories.centre(), "Olga Obca")
    admin = factories.user_of(factories.person(scene.centre, "Adam Administracki", gender="m", roles=["admin"]))
    withdraw_person(scene.ewa, JUNE_11, by=admin)
    scene.ewa.refresh_from_db()
    with pytest.raises(DomainError, match="Wybierz co najmniej jedną osobę, która pracuje w ośrodku."):
        actions.ask_to_read(scene.issued, [stranger, scene.ewa], by=scene.hr)


def test_nobody_is_asked_to_read_a_repealed_order(scene):
    scene.repealed(on=JUNE_11)
    with pytest.raises(DomainError, match="zostało uchylone"):
        actions.ask_to_read(scene.issued, [scene.anna.person], by=scene.hr)


def test_a_director_of_another_centre_asks_nobody_here(scene):
    foreign = factories.user_of(factories.person(factories.centre(), "Olga Obca", roles=["director"]))
    with pytest.raises(DomainError, match="O zapoznanie się prosi"):
        actions.ask_to_read(scene.issued, [scene.anna.person], by=foreign)


def test_a_reminder_goes_once_a_day_to_who_can_confirm_and_has_not(scene):
    actions.ask_to_read(scene.issued, [scene.anna.person, scene.jan.person, scene.ewa], by=scene.hr)
    actions.acknowledge(_reader(scene.jan), by=scene.jan, shown_hash=scene.issued.text_hash)
    assert actions.remind(scene.issued, by=scene.director) == 1
    [letter] = [one for one in waiting_letters() if one.subject.startswith("Przypomnienie")]
    assert letter.to == scene.anna.email
    with pytest.raises(DomainError, match="Przypomnienie wysłano już dziś o "):
        actions.remind(scene.issued, by=scene.hr)


def test_with_nobody_to_remind_nothing_is_sent(scene):
    actions.ask_to_read(scene.issued, [scene.ewa], by=scene.hr)
    with pytest.raises(DomainError, match="Nie ma komu przypomnieć"):
        actions.remind(scene.issued, by=scene.hr)
    assert not AuditEvent.objects.filter(verb=actions.REMINDED).exists()


def _reader(user):
    return Reader.objects.get(person=user.person)
