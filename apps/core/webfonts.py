"""Lato for browsers: only the letters that pages use, compressed, about a tenth of the whole font. Built from the
installed package once and kept beside the collected static files; PDFs embed from the whole font."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import get_ident
from typing import Any

import fontpkg_lato
from django.conf import settings
from django.contrib.staticfiles.finders import BaseStorageFinder
from django.core.files.storage import FileSystemStorage

FACES = ["Lato-Regular", "Lato-Bold", "Lato-Italic"]
LETTERS = [
    range(0x20, 0x7F),
    range(0xA0, 0x180),  # Latin letters of Europe, § · « »
    range(0x2010, 0x2040),  # dashes, „ ” … ‰
    [0x20AC, 0x2116, 0x2122, 0x2190, 0x2192, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265],
]
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "lnum", "pnum", "tnum"]


class WebFontFinder(BaseStorageFinder):
    """Finds lato/*.woff2, after making them when they are not there yet."""

    def __init__(self, *args: Any, **kwargs: Any):
        self.storage = FileSystemStorage(Path(settings.STATIC_ROOT).parent / "webfonts")
        super().__init__(*args, **kwargs)

    def find(self, path: str, *args: Any, **kwargs: Any) -> Any:
        if path in {f"lato/{face}.woff2" for face in FACES}:
            self._make()
        return super().find(path, *args, **kwargs)

    def list(self, ignore_patterns: Iterable[str]) -> Iterator[tuple[str, Any]]:
        self._make()
        return super().list(ignore_patterns)

    def _make(self) -> None:
        for face in FACES:
            made = Path(self.storage.path(f"lato/{face}.woff2"))
            if not made.exists():
                make(face, made)


def make(face: str, into: Path) -> None:
    """Write the compressed subset of one face, whole or not at all."""
    from fontTools import subset  # half a second, needed once in the life of an installation

    options = subset.Options(flavor="woff2", layout_features=FEATURES)
    font = subset.load_font(Path(fontpkg_lato.__file__).parent / "files" / f"{face}.ttf", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[letter for letters in LETTERS for letter in letters])
    subsetter.subset(font)
    into.parent.mkdir(parents=True, exist_ok=True)
    unfinished = into.with_suffix(f".{os.getpid()}-{get_ident()}")  # each thread its own
    subset.save_font(font, unfinished, options)
    os.replace(unfinished, into)
