"""Files enclosed with concepts and information: looked at before they are kept, named safely when they are given."""

from dataclasses import dataclass

from apps.accounts.models import User
from apps.consultations.models import Attachment
from apps.core.errors import DomainError
from apps.documents.actions import store
from apps.documents.filetypes import ENDINGS, read
from apps.documents.http import file_name
from apps.texts.rich import tidy

MOST = 10  # files sent at once
LONGEST_NAME = 200


@dataclass(frozen=True)
class Upload:
    """One file as it came."""

    name: str
    content: bytes


def kept(upload: Upload, *, by: User) -> tuple[str, str]:
    """(its name, SHA-256 under which it lies now). A refusal names the file."""
    reading = read(upload.content)
    if reading.refusal:
        raise DomainError(f"„{shortened(upload.name)}”: {reading.refusal}")
    return safe_name(upload.name), store(upload.content, reading.media_type, by=by)


def safe_name(name: str) -> str:
    """Without what is unseen or turns text round, and short enough to be kept; its ending stays."""
    name = " ".join(tidy(name).split()) or "plik"
    stem, dot, ending = name.rpartition(".")
    return (
        f"{stem[: LONGEST_NAME - len(dot + ending)]}{dot}{ending}" if stem and len(ending) < 10 else name[:LONGEST_NAME]
    )


def given_name(attachment: Attachment) -> str:
    """The name it is saved under: as it came, with the ending of what it is."""
    stem = attachment.file_name.rpartition(".")[0] or attachment.file_name
    return file_name(stem, ENDINGS.get(attachment.blob.media_type, ".bin"))


def shortened(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:60]}…{name[-15:]}"
