"""Whose move it is with a document, for every state that it may be in."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from apps.accounts.models import Gender, Person, User
from apps.consultations.models import DocumentOpinion, DocumentVersion
from apps.core import clock
from apps.core.polish import NBSP, plural
from apps.teams.models import ExpertDocument, Function

from .standing import Asked, Reader, Standing, standings_of

V, O = DocumentVersion.Status, DocumentOpinion.Status  # noqa: E741
Authority = ExpertDocument.Authority


@dataclass(frozen=True)
class Move:
    """`who`: whom the document waits for, in the accusative („Czeka na: …”); empty when for nobody. `words`: what is
    to be done, or why there is nothing to do. `url` and `label`: the page for it, only for whom it waits."""

    who: str = ""
    words: str = ""
    until: datetime.date | None = None
    url: str = ""
    label: str = ""
    is_outside: bool = False  # it waits for another authority; here one only records what that has decided

    @property
    def is_mine(self) -> bool:
        return bool(self.url) and not self.is_outside

    @property
    def is_late(self) -> bool:
        return bool(self.who) and self.until is not None and self.until < clock.today()


def move_of(document: ExpertDocument, user: User) -> Move:
    """For one document; for many: `moves_of`."""
    return moves_of([document], user)[document.pk]


def moves_of(documents: list[ExpertDocument], user: User) -> dict[int, Move]:
    """By document; as many queries for sixty as for one. Prefetch their experts, and pilots with their centre."""
    reader = Reader.of(user)
    return {pk: next_move(standing, reader) for pk, standing in standings_of(documents).items()}


def next_move(standing: Standing, reader: Reader) -> Move:
    document, current = standing.document, standing.current
    if document.withdrawn_at:
        return Move(words="Dokument wycofano, więc nikt na nic nie czeka.")
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT and standing.order is None:
        return Move(words="Projekt zarządzenia został usunięty.")
    if standing.issued:
        return Move(words="Zarządzenie jest wydane.")
    waits_for_others = current is not None and current.status in {V.COLLECTING, V.ANSWERING}
    if current is None or (standing.draft and not waits_for_others):
        return _writing(standing, reader)
    if standing.act:
        return Move(words=f"Wersja {current.number} jest wprowadzona.")
    return _SENT[current.status](standing, reader)


def _writing(standing, reader):
    """A version is being written: the first one, or the next after remarks or after one was withdrawn."""
    document, number = standing.document, standing.next_number
    if not writers_of(document):
        words = "Nikt nie jest jeszcze wskazany jako ekspert tego dokumentu."
        address = _for(reader.keeps, "document_edit", document.pk)
        return Move(f"{_director(document)} albo kadry", words, None, address, "Wskaż eksperta")
    first = number == 1
    until = document.due_on if first else document.final_due_on
    words = "Trwa praca nad pierwszą wersją." if first else f"Trwa praca nad wersją {number}."
    writes = reader.writes(document)
    if standing.draft:
        address, label = _for(writes, "version", document.pk, number), f"Otwórz wersję {number}"
    else:
        address, label = _to_begin(standing, writes)
    return Move(writers_of(document), words, until, address, label)


def _to_begin(standing, writes):
    """Where the next version begins; that of a draft order is taken from the order."""
    if standing.order:
        return standing.order.get_absolute_url() if writes else "", "Popraw projekt zarządzenia"
    return _for(writes, "version_new", standing.document.pk), f"Zacznij wersję {standing.next_number}"


def _collecting(standing, reader):
    current, waits = standing.current, standing.still_asked
    deadline = current.consultation.deadline_on
    if not waits or clock.today() > deadline:
        return _to_close(standing, reader)
    who = "uwagi zespołu" if len(waits) == 1 else "uwagi zespołów"
    words = _remarking(current.number, waits)
    if any(reader.functions.get(one.team_id) == Function.CHAIR for one in waits):
        words += " Gdy zespół nie ma więcej uwag, zakończ ich zgłaszanie na liście uwag."
    mine = any(one.team_id in reader.functions for one in waits)
    address = _for(mine, "version", current.document_id, current.number)
    return Move(who, words, deadline, address, f"Zgłoś uwagi do wersji {current.number}")


def _remarking(number, waits):
    n = len(waits)
    if n > 2:
        teams = plural(n, "", f"{n}{NBSP}zespoły zgłaszają", f"{n}{NBSP}zespołów zgłasza")
        return f"{teams} uwagi do wersji {number}."
    return f"Uwagi do wersji {number} {plural(n, 'zgłasza', 'zgłaszają', '')}: {_names(waits)}."


def _to_close(standing, reader):
    current, document = standing.current, standing.document
    why = "Termin uwag minął" if standing.still_asked else "Zespoły zakończyły zgłaszanie uwag"
    words = f"{why}. Teraz trzeba zamknąć ich zbieranie i odpowiedzieć na {_remarks(current.remarks_open)}."
    if not current.remarks_open:
        words = f"{why}; nie ma żadnej. Teraz trzeba zamknąć zbieranie uwag."
    mine = reader.writes(document) or reader.is_director
    address = _for(mine, "remarks", document.pk, current.number)
    return Move(writers_of(document), words, None, address, "Zamknij zbieranie uwag")


def _answering(standing, reader):
    current, document = standing.current, standing.document
    total, answered = current.remarks_open, current.remarks_answered
    words = f"Odpowiedzi na uwagi do wersji {current.number}: {answered} z {total}."
    if answered == total:
        words = "Wszystkie uwagi mają odpowiedź. Teraz trzeba przekazać odpowiedzi zespołom."
    if not total:
        words = "Nie zgłoszono uwag. Teraz trzeba to przekazać zespołom, które wydadzą opinie."
    address = _for(reader.writes(document), "answers", document.pk, current.number)
    return Move(writers_of(document), words, document.final_due_on, address, "Odpowiedz na uwagi")


def _answered(standing, reader):
    """All opinions are given: the director decides. Else those who are giving theirs; and before anybody has begun,
    whoever writes, when remarks were taken in that the next version should hold."""
    current, document = standing.current, standing.document
    if standing.is_fully_judged:
        return _to_accept(standing, reader)
    begun = any(standing.opinion_of(one) for one in standing.asked)
    if current.remarks_taken and not begun:
        words = (
            f"Do następnej wersji trzeba wprowadzić {_taken(current.remarks_taken)}. "
            f"Zespoły mogą też zaopiniować wersję {current.number} taką, jaka jest."
        )
        address, label = _to_begin(standing, reader.writes(document))
        return Move(writers_of(document), words, document.final_due_on, address, label)
    return _judging(standing, reader)


def _to_accept(standing, reader):
    current, document = standing.current, standing.document
    if current.consultation.returned_at:
        words = f"Wersję {current.number} zwrócono do poprawienia. Teraz trzeba przygotować następną."
        address, label = _to_begin(standing, reader.writes(document))
        return Move(writers_of(document), words, document.final_due_on, address, label)
    against = [one for one in map(standing.opinion_of, standing.asked) if one.conclusion == "negative"]
    words = "Zespoły wydały opinie" + (", w tym negatywną. " if against else ". ")
    words += f"Teraz decyzja: zatwierdzenie wersji {current.number} albo następna wersja."
    address = _for(reader.is_director, "version_accept", document.pk, current.number)
    return Move(_director(document), words, document.final_due_on, address, f"Rozstrzygnij o wersji {current.number}")


def _judging(standing, reader):
    """The first of: an opinion not yet put to the vote, votes, dissents, the chair's confirmation; the reader's own
    before others'."""
    moves = [_judged_by(one, standing.opinion_of(one), standing, reader) for one in standing.asked]
    moves = [move for move in moves if move] or [_to_accept(standing, reader)]
    return min(moves, key=lambda move: (not move.is_mine, move.until or datetime.date.max))


def _judged_by(asked: Asked, opinion: DocumentOpinion | None, standing: Standing, reader: Reader) -> Move | None:
    team, function = asked.team, reader.functions.get(asked.team_id)
    person, number = reader.user.person_id, standing.current.number
    if opinion is None:
        address = _for(function, "opinion_begin", standing.document.pk, number, team.pk)
        return Move("opinię zespołu", f"Opinię o wersji {number} wydaje: {team}.", None, address, "Napisz opinię")
    if opinion.status == O.CONFIRMED:
        return None
    if opinion.status == O.WORKING:
        address = _for(function, "opinion", opinion.pk)
        return Move("opinię zespołu", f"Opinię o wersji {number} pisze: {team}.", None, address, "Pisz opinię")
    waiting, until = standing.voters.get(opinion.pk), standing.votes_until.get(opinion.pk)
    if waiting and (until is None or clock.today() <= until):
        address = _for(person in waiting, "opinion", opinion.pk)
        return Move(_votes(len(waiting)), f"Głosowanie nad opinią: {team}.", until, address, "Zagłosuj")
    presides = function == Function.CHAIR
    if opinion.status == O.VOTING:
        words = f"Głosowanie nad opinią dobiegło końca: {team}. Trzeba je zamknąć."
        address = _for(presides, "opinion", opinion.pk)
        return Move("zamknięcie głosowania", words, None, address, "Zamknij głosowanie")
    if may := standing.dissenters.get(opinion.pk):
        words = f"Opinię przyjęto: {team}. Można jeszcze zgłosić zdanie odrębne."
        address = _for(person in may, "opinion", opinion.pk)
        until = opinion.adoption.dissent_until
        return Move(
            "uprawnionych do zdania odrębnego", words, until, address, "Zobacz opinię albo zgłoś zdanie odrębne"
        )
    words = f"Opinię przyjęto: {team}. Trzeba ją potwierdzić."
    address = _for(presides, "opinion", opinion.pk)
    return Move("potwierdzenie opinii", words, None, address, "Potwierdź opinię")


def _accepted(standing, reader):
    document, current = standing.document, standing.current
    if standing.order:
        words = f"Wersja {current.number} jest uzgodniona z zespołami. Zarządzenie można wydać."
        address = standing.order.get_absolute_url() if reader.keeps else ""
        return Move(_director(document), words, None, address, "Otwórz projekt zarządzenia")
    if document.authority == Authority.NONE:
        return Move(words=f"Wersja {current.number} jest zatwierdzona. Nie wymaga wprowadzenia żadnym aktem.")
    if document.authority == Authority.MAYOR:
        return _to_mayor(standing, reader)
    if standing.introducing:
        words = f"Wersja {current.number} jest zatwierdzona. Projekt zarządzenia, które ją wprowadza, czeka na wydanie."
        address = standing.introducing.get_absolute_url() if reader.keeps else ""
        return Move(_director(document), words, None, address, "Otwórz projekt zarządzenia")
    words = f"Wersja {current.number} jest zatwierdzona. Wprowadza ją zarządzenie."
    address = _for(reader.keeps, "version_accept", document.pk, current.number)
    return Move(_director(document), words, None, address, "Przygotuj zarządzenie")


def _to_mayor(standing, reader):
    document, current = standing.document, standing.current
    if current.forwarded_on:
        words = "Dokument przekazano. Gdy zapadnie decyzja, wpisz akt, który go wprowadził."
        address = _for(reader.keeps, "act_new", document.pk, current.number)
        return Move(f"decyzję: {current.forwarded_to}", words, None, address, "Wpisz akt", is_outside=True)
    words = f"Wersja {current.number} jest przyjęta. Dokument zatwierdza prezydent miasta."
    address = _for(reader.keeps, "forward_new", document.pk, current.number)
    return Move(f"{_director(document)} albo kadry", words, None, address, "Wpisz przekazanie prezydentowi miasta")


_SENT = {V.COLLECTING: _collecting, V.ANSWERING: _answering, V.ANSWERED: _answered, V.ACCEPTED: _accepted}


def writers_of(document: ExpertDocument) -> str:
    """„eksperta (Edward Próbny)”, in the accusative; of a draft order those who draft orders. Empty: nobody yet."""
    if document.kind == ExpertDocument.Kind.ORDER_DRAFT:
        return f"{_director(document)} albo kadry"
    experts: list[Person] = list(document.experts.all())
    if not experts:
        return ""
    are_women = all(one.gender == Gender.FEMININE for one in experts)
    words = ("ekspertkę", "ekspertki") if are_women else ("eksperta", "ekspertów")
    return f"{words[len(experts) > 1]} ({', '.join(map(str, experts))})"


def _director(document):
    return document.pilot.centre.director_title_genitive.lower()


def _names(asked: list[Asked]) -> str:
    return ", ".join(str(one.team) for one in asked)


def _votes(n):
    return plural(n, f"{n}{NBSP}głos", f"{n}{NBSP}głosy", f"{n}{NBSP}głosów")


def _remarks(n):
    return f"{n}{NBSP}{plural(n, 'uwagę', 'uwagi', 'uwag')}"


def _taken(n):
    return plural(n, "1 uwzględnioną uwagę", f"{n}{NBSP}uwzględnione uwagi", f"{n}{NBSP}uwzględnionych uwag")


def _for(allowed: Any, name: str, *args: Any) -> str:
    """The address of a page, for whom it is meant."""
    return reverse(f"consultations:{name}", args=args) if allowed else ""
