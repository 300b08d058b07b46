import socket
import threading

import pytest

from mops_pilot.local import ports
from mops_pilot.local.problem import Problem


@pytest.fixture
def listener():
    with socket.create_server((ports.HOST, 0)) as server:
        yield server


@pytest.mark.parametrize(("text", "port"), [("1", 1), ("8765", 8765), ("65535", 65535)])
def test_a_port_is_a_number(text, port):
    assert ports.parse(text) == port


@pytest.mark.parametrize("text", ["", "0", "65536", "-1", "80a", "٨٠", "8000 "])
def test_anything_else_is_refused_in_one_line(text):
    with pytest.raises(Problem, match=r"^PORT=.*: numer portu to liczba od 1 do 65535$"):
        ports.parse(text)


def test_a_busy_port_is_named_and_another_proposed(listener):
    port = listener.getsockname()[1]
    with pytest.raises(Problem, match=rf"^port {port} jest zajęty; wybierz inny: make demo PORT=8765$"):
        ports.require_free(port, patience=0)


def test_a_port_busy_on_every_address_is_busy():
    with socket.create_server(("0.0.0.0", 0)) as server, pytest.raises(Problem, match="zajęty"):
        ports.require_free(server.getsockname()[1], patience=0)


def test_a_port_let_go_in_time_is_free(listener):
    threading.Timer(0.3, listener.close).start()
    assert ports.require_free(listener.getsockname()[1], patience=5) is None
