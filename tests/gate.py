"""The gate every PDF of ours passes: two standards, two validators, our own typeface, Polish, a title."""

import re
import tempfile
import unicodedata
from io import BytesIO

import outloud
import page
import pikepdf
import pymupdf

_MARGIN = 25 / 25.4 * 72 - 2  # points
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def assert_gate(pdf: bytes, *, pages: int | None = None, tolerate: tuple[str, ...] = ()) -> None:
    """PDF/UA-1 and PDF/A-2a without a failure, nothing for outloud to warn of, Lato only, no empty box, pl, a title.

    `tolerate` names outloud's guesses that do not hold here, e.g. PAG-001: the same words on many pages."""
    found = [
        problem for problem in problems(pdf) if not problem.startswith(tuple(f"outloud {one}" for one in tolerate))
    ]
    assert not found, "\n".join(found)
    if pages is not None:
        assert page_count(pdf) == pages


def problems(pdf: bytes) -> list[str]:
    """Everything the gate has against a PDF, one line each."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        foreign = [f"foreign font {name}" for name in fonts(opened) if not name.startswith("Lato")]
        wrong = {
            "language is not pl": str(opened.Root.get("/Lang")) != "pl",
            "no title": not str(opened.docinfo.get("/Title", "")).strip(),
            "no embedded Lato": not fonts(opened),
        }
    boxes = [f"page {number}: a character without a glyph" for number in missing_glyphs(pdf)]
    named = [name for name, is_wrong in wrong.items() if is_wrong]
    return [*_failures(pdf, "ua1"), *_failures(pdf, "2a"), *_said_by_outloud(pdf), *foreign, *boxes, *named]


def pdf_text(pdf: bytes) -> str:
    """What the pages say in reading order, what runs above and below included; every run of spaces as one, in NFC."""
    with pymupdf.open(stream=pdf) as opened:
        return normal(" ".join(leaf.get_text() for leaf in opened))


def body_text(pdf: bytes) -> str:
    """The same without running heads and feet: what stands within the margins of 25 mm."""
    with pymupdf.open(stream=pdf) as opened:
        inside = [leaf.rect + (0, _MARGIN, 0, -_MARGIN) for leaf in opened]
        return normal(" ".join(leaf.get_text(clip=clip) for leaf, clip in zip(opened, inside, strict=True)))


def normal(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text.replace("\u00ad", "")).split())


def page_count(pdf: bytes) -> int:
    with pikepdf.open(BytesIO(pdf)) as opened:
        return len(opened.pages)


def bookmarks(pdf: bytes) -> list[tuple[int, str]]:
    """(level, title) of the outline, in order."""
    with pymupdf.open(stream=pdf) as opened:
        return [(level, title) for level, title, _ in opened.get_toc()]


def fonts(opened: pikepdf.Pdf) -> list[str]:
    """Names of the embedded fonts, without the subset's prefix."""
    return sorted({
        _SUBSET.sub("", str(thing.FontName).lstrip("/"))
        for thing in opened.objects
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
    })  # fmt: skip


def missing_glyphs(pdf: bytes) -> list[int]:
    """Pages (from 1) on which some character is drawn as an empty box (glyph 0)."""
    with pymupdf.open(stream=pdf) as opened:
        return [
            number
            for number, leaf in enumerate(opened, start=1)
            if any(char[1] == 0 for span in leaf.get_texttrace() for char in span["chars"])
        ]


def _failures(pdf: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(pdf, profile=profile)
    found = [f"{profile} {failure.rule_id}: {failure.message}" for failure in report.failures]
    return found or ([] if report.is_compliant else [f"{profile}: non-compliant without a reason"])


def _said_by_outloud(pdf: bytes) -> list[str]:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        result = outloud.check(file.name)
    assert result.error in (None, ""), result.error
    return [
        f"outloud {one.rule} p. {one.page}: {one.message} {one.evidence or ''}"
        for one in result.sorted_findings()
        if one.severity != "info"
    ]
