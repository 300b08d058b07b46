"""What holds for a signed PDF and for a scan alike; it imports nothing that reads signatures."""

import hashlib
import re

UNREADABLE = "Tego pliku PDF nie da się odczytać: jest uszkodzony albo niepełny. Pobierz go od nowa i spróbuj ponownie."
ENCRYPTED = "Ten plik PDF jest zaszyfrowany. Zapisz go bez hasła i ograniczeń, a potem podpisz jeszcze raz."
_END = re.compile(rb"%%EOF[ \t]*(?:\r\n|\n|\r)?")
_MOST_ENDS = 8


def hashes_of_beginnings(data: bytes) -> tuple[str, ...]:
    """SHA-256 of the file as it was before each of its first updates: one of them may be another document of ours."""
    ends = [found.end() for found in _END.finditer(data)][:_MOST_ENDS]
    whole = [hashlib.sha256(data[:end]).hexdigest() for end in ends]
    bare = [hashlib.sha256(data[:end].rstrip(b"\r\n")).hexdigest() for end in ends]
    return tuple(dict.fromkeys(whole + bare))
