"""The process that looks at one file: the file comes in, a line of JSON goes out. It reaches nothing else.

With the argument „text” it says what stands in the document, too."""

import json
import resource
import sys
from typing import Any

MEMORY = 1024 * 1024 * 1024
SECONDS = 15
_FORBIDDEN = ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind", "subprocess.", "os.system")
_FORBIDDEN += ("os.exec", "os.fork", "os.posix_spawn", "urllib.", "ftplib.", "smtplib.", "shutil.", "os.remove")


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    from .kinds import Refused, media_type_of, text_of

    sys.addaudithook(_refuse_to_reach_out)
    try:
        said: dict[str, Any] = {"media_type": media_type_of(content)}
        if "text" in sys.argv[1:]:
            said |= text_of(content, said["media_type"])
    except Refused as refusal:
        said = {"refusal": str(refusal)}
    sys.stdout.write(json.dumps(said))


def _refuse_to_reach_out(event: str, arguments: Any) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
