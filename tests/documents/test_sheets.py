import os
import subprocess
import sys

import pymupdf
import pytest
import weasyprint
from django.conf import settings

from apps.documents import rendering
from apps.documents.finishing import write_finished
from apps.documents.rendering import RenderingError, render_pdf

from . import samples


@pytest.mark.parametrize("paper", [samples.ORDER, samples.OPINION], ids=["order", "opinion"])
def test_kept_sheets_give_what_sheets_read_anew_would(paper):
    html = samples.html(paper, numbers=range(3, 9), code="ABCD-EFGH-2345")
    source = weasyprint.HTML(string=html, base_url=rendering.STATIC, url_fetcher=rendering._fetcher())
    assert [render_pdf(html), render_pdf(html)] == [write_finished(source)] * 2


def test_a_changed_sheet_is_read_anew(tmp_path, settings):
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, tmp_path]
    sheet = tmp_path / "css" / "fresh.css"
    sheet.parent.mkdir()
    html = '<html lang=pl><title>T</title><link rel="stylesheet" href="css/fresh.css"><p>x</p>'
    widths = []
    for moment, width in enumerate([300, 400]):
        sheet.write_text(f"@page {{ size: {width}pt }}")
        os.utime(sheet, ns=(moment, moment))
        with pymupdf.open(stream=render_pdf(html)) as opened:
            widths.append(round(opened[0].rect.width))
    assert widths == [300, 400]


def test_a_sheet_that_is_not_there_makes_no_document():
    with pytest.raises(RenderingError, match="spoza programu"):
        render_pdf('<html lang=pl><title>T</title><link rel="stylesheet" href="css/none.css"><p>x</p>')


def test_a_process_takes_its_copies_of_the_typeface_with_it(tmp_path):
    script = "import os, sys, django; django.setup(); from apps.documents.rendering import render_pdf; " + (
        "render_pdf(sys.stdin.read()); print(len(os.listdir(os.environ['TMPDIR'])))"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-c", script],
        input=samples.html(samples.ORDER),
        capture_output=True,
        text=True,
        env=environment,
        cwd=settings.BASE_DIR,
    )
    assert (ran.stdout, ran.stderr, os.listdir(tmp_path)) == ("1\n", "", [])
