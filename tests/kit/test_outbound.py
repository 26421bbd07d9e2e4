import http.server
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from haowen.kit import outbound


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif self.path == "/once":
            self.answer(301, b"", Location="/text")
        elif self.path == "/inside":
            self.answer(302, b"", Location=f"http://localhost:{self.server.server_address[1]}/text")
        elif self.path == "/file":
            self.answer(302, b"", Location="file:///etc/passwd")
        elif self.path == "/large":
            self.answer(200, b"x" * 5000)
        elif self.path == "/slow":
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            try:
                for _ in range(200):
                    self.wfile.write(b"x")
                    time.sleep(0.05)
            except OSError:
                pass
        elif self.path == "/gone":
            self.answer(404, b"no")
        else:
            self.answer(200, "河".encode(), **{"Content-Type": "text/plain; charset=utf-8"})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/moved":
            self.answer(307, b"", Location="/text")
        else:
            self.answer(202, body + b" " + self.headers["Content-Type"].encode())

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def base(port: int, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("HAOWEN_OUTBOUND_ALLOW", f"127.0.0.1:{port}")
    return f"http://127.0.0.1:{port}"


def test_what_is_allowed_by_name_is_fetched(base: str) -> None:
    answer = outbound.get(f"{base}/text")
    assert (answer.status, answer.content_type, answer.data.decode()) == (200, "text/plain", "河")


def test_a_redirect_is_followed_and_the_last_address_named(base: str) -> None:
    assert outbound.get(f"{base}/once").url == f"{base}/text"


def test_a_status_is_an_answer(base: str) -> None:
    assert outbound.get(f"{base}/gone").status == 404


def test_something_is_sent_and_never_sent_on(base: str) -> None:
    answer = outbound.post(f"{base}/urls", "河".encode(), content_type="text/plain")
    assert (answer.status, answer.data.decode()) == (202, "河 text/plain")
    assert outbound.post(f"{base}/moved", b"x", content_type="text/plain").status == 307
    with pytest.raises(outbound.ForbiddenAddressError):
        outbound.post("http://10.1.2.3/", b"x", content_type="text/plain")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/text",
        "http://localhost:{port}/text",
        "http://[::1]:{port}/text",
        "http://[::ffff:127.0.0.1]:{port}/text",
        "http://2130706433:{port}/text",
        "http://0x7f000001:{port}/text",
        "http://169.254.169.254/latest",
        "http://10.1.2.3/",
        "http://100.64.0.1/",
        "http://0.0.0.0:{port}/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:{port}/",
        "http://alice:secret@127.0.0.1:{port}/",
        "http:///nothing",
        "http://127.0.0.1:99999/",
        "words",
    ],
)
def test_no_private_address_is_reached(url: str, port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HAOWEN_OUTBOUND_ALLOW", raising=False)
    with pytest.raises(outbound.ForbiddenAddressError):
        outbound.get(url.format(port=port))


@pytest.mark.parametrize("path", ["/inside", "/file"])
def test_no_redirect_leads_where_no_request_may_go(base: str, path: str) -> None:
    with pytest.raises(outbound.ForbiddenAddressError):
        outbound.get(f"{base}{path}")


def test_an_allowed_address_allows_no_other_port(base: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        with pytest.raises(outbound.ForbiddenAddressError):
            outbound.get(f"http://127.0.0.1:{other.getsockname()[1]}/")


def test_a_circle_ends(base: str) -> None:
    with pytest.raises(outbound.OutboundError, match="redirects"):
        outbound.get(f"{base}/loop")


def test_a_large_answer_is_cut_off(base: str) -> None:
    with pytest.raises(outbound.OutboundError, match="larger"):
        outbound.get(f"{base}/large", most_bytes=4999)


def test_a_slow_answer_is_given_up(base: str) -> None:
    began = time.monotonic()
    with pytest.raises(outbound.OutboundError):
        outbound.get(f"{base}/slow", seconds=0.5)
    assert time.monotonic() - began < 8  # of the ten that the answer takes


def test_an_unwanted_type_is_refused_unread(base: str) -> None:
    with pytest.raises(outbound.OutboundError, match="text/plain"):
        outbound.get(f"{base}/text", types=("image/",))


def test_a_refused_connection_is_an_outbound_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv("HAOWEN_OUTBOUND_ALLOW", f"127.0.0.1:{port}")
    with pytest.raises(outbound.OutboundError):
        outbound.get(f"http://127.0.0.1:{port}/")


def test_looking_reads_no_bytes_and_follows_redirects(base: str) -> None:
    assert outbound.look(f"{base}/once").url == f"{base}/text"
    assert outbound.look(f"{base}/large").data == b""
    assert outbound.look(f"{base}/gone").status == 404  # HEAD is not spoken there: asked again by GET
    with pytest.raises(outbound.UnwantedError):
        outbound.look(f"{base}/loop")


def test_a_name_that_is_none_is_told_from_a_host_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_said: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def cut_off(*_said: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(outbound.NoHostError):
        outbound.look("http://gone.example/")
    monkeypatch.setattr(socket, "getaddrinfo", cut_off)
    with pytest.raises(outbound.OutboundError) as raised:
        outbound.look("http://gone.example/")
    assert not isinstance(raised.value, outbound.NoHostError)
