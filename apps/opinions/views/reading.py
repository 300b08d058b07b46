from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.documents.http import pdf_response
from apps.documents.rendering import RenderingError, render_html, render_pdf
from apps.teams.balloting import reasons

from .. import pdf as document
from .. import reading, rules, words
from ..board import boards_of
from ..claims.reading import doubts
from ..intermediate.reading import can_draw_on, rows_of
from ..review.reading import may_hand_over, what_wrzos_wants
from ..story import story
from ..writing.places import places
from .common import of_opinion, refuse


@require_safe
def board(request):
    if not request.user.centre_id:
        raise Http404
    context = {"pilots": boards_of(request.user)}
    return render(
        request, "opinions/board.html", context | {"may_hand_over": may_hand_over(context["pilots"], request.user)}
    )


@require_safe
@of_opinion
def opinion(request, opinion):
    ballots = reading.ballots_of(opinion)
    standing = reading.Standing.of(request.user, opinion, ballots)
    can_edit = opinion.status in rules.EDITABLE and standing.is_member
    gaps = reading.gaps(opinion) if opinion.status in rules.EDITABLE else []
    context = {
        "opinion": opinion,
        "noun": words.noun_of(opinion),
        "gaps": gaps,
        "can_edit": can_edit,
        **(_while_written(opinion, gaps if can_edit else None) if opinion.status in rules.EDITABLE else {}),
        "confirmation": rules.confirmation_of(opinion),
        "dissents": len(opinion.adoption.dissents.all()) if rules.adoption_of(opinion) else 0,
        "events": story(opinion, ballots),
        "intermediates": rows_of(opinion) if can_draw_on(opinion) else [],
        "reasons": reasons(ballots),
        **reading.move_of(standing, gaps if can_edit else []),
        **document.context_of(opinion),
    }
    return render(request, "opinions/opinion/show.html", context | what_wrzos_wants(opinion))


def _while_written(opinion, gaps):
    """`gaps`: only for those who fill them."""
    filled = [] if gaps is None else places(opinion, gaps)
    return {"claims": doubts(opinion), "too_early": rules.too_early(opinion), "places": filled}


@require_safe
@of_opinion
def pdf(request, opinion):
    if confirmation := opinion.confirmation:
        return pdf_response(request, confirmation.document, words.file_name(opinion))
    try:
        draft = render_pdf(render_html("pdf/opinion.html", document.context_of(opinion)))
    except RenderingError as refusal:
        return refuse(request, opinion, refusal)
    return pdf_response(request, draft, words.file_name(opinion))
