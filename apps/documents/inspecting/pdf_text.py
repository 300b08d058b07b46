"""The words of a PDF, line by line, for comparison only: a PDF knows no units."""

import io

from pypdf import PdfReader

from .blocks import Paragraph, Text

NO_WORDS = "W tym pliku PDF nie ma tekstu, który da się odczytać (to chyba skan). Nie da się go porównać z innym."
_MOST_PAGES = 1_000


def read(content: bytes) -> Text:
    text = Text()
    for page in PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]:
        text.blocks += [Paragraph(line) for line in _paragraphs(page.extract_text())]
        text.refuse_too_long()
    if not text.blocks:
        text.say(NO_WORDS)
    return text


def _paragraphs(said: str) -> list[str]:
    """Lines joined unless one ends a sentence or the next begins a unit."""
    joined: list[str] = []
    for line in (" ".join(one.split()) for one in said.splitlines()):
        if joined and line and joined[-1][-1:] not in ".;:" and not _begins(line):
            joined[-1] = f"{joined[-1]} {line}"
        elif line:
            joined.append(line)
    return joined


def _begins(line: str) -> bool:
    first = line.split(" ", 1)[0]
    return first.startswith(("§", "–", "-", "•")) or (first[-1] in ".)" and len(first) <= 5) or line.isupper()
