"""The document: passes the gate at any length, says in print what it says on the page, and is known by its code."""

import datetime

import pytest
from django.urls import reverse

from apps.consultations.judging import actions, pdf
from apps.consultations.models import Answer, DocumentOpinion, Settlement
from apps.core import clock
from apps.core.errors import DomainError
from apps.documents.models import FrozenDocument
from apps.documents.rendering import render_html, render_pdf
from tests import factories
from tests.factories import consultations as made
from tests.factories.judged import AFTER, VOTED, judged
from tests.gate import assert_gate, bookmarks, page_count, pdf_text

pytestmark = pytest.mark.django_db
S = DocumentOpinion.Status
LATER = datetime.date(2018, 10, 1)
LONG = "<h3>Założenia</h3>" + "<p>Zażółć gęślą jaźń – „termin” 14 dni; § 5 ust. 2 pkt 1 lit. a.</p>" * 250


def made_pdf(mine, **how):
    opinion = DocumentOpinion.objects.get(pk=mine.opinion.pk)
    return render_pdf(render_html("pdf/document_opinion.html", pdf.context_of(opinion, **how)))


def remarked(n=4):
    """A superseded version with answered remarks, and the next one, where one is settled."""
    mine = made.scene()
    first = made.sent(mine)
    dispositions = ["accepted", "partly", "rejected", "explained"]
    remarks = [made.remark(mine, first, f"Uwaga {k}: termin jest za krótki.", unit=f"§ {k % 2 + 1}") for k in range(n)]
    made.to(first, "answering")
    for k, remark in enumerate(remarks):
        said = {"disposition": dispositions[k % 4], "reason": "" if k % 4 == 0 else "Termin wynika z ustawy."}
        Answer.objects.create(remark=remark, edited_by=mine.expert, edited_at=clock.now(), **said)
    made.to(first, "answered", "superseded")
    mine.second = made.sent(mine)
    made.remark(mine, mine.second, "Nowa uwaga.", quote="14 dni", proposed_wording="21 dni", justification="Wywiad.")
    Settlement.objects.create(
        remark=remarks[0], in_version=mine.second, unit_label="§ 1", settled_by=mine.expert, settled_at=clock.now()
    )
    return mine


def test_a_draft_says_so_and_passes_the_gate():
    mine = judged()
    paper = made_pdf(mine)

    assert_gate(paper)
    text = pdf_text(paper)
    assert ("WERSJA ROBOCZA" in text, "kod dokumentu" in text) == (True, False)
    assert "Zespół nie zgłosił uwag do tego dokumentu." in text


def test_an_opinion_that_says_nothing_yet_passes_the_gate():
    mine = made.scene()
    mine.opinion = actions.begin_opinion(made.sent(mine), mine.team, by=mine.member)

    paper = made_pdf(mine)

    assert_gate(paper)
    assert "Rozstrzygnięcia jeszcze nie wybrano" in pdf_text(paper)


def test_the_frozen_paper_says_everything_that_was_decided():
    mine = remarked()
    judged(mine, S.ADOPTED, version=made.to(mine.second, "answering"), against=["member"])
    with clock.pretend(VOTED):
        actions.file_dissent(mine.opinion, "Nie zgadzam się z terminem.\nPowinno być 21 dni.", by=mine.member)
    with clock.pretend(AFTER):
        actions.confirm(mine.opinion, by=mine.chair)

    frozen = FrozenDocument.objects.get(kind="document_opinion")
    paper = bytes(frozen.blob.content)
    assert_gate(paper, tolerate=("TBL-010",))  # a team of two: the table of votes has more headings than votes
    text = pdf_text(paper)
    for said in [
        "Opinia o dokumencie: Lokalna Polityka Świadczeń",
        "opiniuje pozytywnie z uwagami dokument „Lokalna Polityka Świadczeń”, wersja 2.",
        "Projekt współfinansowany ze środków przykładowych.",
        mine.second.sha256[:20],
        "Do słów: „14 dni”",
        "Nieuwzględniona",
        "Załatwiona w wersji 2, § 1.",
        "Bez odpowiedzi",
        "Głosy imiennie",
        "§ 4 ust. 3",
        "Przy równej liczbie głosów rozstrzygnął głos prowadzącego.",
        "Zdanie odrębne: Osoba Member",
        "Powinno być 21 dni.",
        "potwierdzono 7 września 2018 r.",
        frozen.code,
    ]:
        assert said in text, said
    assert "WERSJA ROBOCZA" not in text
    assert [title for _, title in bookmarks(paper)][1:] == [
        "1. Uzasadnienie", "2. Zestawienie uwag zespołu", "3. Wynik głosowania", "4. Zdania odrębne",
        "Zdanie odrębne: Osoba Member",
    ]  # fmt: skip


def test_a_very_long_one_passes_the_gate_with_a_list_of_contents():
    mine = remarked(60)
    judged(mine, version=made.to(mine.second, "answering"))
    with clock.pretend(VOTED):
        actions.save_opinion(mine.opinion, "negative", LONG, mine.opinion.version, by=mine.member)
        paper = made_pdf(mine)

    assert_gate(paper, tolerate=("PAG-001",))  # one sentence, and the heads of one table, on many pages
    assert page_count(paper) > 8
    assert "Spis treści" in pdf_text(paper)


def test_a_sign_that_no_document_can_draw_is_refused_in_the_reasons_and_left_out_of_remarks():
    mine = made.scene()
    version = made.sent(mine)
    made.remark(mine, version, "Za krótko ✓")
    judged(mine, version=made.to(version, "answering"))
    with clock.pretend(VOTED):
        assert "Za krótko □" in pdf_text(made_pdf(mine))
        actions.save_opinion(mine.opinion, "positive", "<p>Dobrze ✓</p>", mine.opinion.version, by=mine.member)
        with pytest.raises(DomainError, match="nie da się wydrukować: „✓”"):
            actions.put_to_vote(mine.opinion, "meeting", by=mine.chair)


def test_whoever_may_not_see_remarks_gets_a_paper_without_them():
    mine = made.scene()
    version = made.sent(mine, sight="after_deadline")
    made.remark(mine, version, "Tajna uwaga.")
    mine.opinion = actions.begin_opinion(version, mine.team, by=mine.member)

    assert "Tajna" not in pdf_text(made_pdf(mine, shows_remarks=False))


def test_a_stranger_with_the_code_learns_what_it_is_and_no_names(client):
    mine = judged(status=S.CONFIRMED)
    frozen = FrozenDocument.objects.get(kind="document_opinion")

    page = client.get(reverse("desk:verify", args=[frozen.code]))

    text = page.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ")
    assert page.status_code == 200
    expected = (frozen.blob_id, "opinia zespołu o dokumencie", "Lokalna Polityka Świadczeń")
    assert [said in text for said in (*expected, "potwierdzona przez zespół")] == [True] * 4
    assert [str(person) in text for person in mine.people.values()] == [False] * len(mine.people)


@pytest.mark.parametrize("status", S.values)
def test_pages_open_after_the_team_is_gone(client, status):
    mine = judged(status=status)
    ends = {"kind": "dissolve_team", "team": {"id": mine.team.pk}, "dissolves": {"provision": "§ 1"}}
    factories.issued_order(mine.centre, on=LATER, effects=ends)
    pages = ["/", mine.document.get_absolute_url(), mine.opinion.get_absolute_url(), mine.team.get_absolute_url()]
    with clock.pretend(LATER):
        for user in (mine.director, mine.chair, mine.member):
            client.force_login(user)
            assert [client.get(page).status_code for page in pages] == [200] * 4
