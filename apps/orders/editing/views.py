"""What the editor of units asks the server: how a text is understood."""

from django.http import Http404, JsonResponse
from django.views.decorators.http import require_POST

from apps.orders.rules import can_draft
from apps.orders.text import to_json

from .annexes import parse_annex
from .marks import mark_at
from .parsing import parse
from .whole import take_apart


@require_POST
def read(request):
    if not can_draft(request.user):
        raise Http404
    text, is_annex = request.POST.get("text", ""), "annex" in request.POST
    parsed = parse_annex(text) if is_annex else parse(text)
    marks = [mark_at(line.strip()) for line in text.splitlines()]
    said = {
        "units": to_json(parsed.tree),
        "notes": [str(note) for note in parsed.notes],
        "has_paragraphs": any(mark and mark.kind == "paragraf" for mark in marks),
        "is_whole": not is_annex and take_apart(text).is_whole,
    }
    return JsonResponse(said)
