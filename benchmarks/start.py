"""How long a site takes from the command to its first page, on an empty site and on a filled one.

    scripts/bench start [--rounds 7] [--data DIR] [--port 8391]

Starts ``scripts/serve`` as an operator does, asks for ``/`` until it is answered with 200, and ends it again; the first
round of each site is not counted (it migrates, and reads the files from the disk). The machine should do nothing else:
the supervisor, two web workers and the task worker start at once.
"""

import argparse
import http.client
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from http import HTTPStatus
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GIVE_UP_SECONDS = 120


def started(data: Path, port: int, *more: str) -> float:
    """Return the seconds from the command to the first front page, and end the site."""
    command = [str(ROOT / "scripts" / "serve"), "--data", str(data), "--port", str(port), *more]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as site:
        try:
            while not _answers(port):
                if site.poll() is not None or time.perf_counter() - began > GIVE_UP_SECONDS:
                    sys.exit("the site did not start; its messages are above")
                time.sleep(0.01)
            return time.perf_counter() - began
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(20)


def _answers(port: int) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return line.getresponse().status == HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def told(name: str, times: list[float]) -> str:
    """Return one row: least, median and most of the seconds."""
    return f"{name:<12} {min(times):6.2f} {statistics.median(times):6.2f} {max(times):6.2f}"


def main() -> None:
    """Measure both sites and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--data", type=Path, help="a filled site, not being served; a demonstration is made otherwise")
    asked.add_argument("--port", type=int, default=8391)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty, filled = Path(folder) / "empty", options.data or Path(folder) / "filled"
        started(empty, options.port)
        took = [started(empty, options.port) for _round in range(options.rounds)]
        if options.data is None:
            print(f"filling the demonstration took {started(filled, options.port, '--demo'):.1f} s")
        else:
            started(filled, options.port)
        took_filled = [started(filled, options.port) for _round in range(options.rounds)]
        print(f"seconds          min median    max   ({options.rounds} rounds, {os.cpu_count()} cores)")
        print(told("empty site", took))
        print(told("filled site", took_filled))
        shutil.rmtree(empty)


if __name__ == "__main__":
    main()
