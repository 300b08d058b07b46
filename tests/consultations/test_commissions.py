"""Who commissions what: the usual tree, documents changed and withdrawn, contracts, and the guards of the database."""

import datetime

import pytest
from django.db import DatabaseError, transaction

from apps.consultations.commissions import actions, rules
from apps.consultations.commissions.actions import Terms
from apps.consultations.models import Contract
from apps.core.errors import DomainError, StaleVersion
from apps.core.management.commands.grant_app_role import ALL, rights_on
from apps.core.models import AuditEvent
from apps.teams.actions import add_expert_document, change_expert_document
from apps.teams.models import ExpertDocument
from apps.teams.rules import works_on_document
from tests import factories
from tests.factories import consultations as made

pytestmark = pytest.mark.django_db
EVERYBODY = ["director", "hr", "admin", "coordinator", "expert", "chair", "member", "employee"]
SINCE, UNTIL = datetime.date(2018, 3, 5), datetime.date(2019, 8, 31)
KEEPERS = "prowadzi dyrektor albo pracownik kadr|dodaje dyrektor albo pracownik kadr"


@pytest.fixture
def mine():
    return made.scene()


def terms(mine, number="1/2018", **fields):
    said = {"person": mine.people["expert"], "number": number, "subject": "Opracowanie Lokalnej Polityki Świadczeń"}
    said |= {"signed_on": SINCE, "since_on": SINCE, "until_on": UNTIL, "documents": [mine.document]}
    return Terms(**said | fields)


def contract(mine, **fields):
    return actions.add_contract(mine.pilot, terms(mine, **fields), by=mine.hr)


def verbs(thing):
    found = AuditEvent.objects.filter(object_type=thing._meta.label_lower, object_id=thing.pk).order_by("pk")
    return list(found.values_list("verb", flat=True))


DEEDS = {
    "add a document": lambda mine, by: add_expert_document(mine.pilot, "Ekspertyza", by=by),
    "change a document": lambda mine, by: change_expert_document(mine.document, {"title": "Polityka"}, 1, by=by),
    "withdraw a document": lambda mine, by: actions.withdraw_document(mine.document, "Zbędny.", by=by),
    "lay the tree": lambda mine, by: actions.lay_usual_tree(bare_pilot(mine), by=by),
    "add a contract": lambda mine, by: actions.add_contract(mine.pilot, terms(mine), by=by),
}
OF_CONTRACT = {
    "change it": lambda one, mine, by: actions.change_contract(one, terms(mine, subject="Inny przedmiot"), 1, by=by),
    "end it": lambda one, mine, by: actions.end_contract(one, datetime.date(2018, 9, 30), "Za zgodą.", by=by),
}


def bare_pilot(mine):
    return factories.pilot(mine.centre, mine.pilot.catalogue_version, starts_on=datetime.date(2017, 1, 1))


def did(deed, *args):
    """Whether it was done; whatever it did is undone."""
    try:
        with transaction.atomic():
            deed(*args)
            transaction.set_rollback(True)
        return True
    except DomainError:
        return False


@pytest.mark.parametrize("deed", [*DEEDS, *OF_CONTRACT])
def test_only_the_director_and_hr_keep_documents_and_contracts(mine, deed):
    foreign = made.scene("obcy")
    people = {who: getattr(mine, who) for who in EVERYBODY} | {"foreign director": foreign.director}
    before = [contract(mine, number="0/2018")] if deed in OF_CONTRACT else []
    act = (DEEDS | OF_CONTRACT)[deed]

    assert {who for who, by in people.items() if did(act, *before, mine, by)} == {"director", "hr"}


def test_the_usual_tree_is_that_of_seed_1(mine):
    pilot = bare_pilot(mine)
    laid = actions.lay_usual_tree(pilot, by=mine.hr)

    told = [(one.parent and one.parent.get_kind_display(), one.get_kind_display(), one.authority) for one in laid]
    study = (None, "ekspertyza", "none")
    assert told == [
        (None, "Regulamin Organizacyjny", "mayor"),
        ("Regulamin Organizacyjny", "schemat organizacyjny", "mayor"),
        ("Regulamin Organizacyjny", "zakresy czynności", "director"),
        study,
        ("ekspertyza", "Lokalna Polityka Świadczeń", "director"),
        ("ekspertyza", "Instrukcja tworzenia i obiegu dokumentów", "director"),
        ("ekspertyza", "Zasady postępowania", "director"),
        study,
        study,
    ]
    assert [one.title for one in laid][3:4] + [one.title for one in laid][7:8] == [
        "Ekspertyza 1 dotycząca rozwiązań organizacyjnych usprawniających pracę pracowników socjalnych "
        "Miejskiego Ośrodka Pomocy Społecznej w Częstochowie",
        "Ekspertyza 2 dotycząca sposobów koordynacji i nadzoru nad realizacją usług socjalnych w mieście Częstochowie",
    ]
    assert (verbs(laid[1]), verbs(pilot)) == (["expert_document.add"], ["expert_document.lay_tree"])
    with pytest.raises(DomainError, match="ma już dokumenty"):
        actions.lay_usual_tree(pilot, by=mine.hr)


def test_a_document_is_changed_by_who_saw_what_stands(mine):
    other = factories.person(mine.centre, "Edward Badawczy", gender="m", roles=["expert"])
    fields = {"title": "Polityka", "experts": [other], "due_on": SINCE, "final_due_on": UNTIL}
    changed = change_expert_document(mine.document, fields, 1, by=mine.hr)

    assert (changed.title, list(changed.experts.all()), changed.version) == ("Polityka", [other], 2)
    with pytest.raises(StaleVersion, match="W międzyczasie"):
        change_expert_document(mine.document, {"title": "Inaczej"}, 1, by=mine.director)
    event = AuditEvent.objects.get(verb="expert_document.change")
    assert event.data["changed"] == {
        "title": "Polityka", "due_on": "2018-03-05", "final_due_on": "2019-08-31", "experts": [other.pk]
    }  # fmt: skip


def test_an_expert_who_lost_the_role_stays_but_is_not_named_anew(mine):
    mine.people["expert"].grants.update(revoked_at="2018-06-01T00:00Z")
    named = [mine.people["expert"]]
    changed = change_expert_document(mine.document, {"experts": named, "title": "Polityka"}, 1, by=mine.hr)
    assert list(changed.experts.all()) == named
    with pytest.raises(DomainError, match="nie ma w tym ośrodku roli eksperta"):
        add_expert_document(mine.pilot, "Inny", experts=named, by=mine.hr)


def test_a_part_is_of_a_whole_of_the_same_pilot(mine):
    part = add_expert_document(mine.pilot, "Załącznik", parent=mine.document, by=mine.hr)
    draft = add_expert_document(mine.pilot, "Projekt", kind="order_draft", by=mine.hr)
    elsewhere = add_expert_document(bare_pilot(mine), "Ekspertyza", by=mine.hr)
    refused = [
        (part, {}, "część części"),
        (elsewhere, {}, "tego samego pilotażu"),
        (draft, {}, "Projekt zarządzenia nie jest częścią"),
        (mine.document, {"kind": "order_draft"}, "Projekt zarządzenia nie jest częścią"),
        (mine.document, {"due_on": UNTIL, "final_due_on": SINCE}, "nie może być przed terminem pierwszej"),
    ]
    for parent, more, said in refused:
        with pytest.raises(DomainError, match=said):
            add_expert_document(mine.pilot, "Część", parent=parent, **more, by=mine.hr)
    whole = add_expert_document(mine.pilot, "Regulamin", by=mine.hr)
    with pytest.raises(DomainError, match="sam ma części"):
        change_expert_document(mine.document, {"parent": whole}, 1, by=mine.hr)
    assert works_on_document(mine.team, part) is True


WAYS = {
    "draft": "ma wersję w pracy. Najpierw usuń albo wycofaj wersję 1.",
    "collecting": "jest w opiniowaniu",
    "answering": "ma uwagi w rozpatrywaniu",
    "answered": "czeka na opinie i zatwierdzenie",
    "withdrawn": None,
}


@pytest.mark.parametrize("state", WAYS)
def test_a_document_is_withdrawn_only_when_nothing_runs(mine, state):
    if state == "draft":
        made.version(mine)
    else:
        way = {"answering": ["answering"], "answered": ["answering", "answered"], "withdrawn": ["withdrawn"]}
        made.to(made.sent(mine), *way.get(state, []))
    reasons = rules.not_withdrawn_because(mine.document)
    assert (len(reasons), WAYS[state] is None or WAYS[state] in reasons[0]) == (int(WAYS[state] is not None), True)
    assert did(DEEDS["withdraw a document"], mine, mine.hr) == (WAYS[state] is None)


def test_a_document_that_our_order_introduced_is_not_withdrawn(mine):
    effects = {"kind": "introduce", "introduces": {"expert_document": mine.document.pk, "version": 1}}
    factories.issued_order(mine.centre, effects=effects)

    with pytest.raises(DomainError, match="wprowadzony aktem"):
        DEEDS["withdraw a document"](mine, mine.hr)


def test_a_withdrawn_document_stays_with_the_reason_and_comes_back(mine):
    part = add_expert_document(mine.pilot, "Załącznik", parent=mine.document, by=mine.hr)
    with pytest.raises(DomainError, match="Najpierw wycofaj jego części"):
        actions.withdraw_document(mine.document, "Zbędny.", by=mine.hr)
    with pytest.raises(DomainError, match="Napisz, dlaczego"):
        actions.withdraw_document(part, " ", by=mine.hr)
    actions.withdraw_document(part, "Zbędny.", by=mine.hr)
    gone = actions.withdraw_document(mine.document, "Zmienił się zakres.", by=mine.hr)

    assert (gone.withdrawn_at is not None, gone.withdrawn_why) == (True, "Zmienił się zakres.")
    with pytest.raises(DomainError, match="jest wycofany"):
        change_expert_document(mine.document, {"title": "Inny"}, gone.version, by=mine.hr)
    part.refresh_from_db()
    with pytest.raises(DomainError, match="Najpierw przywróć dokument „Lokalna Polityka Świadczeń”"):
        actions.restore_document(part, by=mine.hr)
    back = actions.restore_document(gone, by=mine.director)
    assert (back.withdrawn_at, back.withdrawn_why) == (None, "")
    assert verbs(back) == ["expert_document.withdraw", "expert_document.restore"]


def test_a_contract_is_entered_changed_and_ended_before_its_time(mine):
    one = contract(mine)
    changed = actions.change_contract(one, terms(mine, subject="Szerszy przedmiot", documents=[]), 1, by=mine.director)
    assert (changed.subject, list(changed.documents.all()), changed.version) == ("Szerszy przedmiot", [], 2)
    with pytest.raises(StaleVersion):
        actions.change_contract(one, terms(mine), 1, by=mine.hr)

    last = datetime.date(2018, 9, 30)
    ended = actions.end_contract(one, last, "Za porozumieniem stron.", by=mine.hr)
    assert (ended.last_day, ended.until_on) == (last, UNTIL)
    with pytest.raises(DomainError, match="już wpisana jako rozwiązana"):
        actions.end_contract(one, last, "Jeszcze raz.", by=mine.hr)
    assert actions.resume_contract(one, by=mine.hr).last_day == UNTIL
    assert verbs(one) == ["contract.add", "contract.change", "contract.end", "contract.resume"]


def test_what_a_contract_may_not_say(mine):
    foreign, colleague = made.scene("obcy"), mine.people["employee"]
    contract(mine)
    elsewhere = add_expert_document(bare_pilot(mine), "Ekspertyza", by=mine.hr)
    before = SINCE - datetime.timedelta(1)
    refused = [
        ({}, "już wpisana w tym pilotażu"),
        ({"number": "2", "person": foreign.people["expert"]}, "nie ma w tym ośrodku roli eksperta"),
        ({"number": "2", "person": colleague}, "nie ma w tym ośrodku roli eksperta"),
        ({"number": "2", "documents": [elsewhere]}, "tylko dokumenty swojego pilotażu"),
        ({"number": "2", "until_on": before}, "nie może być przed jej początkiem"),
        ({"number": "2", "since_on": before, "until_on": before}, "zanim została zawarta"),
    ]
    for said, why in refused:
        with pytest.raises(DomainError, match=why):
            contract(mine, **said)
    for day in (before, UNTIL):
        with pytest.raises(DomainError, match="Podaj ostatni dzień umowy"):
            actions.end_contract(Contract.objects.get(), day, "Powód.", by=mine.hr)


def test_the_database_keeps_contracts_within_their_centre_and_pilot(mine):
    one, foreign = contract(mine), made.scene("obcy")
    elsewhere = add_expert_document(bare_pilot(mine), "Ekspertyza", by=mine.hr)
    attempts = [
        ("z tego ośrodka", lambda: Contract.objects.filter(pk=one.pk).update(person=foreign.people["expert"])),
        ("swojego pilotażu", lambda: one.documents.add(elsewhere)),
        ("Raz zapisane", lambda: Contract.objects.filter(pk=one.pk).update(pilot=elsewhere.pilot)),
        ("says_why", lambda: Contract.objects.filter(pk=one.pk).update(ended_on=datetime.date(2018, 9, 1))),
    ]
    for said, attempt in attempts:
        with pytest.raises(DatabaseError, match=said), transaction.atomic():
            attempt()


def test_the_application_may_name_other_experts_and_documents():
    """`set` deletes rows of these tables; an ordinary table of ours gives no DELETE."""
    through = [ExpertDocument.experts.through, Contract.documents.through]
    assert [rights_on(model) for model in [*through, Contract]] == [ALL, ALL, "SELECT, INSERT, UPDATE"]


def test_who_sees_the_whole_of_a_contract(mine):
    one, other = contract(mine), factories.user_of(factories.person(mine.centre, "Ewa Inna", roles=["expert"]))
    people = {who: getattr(mine, who) for who in EVERYBODY} | {"other expert": other}
    assert {who for who, user in people.items() if rules.sees_whole(user, one)} == {"director", "hr", "expert"}
