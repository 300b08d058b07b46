"""Hostile files are refused quickly, in a process that reaches nothing."""

import io
import subprocess
import sys
import time
import zlib

import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from apps.signatures.inspecting import __main__ as process
from apps.signatures.reading import TOO_HARD, read
from tests.house import ROOT

from . import signing
from .test_reading import saved_anew
from .test_wrong_files import refused_outside


def bomb_of_entities(frozen):
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "ha">{levels}]><x>&e11;</x>'.encode()


def outside_entity(frozen):
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def late_doctype(frozen):
    return b"<!--" + b" " * 9000 + b'--><!DOCTYPE x SYSTEM "http://example.invalid/x.dtd"><x/>'


def utf16_entities(frozen):
    return bomb_of_entities(frozen).decode().replace('"1.0"', '"1.0" encoding="utf-16"').encode("utf-16")


def deep_xml(frozen):
    return b"<a>" * 300_000 + b"</a>" * 300_000


def many_elements(frozen):
    return b"<a>" + b"<b/>" * 2_000_000 + b"</a>"


def deep_der(frozen):
    der = b"\x05\x00"
    for _ in range(5000):
        size = len(der)
        der = b"\x30\x84" + size.to_bytes(4, "big") + der
    return der


def swollen_stream(frozen):
    """A page of 2 GB, packed to 2 MB."""
    packed = zlib.compress(b"\0" * 300_000_000, 9)
    writer = IncrementalPdfFileWriter(io.BytesIO(frozen))
    page = writer.find_page_for_modification(0)[0].get_object()
    stream = generic.StreamObject({generic.pdf_name("/Filter"): generic.pdf_name("/FlateDecode")}, encoded_data=packed)
    page["/Contents"] = writer.add_object(stream)
    writer.mark_update(page.container_ref)
    out = io.BytesIO()
    writer.write(out)
    return signing.pades(saved_anew(out.getvalue()), signing.identity())


def loop_of_tables(frozen):
    """A table of a PDF that leads back to itself."""
    start = frozen.rindex(b"startxref")
    place = int(frozen[start:].split()[1])
    return (
        frozen
        + (
            b"xref\n0 0\ntrailer\n<< /Size 1 /Prev %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(frozen), len(frozen))
        )
        + str(place).encode()
    )


@pytest.mark.parametrize(
    "make",
    [bomb_of_entities, outside_entity, late_doctype, utf16_entities, deep_xml, many_elements, deep_der, loop_of_tables],
)
def test_a_hostile_file_is_refused_quickly(frozen, make):
    data = make(frozen)
    started = time.monotonic()
    assert refused_outside(data, frozen)
    assert time.monotonic() - started < 8


def test_a_swollen_page_costs_neither_time_nor_memory(frozen):
    data = swollen_stream(frozen)
    started = time.monotonic()
    read(data, "plik", frozen)
    assert time.monotonic() - started < 20


def test_a_picture_of_too_many_points_is_refused_unopened(frozen):
    out = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(out, "PNG")
    started = time.monotonic()
    assert refused_outside(out.getvalue(), frozen, is_scan=True).startswith("Ten obraz ma za dużo punktów.")
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "what", ["socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.fork", "urllib.Request"]
)
def test_the_process_that_looks_may_not_reach_out(what):
    with pytest.raises(PermissionError):
        process._refuse_to_reach_out(what, ())


def test_a_scan_does_not_wait_for_what_reads_signatures():
    """Half a second of importing."""
    asked = "import sys, apps.signatures.inspecting.kinds as k; k.looker({}); print('pyhanko' in sys.modules)"
    commands = [[sys.executable, "-c", asked.format(is_scan)] for is_scan in (True, False)]
    said = [subprocess.run(one, cwd=ROOT, capture_output=True, text=True).stdout for one in commands]
    assert said == ["False\n", "True\n"]


def test_a_process_that_dies_refuses_the_file(frozen, monkeypatch):
    monkeypatch.setattr("apps.signatures.reading._SECONDS", 0.01)
    assert read(frozen + b"\n", "plik", frozen).refusal == TOO_HARD
