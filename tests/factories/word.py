"""Documents as Word writes them: lists, styles, tables, boxes, tracked changes."""

from .files import OFFICE, RELATIONS, WORD, letter


def document(body, **parts):
    """A DOCX of this body; `parts`: numbering, styles, footnotes, comments."""
    more, relations = {}, ""
    for number, (kind, content) in enumerate(parts.items()):
        more[f"word/{kind}.xml"] = f'<w:{kind} xmlns:w="{WORD}">{content}</w:{kind}>'
        relations += f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
    more["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    return letter(body, more)


def run(text, look=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def deleted(text):
    return f'<w:del w:id="1"><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def paragraph(*runs, num=None, level=0, style="", end=""):
    """`num`: the list it stands in; `end`: what was tracked of its end."""
    said = f'<w:pStyle w:val="{style}"/>' if style else ""
    if num is not None:
        said += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>'
    said += f"<w:rPr><w:{end}/></w:rPr>" if end else ""
    words = "".join(one if one.startswith("<") else run(one) for one in runs)
    return f"<w:p><w:pPr>{said}</w:pPr>{words}</w:p>"


def numbering(*levels, nums=(1,), restarting=()):
    """One definition, its levels as (form, text); each of `nums` is a list of it."""
    written = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for place, (form, text) in enumerate(levels)
    )
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = "".join(
        f'<w:num w:numId="{num}"><w:abstractNumId w:val="0"/>{anew * (num in restarting)}</w:num>' for num in nums
    )
    return f'<w:abstractNum w:abstractNumId="0">{written}</w:abstractNum>{lists}'


def cell(*blocks, look=""):
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{''.join(blocks)}</w:tc>"


def row(*cells, look=""):
    return f"<w:tr><w:trPr>{look}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows):
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def box(*blocks):
    """A box with text, written twice: for programs of today and for old ones."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    space = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return (
        f"<w:r><mc:AlternateContent {space}><mc:Choice><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
