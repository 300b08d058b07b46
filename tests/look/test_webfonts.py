import os
from pathlib import Path

import pytest
from django.test import override_settings
from fontTools.ttLib import TTFont

from apps.core.webfonts import FACES, WebFontFinder

POLISH = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ„”–—…§·%0123456789"


@pytest.fixture(scope="module")
def finder(tmp_path_factory):
    with override_settings(STATIC_ROOT=tmp_path_factory.mktemp("installation") / "static"):
        return WebFontFinder()


@pytest.mark.parametrize("face", FACES)
def test_a_web_font_has_every_letter_and_is_small(finder, face):
    made = Path(finder.find(f"lato/{face}.woff2"))
    letters = TTFont(made).getBestCmap()

    assert [letter for letter in POLISH if ord(letter) not in letters] == []
    assert made.stat().st_size < 60_000


def test_figures_can_stand_in_columns(finder):
    made = TTFont(finder.find("lato/Lato-Regular.woff2"))
    assert "tnum" in {record.FeatureTag for record in made["GSUB"].table.FeatureList.FeatureRecord}


def test_fonts_are_made_once_and_collected(finder):
    first = sorted(path for path, _ in finder.list([]))
    made = Path(finder.find("lato/Lato-Bold.woff2"))
    before = os.stat(made).st_mtime_ns

    assert first == sorted(f"lato/{face}.woff2" for face in FACES)
    assert sorted(path for path, _ in finder.list([])) == first
    assert os.stat(made).st_mtime_ns == before


def test_other_files_are_not_its_business(finder):
    assert finder.find("lato/Lato-Black.ttf") in (None, [])
    assert finder.find("css/app.css") in (None, [])
