"""Files of office programs and pictures, whole and hostile."""

import io
import zipfile

from PIL import Image

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = {
    "docx": ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    "docm": ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
    "pptx": ("ppt/p.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
}
ODF = {"odt": "text", "ods": "spreadsheet", "odg": "graphics"}
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" {}>'
    "{}<a/></office:document-content>"
)
DRAW = 'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'


def packed(files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, content in files.items():
            pack.writestr(name, content)
    return file.getvalue()


def relation(kind, target, mode="External"):
    said = f'<Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    return f'<Relationships xmlns="{RELATIONS}">{said}</Relationships>'


def ooxml(kind="docx", more=None):
    main, media = MAIN[kind]
    types = f'<Types xmlns="{TYPES}"><Override PartName="/{main}" ContentType="{media}"/></Types>'
    return packed({"[Content_Types].xml": types, main: "<d/>"} | (more or {}))


def odf(kind="odt", more=None, content="", spaces=""):
    media = f"application/vnd.oasis.opendocument.{ODF[kind]}"
    return packed({"mimetype": media, "content.xml": CONTENT.format(spaces, content)} | (more or {}))


def picture(kind="PNG", size=(20, 20)):
    file = io.BytesIO()
    Image.new("RGB", size, "white").save(file, kind)
    return file.getvalue()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def letter(body, more=None):
    """A DOCX with these paragraphs, as Word writes them."""
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return ooxml("docx", {"word/document.xml": document} | (more or {}))


def paragraphs(*texts):
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in texts)
