"""What an article page costs: warm, cold and signed in, beside nginx and a bare granian with the same bytes.

The server is pinned to one core and the load generator (wrk) to another; rounds are interleaved, so that a machine that
is busy for a while is busy for all; the median of the rounds counts. Any error, any other status than 200, any answer
of another length than the page's spoils a run, and the command ends with 1.

    scripts/bench serve [--rounds 5] [--seconds 4] [--connections 16] [--write]

It makes a demonstration site of its own in a temporary folder. ``--data DIR`` takes an existing one with its
``demo-accounts.json`` instead (it must not be served at the same time).
"""

import argparse
import contextlib
import http.client
import json
import os
import platform
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "benchmarks"
REPORT = ROOT / "docs" / "benchmarks" / "serve.md"
LUA = """
done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format(
    'JSON{"requests":%d,"micros":%d,"bytes":%d,"errors":%d,"p50":%d,"p99":%d}\\n', summary.requests, summary.duration,
    summary.bytes, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50), latency:percentile(99)))
end
"""
NGINX = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 1024; use epoll; }}
http {{
  access_log off;
  sendfile on;
  tcp_nopush on;
  tcp_nodelay on;
  server_tokens off;
  etag off;
  keepalive_timeout 600;
  keepalive_requests 100000000;
  open_file_cache max=100 inactive=600s;
  open_file_cache_valid 600s;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port} backlog=2048;
    location = /page {{
      alias {folder}/page;
      default_type "text/html; charset=utf-8";
      {headers}
    }}
  }}
}}
"""
CORES = 2
SLACK_BYTES = 1500  # status line and headers that servers add by themselves


class SpoiledError(Exception):
    """A run cannot be counted."""


@dataclass
class Contender:
    """Something that is measured: where it listens, what it is asked, and what came out."""

    name: str
    port: int
    path: str
    headers: dict[str, str]
    length: int = 0
    rates: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)


def main() -> int:
    """Measure, print the table, write it where asked."""
    options = _options()
    missing = [tool for tool in ("wrk", "nginx", "taskset") if shutil.which(tool) is None]
    if missing:
        print(f"Missing: {', '.join(missing)}. On Debian: apt-get install wrk nginx-light util-linux", file=sys.stderr)
        return 1
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < CORES:
        print("Two cores are needed: one for the server, one for the load.", file=sys.stderr)
        return 1
    with contextlib.ExitStack() as stack:
        try:
            table = _measure(options, cores[0], cores[-1], stack)
        except SpoiledError as spoiled:
            print(f"spoiled: {spoiled}", file=sys.stderr)
            return 1
    print(table)
    if options.write:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(table, encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--connections", type=int, default=16)
    parser.add_argument("--data", type=Path, help="a filled demonstration site; without it one is made")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.relative_to(ROOT)}")
    return parser.parse_args()


def _measure(options: argparse.Namespace, server_core: int, load_core: int, stack: contextlib.ExitStack) -> str:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="haowen-bench-")))
    data = options.data.resolve() if options.data else _make_site(folder / "data")
    environ = os.environ | {"HAOWEN_DATA": str(data), "PYTHONPATH": f"{ROOT / 'src'}:{HERE}"}
    warm_port, cold_port, bare_port, nginx_port = (_free_port() for _ in range(4))

    def start(target: str, port: int, env: dict[str, str]) -> None:
        stack.enter_context(_granian(target, port, env, server_core))

    start("warm", warm_port, environ)
    began = time.perf_counter()
    path = _some_article(warm_port)
    first_seconds = time.perf_counter() - began
    start("cold", cold_port, environ)
    page, length = _packed(warm_port, path)
    (folder / "page").write_bytes(page[1])
    (folder / "headers.json").write_text(json.dumps(page[0]), encoding="utf-8")
    start(
        "bare", bare_port, environ | {"BENCH_HEADERS": str(folder / "headers.json"), "BENCH_BODY": str(folder / "page")}
    )
    stack.enter_context(_nginx(folder, nginx_port, page[0], server_core))
    cookie = _sign_in(warm_port, data)
    brotli = {"Accept-Encoding": "br"}
    contenders = [
        Contender("nginx, the same bytes from a file", nginx_port, "/page", brotli, length),
        Contender("granian, the same bytes and nothing else", bare_port, "/", brotli, length),
        Contender("Haowen, page kept (warm)", warm_port, path, brotli, length),
        Contender("Haowen, page rendered each time (cold)", cold_port, path, brotli),
        Contender("Haowen, signed in", warm_port, path, {**brotli, "Cookie": cookie}),
    ]
    script = folder / "count.lua"
    script.write_text(LUA, encoding="utf-8")
    for contender in contenders:
        _run(contender, script, load_core, seconds=1, connections=options.connections, counts=False)
    for number in range(options.rounds):
        for contender in contenders:
            _run(contender, script, load_core, seconds=options.seconds, connections=options.connections, counts=True)
            print(f"round {number + 1}: {contender.name}: {contender.rates[-1]:,.0f}/s", file=sys.stderr)
    return _table(options, contenders, length, first_seconds)


def _make_site(data: Path) -> Path:
    """Make a demonstration site and do all that it leaves for later, so that nothing runs beside the measurement."""
    print("making a demonstration site …", file=sys.stderr)
    haowen = [sys.executable, "-m", "haowen.doors.cli"]
    subprocess.run([*haowen, "init", "--demo", "--data", str(data)], check=True, stdout=subprocess.DEVNULL,
                   env=os.environ | {"PYTHONPATH": str(ROOT / "src")})  # fmt: skip
    return data


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def _process(command: list[str], environ: dict[str, str], port: int, core: int) -> Iterator[None]:
    """Run a server on one core for as long as the block runs."""
    server = subprocess.Popen(["taskset", "-c", str(core), *command], env=environ, start_new_session=True)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            if server.poll() is not None:
                raise SpoiledError(f"{command[0]} ended with {server.returncode}")
            time.sleep(0.1)
        yield
    finally:
        # The group is the server's own: it and its workers, nobody else.
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _granian(target: str, port: int, environ: dict[str, str], core: int) -> contextlib.AbstractContextManager[None]:
    """One worker with one thread for Python, as the site is served."""
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
        "--blocking-threads", "1", "--loop", "asyncio", "--http", "1", "--no-ws", "--backlog", "2048", "--log-level", "warning",
        "--factory", f"_applications:{target}",
    ]  # fmt: skip
    return _process(command, environ, port, core)


def _nginx(
    folder: Path, port: int, headers: list[tuple[str, str]], core: int
) -> contextlib.AbstractContextManager[None]:
    own = {"content-type", "content-length"}
    lines = "\n      ".join(
        f"add_header {name} {json.dumps(value)};" for name, value in headers if name.lower() not in own
    )
    path = folder / "nginx.conf"
    path.write_text(NGINX.format(folder=folder, port=port, headers=lines), encoding="utf-8")
    # nginx drops to another user when it is started by root: that user must reach the page.
    folder.chmod(0o755)
    return _process(["nginx", "-c", str(path), "-e", "stderr"], dict(os.environ), port, core)


def _get(port: int, path: str, headers: dict[str, str] | None = None) -> tuple[int, list[tuple[str, str]], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Host": "localhost", **(headers or {})})
        response = connection.getresponse()
        return response.status, response.getheaders(), response.read()
    finally:
        connection.close()


def _some_article(port: int) -> str:
    status, _, body = _get(port, "/")
    found = re.search(rb'href="(/a/[0-9A-Za-z_-]+)"', body)
    if status != HTTPStatus.OK or found is None:
        raise SpoiledError(f"the front page answers {status} and links no article")
    return found[1].decode()


def _packed(port: int, path: str) -> tuple[tuple[list[tuple[str, str]], bytes], int]:
    """Return headers and body of the article once it is well compressed."""
    for _ in range(50):
        status, headers, body = _get(port, path, {"Accept-Encoding": "br"})
        if status != HTTPStatus.OK:
            raise SpoiledError(f"{path} answers {status}")
        if not dict(headers).get("etag", '-br1"').endswith('-br1"'):  # such is the tag of what was compressed in haste
            kept = [(name, value) for name, value in headers if name.lower() not in ("date", "server", "connection")]
            return (kept, body), len(body)
        time.sleep(0.2)
    raise SpoiledError(f"{path} is not kept")


def _sign_in(port: int, data: Path) -> str:
    """Sign a reader of the demonstration in as a browser does and return the session's cookie."""
    accounts = json.loads((data / "demo-accounts.json").read_text(encoding="utf-8"))
    reader = next(account for account in accounts if account["role"] == "reader" and not account.get("totp"))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/accounts/login/", headers={"Host": "localhost"})
    response = connection.getresponse()
    form = response.read().decode()
    cookies = _cookies(response)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    if token is None:
        raise SpoiledError("the sign-in page has no form")
    said = urlencode({"login": reader["email"], "password": reader["password"], "csrfmiddlewaretoken": token[1]})
    connection.request(
        "POST", "/accounts/login/", body=said,
        headers={"Host": "localhost", "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"},
    )  # fmt: skip
    response = connection.getresponse()
    response.read()
    session = next((part for part in _cookies(response).split("; ") if part.startswith("session=")), "")
    if not session:
        raise SpoiledError(f"signing in answers {response.status} and gives no session")
    return session


def _cookies(response: http.client.HTTPResponse) -> str:
    return "; ".join(value.split(";", 1)[0] for name, value in response.getheaders() if name.lower() == "set-cookie")


def _run(contender: Contender, script: Path, core: int, *, seconds: int, connections: int, counts: bool) -> None:
    """Put load on one contender, and make sure that what it answered was the page."""
    status, _, body = _get(contender.port, contender.path, contender.headers)
    if status != HTTPStatus.OK:
        raise SpoiledError(f"{contender.name} answers {status}")
    length = contender.length or len(body)
    command = [
        "taskset",
        "-c",
        str(core),
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{seconds}s",
        "-s",
        str(script),
        "-H",
        "Host: localhost",
    ]
    for name, value in contender.headers.items():
        command += ["-H", f"{name}: {value}"]
    done = subprocess.run(
        [*command, f"http://127.0.0.1:{contender.port}{contender.path}"], capture_output=True, text=True, check=True
    )
    found = re.search(r"JSON(\{.*\})", done.stdout)
    if found is None:
        raise SpoiledError(f"wrk says nothing: {done.stdout}{done.stderr}")
    said = json.loads(found[1])
    each = said["bytes"] / max(1, said["requests"])
    if said["errors"]:
        raise SpoiledError(f"{contender.name}: {said['errors']} errors or other statuses")
    # wrk takes a redirect for a success: its length gives it away.
    if not length * 0.98 <= each <= length * 1.02 + SLACK_BYTES:
        raise SpoiledError(f"{contender.name}: {each:.0f} bytes an answer, the page has {length}")
    if counts:
        contender.rates.append(said["requests"] / (said["micros"] / 1e6))
        contender.p99_ms.append(said["p99"] / 1000)


def _table(options: argparse.Namespace, contenders: list[Contender], length: int, first_seconds: float) -> str:
    base = statistics.median(contenders[0].rates)
    lines = [
        "# What an article page costs",
        "",
        "Written by `scripts/bench serve --write`. One server process on one core, wrk on another,",
        f"{options.connections} connections kept alive, {options.rounds} interleaved rounds of {options.seconds} s; medians, lowest and highest round.",
        f"The page has {length:,} bytes in brotli. {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        f"The first front page after the start took {first_seconds * 1000:.0f} ms.",
        "",
        "| | requests/s | lowest to highest | of nginx | 99th percentile |",
        "|---|---:|---:|---:|---:|",
    ]
    for contender in contenders:
        middle = statistics.median(contender.rates)
        lines.append(
            f"| {contender.name} | {middle:,.0f} | {min(contender.rates):,.0f} to {max(contender.rates):,.0f} "
            f"| {middle / base:.2f} | {statistics.median(contender.p99_ms):.1f} ms |"
        )
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
