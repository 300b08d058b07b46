import datetime

from apps.consultations.commissions.actions import Terms, add_contract, end_contract, withdraw_document
from apps.teams.actions import add_expert_document
from tests import factories

NEW = {"documents", "document_new", "contracts", "contract_new"}
LONG_AGO = datetime.date(2018, 3, 5)


def build(mine):
    """A document that is written, with its contract; one that was withdrawn; a contract ended before its time. A
    pilot without documents."""
    director, expert = mine.users["dir"], mine.people["exp"]
    mine.document = add_expert_document(
        mine.pilot, "Lokalna Polityka Świadczeń", kind="benefits_policy", experts=[expert], by=director
    )
    gone = add_expert_document(mine.pilot, "Ekspertyza 4", kind="study", by=director)
    mine.withdrawn_document = withdraw_document(gone, "Zmienił się zakres projektu.", by=director)
    mine.contract, mine.ended_contract = (
        add_contract(mine.pilot, _terms(expert, number, [mine.document]), by=director)
        for number in ("1/2018", "2/2018")
    )
    end_contract(mine.ended_contract, datetime.date(2018, 5, 31), "Za porozumieniem stron.", by=director)
    mine.bare_pilot = factories.pilot(mine.centre, mine.version, starts_on=datetime.date(2017, 3, 1))


def _terms(expert, number, documents):
    until = datetime.date(2019, 8, 31)
    return Terms(expert, number, "Opracowanie dokumentów", LONG_AGO, LONG_AGO, until, documents)


def address(mine, page, state):
    if page in NEW:
        return {}
    if page == "documents_lay":
        return {"pilot_pk": mine.bare_pilot.pk}
    if page == "document_restore":
        return {"pk": mine.withdrawn_document.pk}
    if page in {"document", "document_edit", "document_withdraw"}:
        return {"pk": mine.document.pk}
    if page == "contract_resume":
        return {"pk": mine.ended_contract.pk}
    if page in {"contract", "contract_edit", "contract_end"}:
        return {"pk": mine.contract.pk}
    return None
