"""The steps of a version, of a team's concept, and of a team's opinion on a version."""

from apps.core.workflow import Step, Workflow

from . import rules
from .judging.rules import dissent_is_open
from .models import Concept, DocumentOpinion, DocumentVersion

V, C, O = DocumentVersion.Status, Concept.Status, DocumentOpinion.Status  # noqa: E741
WRITER = "ekspert, który pisze dokument (projekt zarządzenia – dyrektor albo kadry)"
OR_DIRECTOR = f"{WRITER} albo dyrektor"
DIRECTOR, MEMBER, CHAIR = "dyrektor", "członek zespołu", "przewodniczący zespołu"
PRESIDER = f"{CHAIR}, a gdy odszedł z ośrodka albo jego konto jest wyłączone – zastępca"
CLOSER = f"{PRESIDER}; gdy zagłosowali wszyscy albo minął termin – każdy z głosujących"
SENT = frozenset({V.COLLECTING, V.ANSWERING, V.ANSWERED})

VERSION = Workflow(
    "wersja dokumentu",
    V,
    V.DRAFT,
    Step(
        "send",
        "Przekaż do zaopiniowania",
        frozenset({V.DRAFT}),
        V.COLLECTING,
        rules.may_write_version,
        WRITER,
        rules.not_ready_to_send,
    ),
    Step(
        "close",
        "Zamknij zbieranie uwag",
        frozenset({V.COLLECTING}),
        V.ANSWERING,
        rules.may_close_remarks,
        OR_DIRECTOR,
        rules.remarks_still_come,
    ),
    Step(
        "answer",
        "Przekaż odpowiedzi na uwagi",
        frozenset({V.ANSWERING}),
        V.ANSWERED,
        rules.may_write_version,
        WRITER,
        rules.answers_missing,
    ),
    Step(
        "accept",
        "Zatwierdź wersję",
        frozenset({V.ANSWERED}),
        V.ACCEPTED,
        rules.may_accept,
        DIRECTOR,
        rules.opinions_missing,
    ),
    Step(
        "supersede",
        "Zastąp nowszą wersją",
        frozenset({V.ANSWERED}),
        V.SUPERSEDED,
        rules.may_write_version,
        f"{WRITER}, gdy przekazuje następną wersję",
    ),
    Step("withdraw", "Wycofaj wersję", SENT, V.WITHDRAWN, rules.may_withdraw, OR_DIRECTOR),
)

CONCEPT = Workflow(
    "koncepcja",
    C,
    C.WORKING,
    Step(
        "hand_over",
        "Przekaż ekspertowi",
        frozenset({C.WORKING, C.RETURNED}),
        C.HANDED_OVER,
        rules.may_write_concept,
        MEMBER,
        rules.concept_is_empty,
    ),
    Step("return", "Zwróć do uzupełnienia", frozenset({C.HANDED_OVER}), C.RETURNED, rules.may_answer_concept, WRITER),
    Step("take", "Przyjmij koncepcję", frozenset({C.HANDED_OVER}), C.TAKEN, rules.may_answer_concept, WRITER),
)

OPINION_ON_DOCUMENT = Workflow(
    "opinia o dokumencie",
    O,
    O.WORKING,
    Step(
        "put_to_vote",
        "Poddaj pod głosowanie",
        frozenset({O.WORKING}),
        O.VOTING,
        rules.is_chair,
        CHAIR,
        rules.opinion_not_ready,
    ),
    Step(
        "adopt",
        "Zamknij głosowanie z wynikiem „przyjęto”",
        frozenset({O.VOTING}),
        O.ADOPTED,
        rules.may_close_vote,
        CLOSER,
        rules.vote_runs,
    ),
    Step(
        "reject",
        "Zamknij głosowanie z wynikiem „nie przyjęto”",
        frozenset({O.VOTING}),
        O.WORKING,
        rules.may_close_vote,
        CLOSER,
        rules.vote_runs,
    ),
    Step("withdraw_vote", "Przerwij głosowanie", frozenset({O.VOTING}), O.WORKING, rules.may_stop_vote, PRESIDER),
    Step(
        "confirm",
        "Potwierdź i utrwal PDF",
        frozenset({O.ADOPTED}),
        O.CONFIRMED,
        rules.is_chair,
        CHAIR,
        dissent_is_open,
    ),
)
