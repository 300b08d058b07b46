"""Topics that experts name, in Moje sprawy: concepts to write and concepts to answer."""

from django.urls import reverse
from django.utils.text import Truncator

from apps.accounts.models import Gender, User
from apps.consultations.models import Concept
from apps.consultations.topics.waiting import Waiting, waiting_for, with_lost_texts

from .matter import Elsewhere, Matter, Matters

S = Concept.Status
_TO_WRITE = {
    None: ("Zacznij koncepcję", "czeka na koncepcję zespołu"),
    S.WORKING.value: ("Pisz koncepcję", "zespół pisze koncepcję"),
    S.RETURNED.value: ("Uzupełnij koncepcję", "ekspert zwrócił koncepcję do uzupełnienia"),
}


def collect(user: User, found: Matters) -> None:
    if user.person_id is None:
        return
    waiting = waiting_for(user)
    for one in waiting:
        if not one.is_mine:
            found.others.append(_elsewhere(one))
        else:
            found.mine.append(_to_answer(one, user) if one.waits_for_expert else _to_write(one))
    if any(one.is_writer and one.status for one in waiting):
        found.mine += [_lost(concept, user) for concept in with_lost_texts(user)]


def _to_write(one: Waiting) -> Matter:
    action, words = _TO_WRITE[one.status]
    url = one.topic.get_absolute_url() if one.status is None else reverse("consultations:concept", args=one.place)
    return Matter(f"{_name(one)} – {words}", url, action, f"Należysz do zespołu: {one.team}.", until=one.topic.due_on)


def _to_answer(one: Waiting, user: User) -> Matter:
    why = f"Jesteś {_by_gender(user, 'ekspertką', 'ekspertem')} tego dokumentu."
    url = reverse("consultations:concept", args=one.place)
    return Matter(f"{_name(one)} – {one.team} przekazał koncepcję", url, "Przeczytaj koncepcję", why)


def _elsewhere(one: Waiting) -> Elsewhere:
    waits = "koncepcja czeka na eksperta" if one.waits_for_expert else f"czeka na koncepcję: {one.team}"
    return Elsewhere(_name(one), one.topic.get_absolute_url(), waits)


def _lost(concept: Concept, user: User) -> Matter:
    topic = concept.topic
    url = reverse("consultations:concept_unsaved", args=[topic.document_id, topic.number, concept.team_id])
    wrote = _by_gender(user, "Napisałaś", "Napisałeś")
    why = f"{wrote} go, gdy ktoś zapisał koncepcję albo przekazał ją ekspertowi."
    return Matter(f"Twój niezapisany tekst w koncepcji „{topic.title}”", url, "Zobacz i zdecyduj", why)


def _name(one: Waiting) -> str:
    return f"Zagadnienie „{Truncator(one.topic.title).words(12)}” ({Truncator(one.topic.document.title).words(6)})"


def _by_gender(user: User, feminine: str, masculine: str) -> str:
    return feminine if user.person.gender == Gender.FEMININE else masculine
