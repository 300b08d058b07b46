"""Topics of an expert's document, and a team's concept on its way."""

import io

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.consultations.topics import actions
from apps.consultations.topics.actions.topics import Said
from apps.consultations.topics.files import Upload

TITLE = "Zasady przyznawania zasiłku celowego"


def topic(mine, title=TITLE, *, description="Kto i kiedy go dostaje.", due_on=None, teams=None, document=None):
    """Named by the expert, to `team` unless said otherwise."""
    said = Said(title, description, due_on, teams or [mine.team])
    return actions.add_topic(document or mine.document, said, by=mine.expert)


def concept(mine, status="working", *, on=None, body="<p>Zasiłek przyznaje się w 7 dni.</p>", by="member"):
    """Of `team` on a new topic, brought to the status by its own steps."""
    made = actions.begin_concept(on or topic(mine), mine.team, by=getattr(mine, by))
    if body:
        written(made, body, by=getattr(mine, by))
    if status != "working":
        made = actions.hand_over(made, made.version, by=getattr(mine, by))
    if status in ("taken", "returned"):
        name = {"taken": "take", "returned": "return"}[status]
        actions.answer_concept(made, name, "Brakuje kosztów.", made.version, by=mine.expert)
        made.refresh_from_db()
    return made


def written(made, body, *, by):
    """Typed and saved, as inside one test's transaction."""
    made.body, made.version, made.edited_by = body, made.version + 1, by
    made.save(update_fields=["body", "version", "edited_by"])
    return made


def pdf_bytes(words="załącznik"):
    """A small PDF, different for different words."""
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(200, 200))
        made.docinfo["/Title"] = words
        made.save(kept := io.BytesIO())
    return kept.getvalue()


def upload(name="wzor.pdf", words="załącznik"):
    return Upload(name, pdf_bytes(words))


def sent_file(name="wzor.pdf", words="załącznik"):
    """The same as a browser sends it."""
    return SimpleUploadedFile(name, pdf_bytes(words), "application/pdf")


def information(mine, title="Jak jest dziś", *, by="member", document=None, topic=None, files=()):
    return actions.give_information(
        document or mine.document,
        title,
        "<p>Wnioski przyjmuje sekretariat.</p>",
        list(files),
        topic=topic,
        by=getattr(mine, by),
    )
