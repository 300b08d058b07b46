class Refused(Exception):
    """The file is not kept; the text says why, in Polish."""
