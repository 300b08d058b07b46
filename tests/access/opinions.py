"""Opinions of the world of the table: one in each state, and where each of their addresses leads."""

import datetime

from apps.core import clock
from apps.opinions import actions as opinions
from apps.opinions.contributions import actions as proposals
from apps.opinions.contributions.reading import contradictions
from apps.opinions.review import actions as review
from apps.opinions.writing import actions as writing
from apps.teams import actions as ballots

STATES = ["working", "circulated", "voting", "adopted", "confirmed", "handed_over"]
LONG_AGO = datetime.date(2018, 9, 3)


def opinion_of(mine, product, moves, day=LONG_AGO):
    """An opinion of the product after so many moves of its workflow, all on one day; the member voted against, so
    that a dissenting opinion may be filed for some days."""
    member = mine.users["mem"]
    with clock.pretend(day):
        opinion = opinions.begin_opinion(mine.pilot, product, mine.team, by=member)
        if opinion.asks_for_variant:
            writing.say_variant(opinion, "mixed", by=member)
        section = opinion.sections.get()
        opinions.save_section(section, "<p>Tekst.</p>", section.version, by=member)
        writing.add_comment(section, "Skąd to wiadomo?", by=member)
        opinions.add_finding(opinion, "advantage", "Plus.", by=member)
        opinions.add_recommendation(opinion, "model", {"body": "Zmienić."}, by=member)
        opinions.remove_finding(opinions.add_finding(opinion, "advantage", "Nie tu.", by=member), 1, by=member)
        steps = [_circulate, _put_to_vote, _adopt, _confirm, _hand_over]
        for step in steps[:moves]:
            step(mine, opinion)
    opinion.refresh_from_db()
    return opinion


def intermediate(mine, product):
    """A confirmed intermediate opinion, which the final opinion of the product names."""
    with clock.pretend(LONG_AGO):
        step = product.steps.get()
        opinion = opinions.begin_opinion(mine.pilot, product, mine.team, by=mine.users["mem"], step=step)
        for move in (_circulate, _put_to_vote, _adopt, _confirm):
            move(mine, opinion)
            opinion.refresh_from_db()
    return opinion


def reviewed(mine, returned, rewritten):
    """Two opinions that WRZOS returned with a remark each; the second is being written anew. A remark to what WRZOS
    has not decided about."""
    reviewer, handed_over = mine.wide["wrz"], STATES.index("handed_over")
    for state, product in [("returned", returned), ("rewritten", rewritten)]:
        opinion = mine.opinions[state] = opinion_of(mine, product, handed_over)
        review.write_remark(opinion.hand_over, "Ocena", "Brakuje danych.", by=reviewer)
        with clock.pretend(LONG_AGO):
            review.return_(opinion.hand_over, "Za mało danych.", LONG_AGO + datetime.timedelta(14), by=reviewer)
        opinion.refresh_from_db()
    mine.opinions["rewritten"] = review.resume(mine.opinions["rewritten"], by=mine.users["mem"])
    last = mine.opinions["handed_over"].hand_over
    review.remove_remark(review.write_remark(last, "", "Nie tu.", by=reviewer), 1, by=reviewer)
    return review.write_remark(last, "", "Dobra robota.", by=reviewer)


def _circulate(mine, opinion):
    opinions.circulate(opinion, by=mine.users["mem"])


def _put_to_vote(mine, opinion):
    opinions.put_to_vote(opinion, "meeting", by=mine.users["cha"])


def _adopt(mine, opinion):
    ballot = opinion.voted.get().ballot
    ballots.cast_vote(ballot, "for", "", by=mine.users["cha"])
    ballots.cast_vote(ballot, "against", "", by=mine.users["mem"])
    opinions.close_vote(opinion, by=mine.users["cha"])


def _confirm(mine, opinion):
    with clock.pretend(LONG_AGO + datetime.timedelta(days=30)):
        opinions.confirm(opinion, by=mine.users["cha"])


def _hand_over(mine, opinion):
    opinions.hand_over(opinion, by=mine.users["dir"])


def proposals_of(mine):
    """On the opinion being written: of a round that is over one that waits, one set aside and one merged; of the round
    under way a draft of the member's."""
    opinion, member, chair = mine.opinions["working"], mine.users["mem"], mine.users["cha"]
    with clock.pretend(LONG_AGO):
        over = proposals.open_round(opinion, 5, by=chair)
        given = [
            proposals.add_contribution(over, "advantage", {"body": f"Plus {n}."}, by=chair)
            for n in ("czeka", "odłożony", "połączony", "czeka też")
        ]
        proposals.submit(over, by=chair)
        proposals.close_round(over, by=chair)
        proposals.set_aside(given[1], "Poza zakresem.", by=chair)
        proposals.merge(opinion, given[2:3], "disadvantage", {"body": "Połączony."}, by=chair)
        proposals.mark_contradiction(opinion, [given[0], given[3]], "", by=chair)
    now = proposals.open_round(opinion, 5, by=chair)
    draft = proposals.add_contribution(now, "advantage", {"body": "Jeszcze niezłożony."}, by=member)
    return dict(zip(["waiting", "aside", "merged", "waiting too"], given, strict=True)) | {"draft": draft}


USUAL_STATE = {
    "circulate": "working",
    "circulate_again": "circulated",
    "circulation_extend": "agreed",
    "remark": "agreed",
    "remark_new": "agreed",
    "remark_withdraw": "agreed",
    "remarks": "agreed",
    "remarks_pdf": "agreed",
    "remarks_xlsx": "agreed",
    "mend": "voting",
    "mend_text": "voting",
    "dissent_draft": "dissent",
    "take_back": "circulated",
    "variant": "circulated",
    "put_to_vote": "circulated",
    "vote": "voting",
    "close_vote": "voting",
    "withdraw_vote": "voting",
    "dissent": "dissent",
    "confirm": "adopted",
    "hand_over": "confirmed",
    "review_remarks": "returned",
    "review_answer": "rewritten",
    "resume": "returned",
}


def of_opinion(mine, page, state):
    if page in {"board", "hand_over_set"}:
        return {}
    if page == "begin_intermediate":
        return {"pilot_pk": mine.pilot.pk, "code": mine.free.code, "rank": mine.wide["asks"][1].rank}
    if page == "begin":
        return {"pilot_pk": mine.pilot.pk, "code": mine.free.code}
    opinion = mine.opinions[state or USUAL_STATE.get(page, "working")]
    more = {}
    if page.startswith(("section", "comment")):
        more = _of_section(opinion, page)
    if page.startswith("finding") and page != "findings":
        more = {"finding_pk": opinion.findings.filter(sign="advantage").get().pk}
    if page == "recommendation_new":
        more = {"kind": "law"}
    elif page.startswith("recommendation") and page != "recommendations":
        more = {"recommendation_pk": opinion.recommendations.get().pk}
    if page in {"remark", "remark_withdraw"}:
        more = {"remark_pk": mine.remark.pk}
    if page in {"remarks_pdf", "remarks_xlsx"}:
        more = {"circulation_pk": mine.remark.circulation_id}
    if page == "mend_text":
        more = {"what": "wpis", "row_pk": opinion.findings.filter(sign="advantage").get().pk}
    if page == "review_answer":
        more = {"remark_pk": opinion.hand_over.remarks.get().pk}
    if page == "restore":
        more = {"removal_pk": opinion.removals.get().pk}
    if page == "uncite":
        more = {"citation_pk": mine.citation.pk}
    return {"pk": opinion.pk} | more | _of_proposal(mine, page)


PROPOSALS = {
    "contribution": "draft",
    "contribution_remove": "draft",
    "stance": "waiting",
    "set_aside": "waiting",
    "take_up": "aside",
    "undo_merge": "merged",
}


def _of_proposal(mine, page):
    if page == "contribution_new":
        return {"kind": "advantage"}
    if page == "contradiction_unmark":
        return {"contradiction_pk": contradictions(mine.opinions["working"]).get().pk}
    return {"contribution_pk": mine.proposals[PROPOSALS[page]].pk} if page in PROPOSALS else {}


def _of_section(opinion, page):
    section = opinion.sections.get()
    commented = {"comment_pk": section.comments.get().pk} if page.startswith("comment") else {}
    return {"section_pk": section.pk} | commented
