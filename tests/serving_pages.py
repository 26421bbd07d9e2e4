"""Another site on this machine, for tests of what is fetched: never the network."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Elsewhere(http.server.ThreadingHTTPServer):
    """``answers`` maps a path to status, bytes and type; ``asked`` lists method, path and what was accepted."""

    def __init__(self) -> None:
        """Take a free port of loopback."""
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: dict[str, tuple[int, bytes, str]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.address = f"127.0.0.1:{self.server_address[1]}"
        self.base = f"http://{self.address}"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        self.server.asked.append((self.command, self.path, self.headers.get("Accept", "")))
        status, body, kind = self.server.answers.get(self.path, (404, b"no", "text/html"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_GET  # noqa: N815 - the name that the server looks for

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Serve while the block lasts."""
    server = Elsewhere()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
