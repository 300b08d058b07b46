"""From WeasyPrint's PDF/A-2a to a file that is PDF/A-2a and PDF/UA-1 at once. Works on the objects of the file just
before they are written; nothing visible changes."""

import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pydyf

VARIANT = "pdf/a-2a"
_PDFUAID = Path(__file__).with_name("pdfuaid.xml").read_bytes()
_MAY_BE_EMPTY = {"/Document", "/TD", "/TH", "/Figure"}


def write_finished(source: Any, **styles: Any) -> bytes:
    """Lay the document (weasyprint.HTML) out by its styles and write it. A compressed stream that ends in a carriage
    return looks one byte short to a strict reader; the two that are written last can only be moved by one more
    object."""
    document = source.render(pdf_variant=VARIANT, **styles)
    _keep_outer_links(document)
    for padding in range(20):
        pdf = document.write_pdf(pdf_variant=VARIANT, finisher=partial(_finish, padding=padding))
        if b"\r\nendstream" not in pdf:
            return pdf
    raise RuntimeError("twenty paddings in a row ended in a carriage return")


def _keep_outer_links(document) -> None:
    """Of `<a><strong>` only the outer becomes an annotation: the inner would stand outside any Link element."""
    for page in document.pages:
        page.links[:] = [link for link in page.links if link[3].link]


def _finish(document, pdf: pydyf.PDF, padding: int) -> None:
    tree = TagTree(pdf)
    tree.say_running_lines_once()
    tree.prune_empty()
    for element in tree.elements():
        _repair_cell(tree, element)
    _declare_pdfua(tree.at(pdf.catalog["Metadata"]))
    for _ in range(padding):
        pdf.add_object(pydyf.Dictionary())
    for stream in (thing for thing in pdf.objects if isinstance(thing, pydyf.Stream) and thing.compress):
        _compress(stream)


class TagTree:
    """The structure elements of a PDF, reached from the root of its tag tree."""

    def __init__(self, pdf: pydyf.PDF):
        self.pdf = pdf
        self.root_reference = pdf.catalog["StructTreeRoot"]

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def kids(self, element) -> list:
        """Child elements, without marked content (numbers) and object references."""
        return [kid for kid in self._references(element) if "S" in kid]

    def elements(self) -> list:
        """All elements, parents first."""
        found = list(self.kids(self.at(self.root_reference)))
        for element in found:
            found.extend(self.kids(element))
        return found

    def prune_empty(self) -> None:
        """Drop elements that hold nothing, such as an empty paragraph: a reader would announce them."""
        for element in reversed(self.elements()):
            if not element.get("K") and element["S"] not in _MAY_BE_EMPTY:
                self.at(element["P"])["K"].remove(element.reference)

    def say_running_lines_once(self) -> None:
        """WeasyPrint leaves what stands in margin boxes out of the tree. On the first page it joins the tree, so that
        everybody learns who financed the document and its code; on the others it is decoration, and marked so."""
        owners = self.at(self.at(self.root_reference)["ParentTree"])["Nums"][1::2]
        pages = list(zip(self.pdf.page_references, owners, strict=False))
        for owner in pages[0][1]:
            self._adopt(owner)
        living = {element.reference for element in self.elements()}
        for page, owners_of_page in pages[1:]:
            self._mark_strays_as_artifacts(page, owners_of_page, living)

    def _adopt(self, owner: bytes) -> None:
        """Let the outermost element that holds this one be a child of the parent that it names."""
        element, parent = self.at(owner), self.at(self.at(owner)["P"])
        while parent["S"] != "/Document" and element.reference in parent["K"]:
            element, parent = parent, self.at(parent["P"])
        if element.reference not in parent["K"]:
            parent["K"].append(element.reference)

    def _mark_strays_as_artifacts(self, page: bytes, owners: list, living: set[bytes]) -> None:
        operators = self.at(self.at(page)["Contents"]).stream
        for place, mcid in list(_marked_content(operators)):
            if owners[mcid] not in living:
                owners[mcid] = "null"
                operators[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]

    def _references(self, element) -> Iterator[Any]:
        return (self.at(kid) for kid in element.get("K", ()) if isinstance(kid, bytes))


def _marked_content(operators: list) -> Iterator[tuple[int, int]]:
    """(place of the property list, MCID) of each marked content."""
    for place, operator in enumerate(operators):
        if isinstance(operator, dict) and "MCID" in operator:
            yield place, operator["MCID"]


def _repair_cell(tree: TagTree, element) -> None:
    """Headers say what they head; lists of header ids are wrong after a rowspan, and a scope suffices."""
    if element["S"] == "/TH":
        section = tree.at(tree.at(element["P"])["P"])
        element["A"]["Scope"] = "/Column" if section["S"] == "/THead" else "/Row"
    elif element["S"] == "/TD":
        element["A"].pop("Headers", None)


def _declare_pdfua(metadata: pydyf.Stream) -> None:
    metadata.stream = [b"".join(metadata.stream).replace(b"</rdf:RDF>", _PDFUAID + b"</rdf:RDF>")]
    metadata.compress = False


def _compress(stream: pydyf.Stream) -> None:
    packed = zlib.compress(b"\n".join(map(pydyf._to_bytes, stream.stream)), 9)
    stream.stream = [packed + b"\n" if packed.endswith(b"\r") else packed]
    stream.extra["Filter"] = "/FlateDecode"
    stream.compress = False
