UNKNOWN = "Tego rodzaju pliku nie można dodać. Może to być PDF, DOCX, ODT, XLSX, ODS, PNG albo JPG."


class Refused(Exception):
    """The file is not kept; the text says why, in Polish."""
