"""The TCP port on which people reach the demo."""

import errno
import http.client
import socket
import subprocess
import time

from mops_pilot.local.problem import Problem

HOST = "127.0.0.1"


def parse(text: str) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= 65535:
        return int(text)
    raise Problem(f"PORT={text}: numer portu to liczba od 1 do 65535")


def require_free(port: int, patience: float = 2) -> None:
    """Waits a little, since a run killed a moment ago may still be letting go of the port."""
    end = time.monotonic() + patience
    while error := _bind_error(port):
        if error == errno.EACCES:
            raise Problem(f"port {port} jest zastrzeżony dla administratora; wybierz inny: make demo PORT=8765")
        if time.monotonic() > end:
            raise Problem(f"port {port} jest zajęty; wybierz inny: make demo PORT={8765 if port != 8765 else 8766}")
        time.sleep(0.1)


def _bind_error(port: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            return error.errno or errno.EADDRINUSE
    return 0


def await_answer(port: int, server: subprocess.Popen[bytes], patience: float = 60) -> None:
    end = time.monotonic() + patience
    while (status := _status(port)) is None:
        if server.poll() is not None:
            raise Problem(f"serwer WWW nie wystartował (kod {server.returncode}); przyczyna jest w wierszach powyżej")
        if time.monotonic() > end:
            raise Problem(f"serwer WWW nie odpowiada na porcie {port} od {patience:.0f} s")
        time.sleep(0.1)
    if status >= 500:
        raise Problem(f"serwer WWW odpowiada błędem {status}; przyczyna jest w wierszach powyżej")


def _status(port: int) -> int | None:
    connection = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()
