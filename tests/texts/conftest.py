import threading
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler


@pytest.fixture
def address(settings):
    """Where the page of `tests.texts.page` is served: the whole program but for the database, in a thread."""
    settings.ROOT_URLCONF = "tests.texts.page"
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), ThreadedServer, SilentHandler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


class ThreadedServer(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class SilentHandler(WSGIRequestHandler):
    def log_message(self, *said):
        pass
