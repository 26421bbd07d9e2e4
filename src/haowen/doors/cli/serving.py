"""``haowen serve``: a site from one command."""

import http.client
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from haowen.doors.cli import say
from haowen.doors.cli.folders import address, data_folder, is_migrated, make_folders
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.supervising import Child, Supervisor
from haowen.kit.processes import PARENT, HeldError, hold
from haowen.kit.refusals import Refused

MOST_WORKERS = 8
_SLOW_START_SECONDS = 60.0


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    *,
    host: Annotated[str, typer.Option(envvar="HAOWEN_HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="HAOWEN_PORT", min=1, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[
        int,
        typer.Option(envvar="HAOWEN_WORKERS", min=0, max=64, help="Web workers; 0: one for every core, at least two."),
    ] = 0,
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty site before listening.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Serve the site: web workers and the task worker in one process tree."""
    folder = data_folder()
    os.environ.update(HAOWEN_DATA=str(folder), HAOWEN_HOST=host, HAOWEN_PORT=str(port))
    make_folders(folder)
    try:
        with hold(folder / "run" / "lock"):
            _look_at_port(host, port)
            if demo or not is_migrated(folder):
                _prepare(demo=demo)
            (folder / "run" / "address").write_text(_address(port), encoding="utf-8")
            _serve(folder, host, port, workers or max(2, min(os.cpu_count() or 2, MOST_WORKERS)))
    except HeldError as held:
        by = f" by process {held.holder}" if held.holder else ""
        raise Refused(f"The site in {folder} is already being served{by}.") from held


def _address(port: int) -> str:
    return (os.environ.get("HAOWEN_BASE_URL") or f"http://localhost:{port}").rstrip("/")


def _look_at_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        raise Refused(f"Cannot listen on {host}:{port}: {error.strerror}. Another --port may be free.") from error


def _prepare(*, demo: bool) -> None:
    """Make or migrate the site in a process of its own, so that the one that stays is small."""
    command = [sys.executable, "-m", "haowen.doors.cli", "init", *(["--demo"] if demo else [])]
    done = subprocess.run(  # noqa: S603 - our own module, by our own interpreter
        command,
        env=os.environ | {PARENT: str(os.getpid())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise typer.Exit(1)


def _serve(data: Path, host: str, port: int, workers: int) -> None:
    tree = Supervisor(
        [
            Child("web server", ["haowen.doors.cli.webserver", host, str(port), str(workers)]),
            Child("task worker", ["haowen.doors.cli", "work"]),
        ]
    )
    tree.start()
    try:
        if _is_up(tree, host, port):
            say.result(f"{address(data)}/", address=f"{address(data)}/")
            _offer_setup(tree)
        tree.keep()
    finally:
        tree.end()


def _is_up(tree: Supervisor, host: str, port: int) -> bool:
    """Wait until the site answers. Return False when it is told to stop before."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - compared, not bound
    began, told = time.monotonic(), False
    while not tree.stop.wait(0.05):
        for child in tree.children:
            child.look()
        probe = http.client.HTTPConnection(name, port, timeout=5)
        try:
            probe.request("GET", "/healthz", headers={"Host": "localhost"})
            probe.getresponse().read()
        except (OSError, http.client.HTTPException):
            if not told and time.monotonic() - began > _SLOW_START_SECONDS:
                told = True
                say.progress("The web server does not answer yet; its messages are above.")
        else:
            return True
        finally:
            probe.close()
    return False


def _offer_setup(tree: Supervisor) -> None:
    """Print the one-time address where no operator is; asked in another process, as this one knows no database."""
    command = [sys.executable, "-m", "haowen.doors.cli", "setup-link", "--if-needed"]
    asked = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
        command,
        env=os.environ | {PARENT: str(os.getpid())},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    while asked.poll() is None:
        for child in tree.children:
            child.look()
        if tree.stop.wait(0.1):
            asked.kill()
    link = asked.communicate()[0].strip()
    if link:
        say.result(link, setup=link)
