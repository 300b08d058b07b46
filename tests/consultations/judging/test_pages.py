"""The pages, as people of each role meet them."""

import datetime
import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.consultations.judging import actions
from apps.consultations.judging.reading import opinions_of
from apps.consultations.models import AskedTeam, DocumentDissentDraft, DocumentOpinion
from apps.core import clock
from apps.texts.models import TextRevision
from tests.factories import consultations as made
from tests.factories.judged import AFTER, LAST_DAY, REASONS, VOTED, judged

pytestmark = pytest.mark.django_db
S = DocumentOpinion.Status


def client_of(user):
    client = Client()
    client.force_login(user)
    return client


def url(mine, name, *more):
    return reverse(f"consultations:{name}", args=[mine.opinion.pk, *more])


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def text_of(response):
    plain = re.sub(r"<[^>]*>", " ", response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " "))
    return " ".join(plain.split())


def html(conclusion, body, version):
    """What the editor sends."""
    return {"conclusion": conclusion, "body": body, "body_format": "html", "version": version}


def test_a_member_begins_writes_and_the_chair_opens_the_vote():
    mine = made.scene()
    version = made.sent(mine, deadline=datetime.date(2018, 8, 31))
    begin = reverse("consultations:opinion_begin", args=[mine.document.pk, 1, mine.team.pk])
    member, chair = client_of(mine.member), client_of(mine.chair)
    with clock.pretend(VOTED):
        begun = member.post(begin)
        mine.opinion = DocumentOpinion.objects.get(of_version=version)
        again = member.get(begin)
        lacking = chair.post(url(mine, "opinion_put_to_vote"), follow=True)
        saved = member.post(begun.url, html("negative", REASONS, 1))
        check = chair.get(url(mine, "opinion_put_to_vote"))
        seen = re.search(r'name="seen" value="(\w+)"', check.content.decode()).group(1)
        opened = chair.post(url(mine, "opinion_put_to_vote"), {"mode": "meeting", "seen": seen})

    assert (begun.url, again.url) == (url(mine, "opinion_edit"), mine.opinion.get_absolute_url())
    assert "Wybierz rozstrzygnięcie" in text_of(lacking)
    assert (saved.url, opened.url) == (mine.opinion.get_absolute_url(),) * 2
    assert said(opened) == ["Głosowanie jest otwarte. Treści opinii nie można już zmienić."]
    assert DocumentOpinion.objects.get().status == S.VOTING


def test_what_is_missing_is_listed_with_links_for_members_alone():
    mine = made.scene()
    mine.opinion = actions.begin_opinion(made.sent(mine), mine.team, by=mine.member)

    pages = [client_of(user).get(url(mine, "opinion")).content.decode() for user in (mine.member, mine.employee)]
    links = [re.findall(r'<li><a href="([^"]+)">[^<]+</a></li>', page.split("braki")[-1]) for page in pages]

    edit, remarks = url(mine, "opinion_edit"), reverse("consultations:remarks", args=[mine.document.pk, 1])
    assert [all(address in found for address in (edit, remarks)) for found in links] == [True, False]


def test_a_vote_is_asked_for_twice_and_cast_once():
    mine = judged(status=S.VOTING)
    ballot = mine.opinion.voted.get().ballot_id
    client = client_of(mine.member)
    with clock.pretend(VOTED):
        asked = client.post(url(mine, "opinion_vote"), {"choice": "against", "ballot": ballot, "reason": "Za krótko."})
        cast = client.post(
            url(mine, "opinion_vote"), {"choice": "against", "ballot": ballot, "reason": "Za krótko.", "oddaj": "tak"}
        )
        again = client.post(url(mine, "opinion_vote"), {"choice": "for", "ballot": ballot, "reason": "", "oddaj": "1"})
        page = text_of(client.get(url(mine, "opinion_vote")))

    assert "Twój głos: przeciw" in text_of(asked)
    assert said(cast) == ["Oddano głos: przeciw."]
    assert said(again)[-1] == "Głos został już oddany. Nie można go zmienić."
    assert "Oddano głosów: 1 z 2" in page
    assert "Kto jeszcze nie głosował: Osoba Chair – przewodnicząca" in page


def test_the_page_of_the_second_vote_shows_what_changed_since_the_first():
    mine = judged(status=S.VOTING)
    with clock.pretend(VOTED):
        actions.withdraw_vote(mine.opinion, by=mine.chair, note="Poprawka.")
        changed = REASONS.replace("14 dni", "21 dni")
        actions.save_opinion(mine.opinion, "negative", changed, mine.opinion.version, by=mine.member)
        actions.put_to_vote(mine.opinion, "meeting", by=mine.chair)
        page = text_of(client_of(mine.member).get(url(mine, "opinion_vote")))

    assert "Co się zmieniło od poprzedniego głosowania" in page
    assert "pozytywna z uwagami" in page
    assert page.index("Rozstrzygnięcie") < page.index("Uzasadnienie")


def test_a_dissent_is_asked_for_twice_and_kept_while_it_is_typed():
    mine = judged(status=S.ADOPTED, against=["member"])
    client = client_of(mine.member)
    with clock.pretend(VOTED):
        kept = client.post(url(mine, "opinion_dissent_draft"), {"body": "Nie zgadzam się z"})
        page = client.get(url(mine, "opinion_dissent")).content.decode()
        other = client_of(mine.chair).post(url(mine, "opinion_dissent_draft"), {"body": "x"}).status_code
        asked = client.post(url(mine, "opinion_dissent"), {"body": "Nie zgadzam się z terminem."})
        before = mine.opinion.adoption.dissents.count()
        back = client.post(url(mine, "opinion_dissent"), {"body": "Nie zgadzam się z terminem.", "wroc": "tak"})
        client.post(url(mine, "opinion_dissent"), {"body": "Nie zgadzam się z terminem.", "zglaszam": "tak"})

    assert (kept.json().keys(), other) == ({"at"}, 403)
    assert "Nie zgadzam się z</textarea>" in page
    assert ("Czy zgłosić to zdanie odrębne?" in text_of(asked), before) == (True, 0)
    assert "Nie zgadzam się z terminem.</textarea>" in back.content.decode()
    assert mine.opinion.adoption.dissents.get().body == "Nie zgadzam się z terminem."
    assert DocumentDissentDraft.objects.count() == 0


def test_the_chair_confirms_after_the_deadline():
    mine = judged(status=S.ADOPTED, against=["member"])
    chair = client_of(mine.chair)
    with clock.pretend(LAST_DAY):
        early = chair.post(url(mine, "opinion_confirm"))
    with clock.pretend(AFTER):
        page = chair.get(url(mine, "opinion")).content.decode()
        done = chair.post(url(mine, "opinion_confirm"))
    pdf = client_of(mine.employee).get(url(mine, "opinion_pdf"))

    assert "Zdania odrębne można zgłaszać do" in said(early)[0]
    assert "Potwierdź opinię i utrwal PDF" in page
    assert said(done)[-1] == "Opinia jest potwierdzona, a PDF utrwalony."
    confirmed = DocumentOpinion.objects.get().adoption.confirmation.document
    assert pdf["ETag"] == f'"{confirmed.blob_id}"'


def test_autosave_answers_a_script_and_a_lost_race_shows_both_texts():
    mine = judged()
    script = {"HTTP_ACCEPT": "application/json"}
    start = mine.opinion.version
    with clock.pretend(VOTED):
        first = client_of(mine.chair).post(url(mine, "opinion_edit"), html("negative", "<p>A.</p>", start), **script)
        member = client_of(mine.member)
        second = member.post(url(mine, "opinion_edit"), html("positive", "<p>B.</p>", start), **script)
        both = text_of(member.get(url(mine, "opinion_unsaved")))
        lost = TextRevision.objects.of(mine.opinion).get(version=None, field="body")
        chosen = {"lost": lost.pk, "version": start + 1, "choice_0": "both", "conclusion": "positive"}
        used = member.post(url(mine, "opinion_unsaved"), chosen)

    assert (first.status_code, first.json()["version"]) == (200, start + 1)
    assert (second.status_code, second.json()["see"]) == (409, url(mine, "opinion_unsaved"))
    assert second.json()["refused"].startswith("Osoba Chair zapisała tę opinię o ")
    assert ("Zapisane wcześniej A." in both, "Twoje B." in both) == (True, True)
    assert used.url == url(mine, "opinion_edit")
    now = DocumentOpinion.objects.get()
    assert (now.conclusion, sorted(re.findall(r"[AB]\.", now.body))) == ("positive", ["A.", "B."])


def test_two_conclusions_chosen_at_once_are_shown_on_the_form():
    mine = judged()
    start = mine.opinion.version
    with clock.pretend(VOTED):
        actions.save_opinion(mine.opinion, "negative", REASONS, start, by=mine.chair)
        page = client_of(mine.member).post(url(mine, "opinion_edit"), html("positive", REASONS, start))

    assert page.status_code == 409
    assert "z rozstrzygnięciem „negatywna”. Wybierz, które zostaje, i zapisz." in text_of(page)
    assert f'name="version" value="{start + 1}"' in page.content.decode()
    assert DocumentOpinion.objects.get().conclusion == "negative"


def test_remarks_of_others_stay_hidden_as_long_as_the_circulation_hides_them():
    mine = made.scene()
    version = made.sent(mine, sight="after_deadline")
    made.remark(mine, version, "Cudza uwaga.", by="chair")
    mine.opinion = actions.begin_opinion(version, mine.team, by=mine.member)

    def seen():
        pages = {"member": ["opinion", "opinion_edit"], "other_member": ["opinion"], "director": ["opinion"]}
        return {
            who: ["Cudza uwaga." in text_of(client_of(getattr(mine, who)).get(url(mine, page))) for page in names]
            for who, names in pages.items()
        }

    before = seen()
    AskedTeam.objects.filter(team=mine.team.pk).update(closed_by=mine.chair, closed_at=clock.now())
    assert before == {"member": [False, False], "other_member": [False], "director": [True]}
    assert seen() == {"member": [True, True], "other_member": [False], "director": [True]}


def test_waiting_answers_are_warned_of_and_forbid_nothing():
    mine = made.scene()
    version = made.sent(mine)
    made.remark(mine, version)
    judged(mine, version=made.to(version, "answering"))
    warning = "1 uwaga zespołu do tej wersji czeka na odpowiedź eksperta."
    with clock.pretend(VOTED):
        edit = text_of(client_of(mine.member).get(url(mine, "opinion_edit")))
        check = text_of(client_of(mine.chair).get(url(mine, "opinion_put_to_vote")))
        assert actions.put_to_vote(mine.opinion, "meeting", by=mine.chair).status == S.VOTING

    assert (warning in edit, warning in check) == (True, True)


def test_the_documents_page_learns_of_the_opinions_of_each_team():
    mine = judged()
    with clock.pretend(VOTED):
        lines = opinions_of(mine.version, mine.other_member)

    begin = reverse("consultations:opinion_begin", args=[mine.document.pk, 1, mine.other_team.pk])
    found = [(one.team, one.opinion, one.sits, one.begins) for one in lines]
    assert found == [(mine.team, mine.opinion, False, ""), (mine.other_team, None, True, begin)]


@pytest.mark.parametrize("status", S.values)
def test_everybody_in_the_centre_reads_it_and_nobody_else(status):
    mine, foreign = judged(status=status), made.scene()
    with clock.pretend(VOTED):
        own = [client_of(mine.employee).get(url(mine, name)).status_code for name in ("opinion", "opinion_pdf")]
        theirs = [client_of(foreign.chair).get(url(mine, name)).status_code for name in ("opinion", "opinion_pdf")]

    assert (own, theirs) == ([200, 200], [404, 404])


def queries_of(mine, name, user):
    client = client_of(user)
    client.get(url(mine, name))
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(url(mine, name)).status_code == 200
    return len(found)


@pytest.mark.parametrize(
    ("status", "name", "who"),
    [
        (S.WORKING, "opinion", "chair"), (S.WORKING, "opinion_edit", "member"),
        (S.WORKING, "opinion_put_to_vote", "chair"), (S.VOTING, "opinion", "member"),
        (S.VOTING, "opinion_vote", "member"), (S.ADOPTED, "opinion", "chair"), (S.CONFIRMED, "opinion", "employee"),
    ],
)  # fmt: skip
def test_queries_do_not_grow_with_remarks(status, name, who):
    counts = []
    for n in (1, 3):
        mine = made.scene()
        version = made.sent(mine)
        for _ in range(n):
            made.remark(mine, version)
        judged(mine, status, version=made.to(version, "answering"))
        with clock.pretend(AFTER if status == S.CONFIRMED else VOTED):
            counts.append(queries_of(mine, name, getattr(mine, who)))

    assert counts[0] == counts[1]
    assert counts[0] <= 15
