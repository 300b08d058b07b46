"""Documents and sheets of office programs (OOXML, ODF): packed XML. No macros, no foreign programs inside, nothing
that is fetched from elsewhere when it is opened."""

import io
import re
import zipfile

from lxml import etree

from .refusing import Refused

UNKNOWN = "To jest plik spakowany, ale nie DOCX, XLSX, ODT ani ODS. Rozpakuj go i dodaj to, co jest w środku."
BROKEN = "Tego dokumentu nie da się odczytać: jest uszkodzony albo niepełny. Zapisz go jeszcze raz."
TOO_BIG = "Ten dokument po rozpakowaniu jest za duży. Zapisz go jako PDF."
MACROS = "Ten dokument zawiera makra albo osadzony program. Zapisz go bez nich albo jako PDF."
FETCHES = "Ten dokument pobiera coś z innego miejsca (szablon, obraz albo dane). Zapisz go bez tego albo jako PDF."
PACKED = "W tym dokumencie jest inny spakowany plik. Zapisz dokument bez niego albo jako PDF."
FIELDS = "Ten dokument ma pole, które pobiera dane z innego miejsca albo uruchamia program. Zapisz go bez tego pola."
LOCKED = "Ten dokument jest zabezpieczony hasłem. Zapisz go bez hasła."
_LARGEST, _MOST_FILES, _LARGEST_XML = 200_000_000, 2_000, 60_000_000
_HARMLESS, _MOST_TIMES = 10_000_000, 100  # what unpacks to less needs no ratio
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"
_OOXML = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": DOCX,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ),
}
_ODF = {ODT, "application/vnd.oasis.opendocument.spreadsheet"}
_PROGRAMS = re.compile(
    r"vbaproject|vbadata|activex|/embeddings/|oleobject|(^|/)(basic|scripts)/|\.(bin|exe|dll|js|vbs|hta|lnk|jar)$",
    re.IGNORECASE,
)
_ALLOWED_BINARY = re.compile(r"^(word|xl)/(printersettings/printersettings\d+|persons/.*)\.bin$", re.IGNORECASE)
_SHEET_OF_A_CHART = re.compile(r"^(word|xl)/embeddings/[^/]+\.(xlsx|docx)$", re.IGNORECASE)
_ADDRESS = "hyperlink"
_PACKS = (b"PK\x03\x04", b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08", b"MZ")
_FETCHING_FIELD = re.compile(
    r"(?:^|[\s{])(?:DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|MACROBUTTON|AUTOTEXTLIST)(?=\s|$)", re.IGNORECASE
)


def media_type_of(content: bytes, *, inside: bool = False) -> str:
    """`inside`: it is the sheet behind a chart of another document."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as pack:
            _refuse_bombs(pack)
            _refuse_what_hides(pack, len(content))
            kind = _kind(pack)
            _refuse_programs(pack, [] if inside else [_SHEET_OF_A_CHART])
            _read_whole(pack)
    except (Refused, MemoryError):
        raise
    except Exception:
        raise Refused(BROKEN)
    return kind


def _refuse_bombs(pack: zipfile.ZipFile) -> None:
    entries = pack.infolist()
    if len(entries) > _MOST_FILES or sum(one.file_size for one in entries) > _LARGEST:
        raise Refused(TOO_BIG)
    unpacked, kept = sum(one.file_size for one in entries), sum(one.compress_size for one in entries)
    if unpacked > _HARMLESS and unpacked > kept * _MOST_TIMES:
        raise Refused(TOO_BIG)
    if len({one.filename for one in entries}) < len(entries) or any(one.flag_bits & 1 for one in entries):
        raise Refused(BROKEN)
    if any(name.startswith(("/", "\\")) or ".." in name.split("/") for name in pack.namelist()):
        raise Refused(BROKEN)


def _refuse_what_hides(pack: zipfile.ZipFile, size: int) -> None:
    """Entries that lie over one another, and anything before, between or behind them."""
    places = sorted((one.header_offset, one.compress_size) for one in pack.infolist())
    follows = [*(place for place, _ in places[1:]), pack.start_dir]
    overlap = any(place + 30 + long > after for (place, long), after in zip(places, follows, strict=True))
    if overlap or not places or places[0][0] != 0 or pack.comment or not _ends_with_its_list(pack, size):
        raise Refused(BROKEN)


def _ends_with_its_list(pack: zipfile.ZipFile, size: int) -> bool:
    pack.fp.seek(size - 22)
    return pack.fp.read(4) == b"PK\x05\x06"


def _kind(pack: zipfile.ZipFile) -> str:
    names = pack.namelist()
    if "[Content_Types].xml" in names:
        return _kind_of_ooxml(pack)
    said = pack.read("mimetype").decode("ascii").strip() if "mimetype" in names else ""
    if said not in _ODF or "content.xml" not in names:
        raise Refused(UNKNOWN)
    if "META-INF/manifest.xml" in names and b"encryption-data" in pack.read("META-INF/manifest.xml"):
        raise Refused(LOCKED)
    return said


def _kind_of_ooxml(pack: zipfile.ZipFile) -> str:
    said = {one.get("ContentType", "") for one in _parsed(pack.read("[Content_Types].xml")).iter("{*}Override")}
    if any("macroEnabled" in one or "vba" in one.lower() for one in said):
        raise Refused(MACROS)
    found = [media for main, media in _OOXML.items() if main in said]
    if len(found) != 1:
        raise Refused(UNKNOWN)
    return found[0]


def _refuse_programs(pack: zipfile.ZipFile, looked_into: list[re.Pattern]) -> None:
    for name in pack.namelist():
        if any(known.match(name) for known in looked_into):
            media_type_of(pack.read(name), inside=True)
        elif _PROGRAMS.search(name) and not _ALLOWED_BINARY.match(name):
            raise Refused(MACROS)


def _read_whole(pack: zipfile.ZipFile) -> None:
    """Every entry is unpacked (a wrong checksum shows), every XML parsed, and its links looked at."""
    for entry in pack.infolist():
        content = pack.read(entry)
        if content.startswith(_PACKS) and not _SHEET_OF_A_CHART.match(entry.filename):
            raise Refused(PACKED)
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        if len(content) > _LARGEST_XML:
            raise Refused(TOO_BIG)
        root = _parsed(content)
        if entry.filename.endswith(".rels") and any(map(_is_fetched, root.iter("{*}Relationship"))):
            raise Refused(FETCHES)
        if entry.filename in ("content.xml", "styles.xml"):
            _refuse_odf_links(root)
        elif entry.filename.startswith("word/"):
            _refuse_fetching_fields(root)


def _parsed(content: bytes) -> etree._Element:
    """Without a DTD: entities and what they fetch have no place here."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:
        raise Refused(BROKEN)
    return root


def _refuse_fetching_fields(root: etree._Element) -> None:
    """A field's instruction may be cut into pieces, so those of one paragraph are read together."""
    for paragraph in root.iter("{*}p"):
        said = "".join(one.text or "" for one in paragraph.iter("{*}instrText"))
        said += " ".join(
            one.get(f"{{{etree.QName(one).namespace}}}instr", "") for one in paragraph.iter("{*}fldSimple")
        )
        if _FETCHING_FIELD.search(said):
            raise Refused(FIELDS)


def _is_fetched(relation: etree._Element) -> bool:
    if relation.get("Type", "").endswith("/aFChunk"):
        return True  # a foreign file that is read in when the document is opened
    outside = relation.get("TargetMode", "") == "External"
    return outside and not relation.get("Type", "").endswith(_ADDRESS)


def _refuse_odf_links(root: etree._Element) -> None:
    """A picture or an object of elsewhere; a script; a sheet that is linked. An address to click is text."""
    for one in root.iter("{*}event-listener", "{*}script", "{*}dde-source", "{*}applet", "{*}plugin"):
        if isinstance(one.tag, str):
            raise Refused(MACROS)
    for one in root.iter("{*}image", "{*}object", "{*}object-ole", "{*}table-source"):
        target = one.get("{http://www.w3.org/1999/xlink}href", "")
        if re.match(r"[a-z][a-z0-9+.-]*:|//|\.\./", target, re.IGNORECASE):
            raise Refused(FETCHES)
