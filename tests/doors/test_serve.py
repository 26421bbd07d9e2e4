import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import PATIENCE, Served, children, environment, free_port, haowen, is_alive, served, wait


@pytest.fixture(scope="module")
def warm(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that has been made before."""
    return Path(shutil.copytree(made_site, tmp_path_factory.mktemp("serve") / "data"))


@pytest.fixture(scope="module")
def site(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site being served, whose options and environment disagree; whatever of it is killed comes back."""
    folder = tmp_path_factory.mktemp("served")
    data = Path(shutil.copytree(made_site, folder / "data"))
    with served(data, HAOWEN_PORT="1", HAOWEN_DATA=str(folder / "elsewhere")) as running:
        yield running


def test_a_warm_start_waits_neither_for_django_nor_for_migrations(warm: Path) -> None:
    """What makes it quick; how quick it is, ``scripts/bench start`` says, with the machine to itself."""
    asks = (
        "import sys, pathlib; from haowen.doors.cli import serving;"
        "assert serving.is_migrated(pathlib.Path(sys.argv[1]));"
        "print(*{name.split('.')[0] for name in sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", asks, str(warm)], env=environment(warm), capture_output=True, text=True, check=True
    )
    assert {"django", "lxml", "granian", "PIL"}.isdisjoint(done.stdout.split())


def test_it_prints_its_address_and_where_the_first_operator_is_made(site: Served) -> None:
    link = site.setup_link()
    assert site.lines[0].strip() == f"{site.address}/"
    assert link.startswith(f"{site.address}/setup/")


def test_a_site_with_an_operator_prints_no_setup_address(new_site: Path) -> None:
    data = new_site
    made = haowen(
        data,
        "user",
        "create",
        "--email",
        "olga@example.org",
        "--role",
        "operator",
        "--password-stdin",
        stdin="correct horse battery\n",
    )
    assert made.returncode == 0, made.stderr
    with served(data, workers=1) as running:
        assert wait(lambda: running.lines)
        assert not wait(lambda: any("/setup/" in line for line in running.lines), 2)


def test_a_second_serve_on_the_same_folder_is_refused_by_name(site: Served) -> None:
    second = haowen(site.data, "serve", "--port", "1")
    assert second.returncode == 1
    assert str(site.process.pid) in second.stderr
    assert "Traceback" not in second.stderr
    assert site.get() == 200


def test_a_port_that_is_taken_is_said_plainly(warm: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = haowen(warm, "serve", "--port", port)
    assert done.returncode == 1
    assert port in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_everything_within_five_seconds(warm: Path, number: int) -> None:
    site = Served(warm, workers=1).up()
    family = children(site.process.pid)
    assert len(family) >= 3
    began = time.monotonic()
    assert site.stop(number) == 0
    assert time.monotonic() - began < 5
    assert not [pid for pid in family if is_alive(pid)]


def test_killing_the_parent_leaves_no_child(warm: Path) -> None:
    site = Served(warm).up()
    family = children(site.process.pid)
    site.process.kill()
    site.process.wait()
    assert wait(lambda: not [pid for pid in family if is_alive(pid)])
    with served(warm, workers=1) as again:  # and leaves no lock behind
        assert again.get() == 200


def test_a_killed_web_worker_is_back_however_often(site: Served) -> None:
    for _time in range(3):
        assert wait(lambda: len(site.web_workers()) == 2)
        before = site.web_workers()
        os.kill(before[0], signal.SIGKILL)
        assert wait(lambda: before[0] not in site.web_workers() and len(site.web_workers()) == 2)  # noqa: B023
    assert wait(lambda: site.get() == 200)
    assert site.process.poll() is None


def test_a_killed_task_worker_is_back(site: Served) -> None:
    assert wait(site.task_worker)
    before = site.task_worker()
    os.kill(before, signal.SIGKILL)
    assert wait(lambda: site.task_worker() not in (0, before))


def test_a_killed_web_server_comes_back_whole(site: Served) -> None:
    server = next(pid for pid in children(site.process.pid) if set(site.web_workers()) & set(children(pid)))
    old = site.web_workers()
    os.kill(server, signal.SIGKILL)
    assert wait(lambda: not [pid for pid in old if is_alive(pid)])
    assert wait(lambda: len(site.web_workers()) == 2 and site.get() == 200)


def test_a_request_in_hand_is_finished(warm: Path) -> None:
    site = Served(warm, workers=1).up()
    body = b"login=carol%40example.org&password=x"
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as line:
        head = (
            f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost:{site.port}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        line.sendall(head.encode() + body[:5])
        time.sleep(0.5)
        site.process.terminate()
        time.sleep(1)
        line.sendall(body[5:])
        answer = line.recv(65536)
    assert answer.startswith(b"HTTP/1.1 ")
    assert site.stop() == 0


def test_options_beat_the_environment(site: Served) -> None:
    assert site.get() == 200
    assert not (site.data.parent / "elsewhere").exists()


def test_the_data_folder_is_for_its_owner_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o755)
    with served(data, workers=1):
        assert data.stat().st_mode & 0o777 == 0o700
        loose = [path for path in data.rglob("*") if path.stat().st_mode & 0o077]
        assert loose == []


def test_the_demonstration_is_refused_where_there_is_content(new_site: Path) -> None:
    data = new_site
    made = haowen(
        data,
        "user",
        "create",
        "--email",
        "carol@example.org",
        "--role",
        "reader",
        "--password-stdin",
        stdin="correct horse battery\n",
    )
    assert made.returncode == 0, made.stderr
    before = hashlib.sha256((data / "haowen.sqlite3").read_bytes()).hexdigest()
    done = haowen(data, "serve", "--demo", "--port", "0")
    assert done.returncode == 2, "port 0 is no port"
    done = haowen(data, "serve", "--demo", "--port", str(free_port()))
    assert done.returncode == 1
    assert "not empty" in done.stderr
    assert "Traceback" not in done.stderr
    assert hashlib.sha256((data / "haowen.sqlite3").read_bytes()).hexdigest() == before
