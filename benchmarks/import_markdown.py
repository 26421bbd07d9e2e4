"""What bringing thousands of Markdown articles in costs, on one core, and that killing it loses and doubles nothing.

    scripts/bench import_markdown --data DIR [--file NAME] [--most N] [--kills N] [--seed N]

DIR holds ``zh-articles/lctt_2013_2020.jsonl.xz`` (or ``--file`` names JSON lines below it). The command runs as an operator
runs it, pinned to one core, on a site made for it: articles a second in whole, by stage, peak of memory, what the report
says of fidelity, and a second run that finds everything unchanged. With ``--kills`` an import is killed that often at
random moments and run again; in the end every article is there once, indexed, with one revision.
"""

import argparse
import json
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
STAGES = {
    "read": "reading: decoding, front matter, Markdown to canonical HTML",
    "kept": "keeping: articles, revisions, publishers, gates, publishing",
    "measured": "measuring: the other implementation, the comparison",
    "seen": "indexing: until everything can be found",
}


def command(data: Path, path: Path) -> list[str]:
    """Return the import as an operator types it."""
    return [
        sys.executable, "-m", "haowen.doors.cli", "import", "markdown", str(path), "--publish", "--publisher", "redaction", "--json",
        "--data", str(data),
    ]  # fmt: skip


def environment() -> dict[str, str]:
    """Return what an operator's terminal holds, without what is set for this site or that."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HAOWEN_")}
    return {**clean, "PYTHONPATH": str(ROOT / "src")}


def start(data: Path, path: Path, said: Path) -> "subprocess.Popen[bytes]":
    """Start an import on the first core that this process may use."""
    with said.open("wb") as out, said.with_suffix(".err").open("wb") as errors:
        process = subprocess.Popen(
            command(data, path), stdout=out, stderr=errors, cwd=ROOT, env=environment()
        )  # fmt: skip
    os.sched_setaffinity(process.pid, {min(os.sched_getaffinity(0))})
    return process


def imported(data: Path, path: Path, said: Path) -> tuple[dict[str, Any], float, float]:
    """Run an import to its end; return its report, the seconds it took and those of the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    start(data, path, said).wait()
    took = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    report: dict[str, Any] = json.loads(said.read_text(encoding="utf-8").splitlines()[-1])
    return report, took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def told(report: dict[str, Any], took: float, cpu: float) -> None:
    """Print what a run cost."""
    count = report["made"] + report["changed"] + report["same"]
    print(
        f"{count} articles in {took:.1f} s: {count / took:.0f} a second ({cpu:.1f} s of processor: {count / cpu:.0f} a second)"
    )
    for name, seconds in report["stages"].items():
        print(f"  {STAGES.get(name, name)}: {seconds:.1f} s, {report['processor'][name]:.1f} s of processor")
    for name in (
        "made",
        "same",
        "refused",
        "waiting",
        "publishers_made",
        "pictures_to_fetch",
        "dates_unknown",
        "measured",
    ):
        print(f"  {name.replace('_', ' ')}: {report[name]}")
    print(f"  differing: {report['differing']} {report['differences'] or ''}")


def part(path: Path, most: int, folder: Path) -> Path:
    """Return the first rows as a file of their own."""
    import gzip
    import lzma

    opened = {".gz": gzip.open, ".xz": lzma.open}.get(path.suffix, open)
    with opened(path, "rb") as rows, (folder / "part.jsonl").open("wb") as out:  # type: ignore[operator]
        out.writelines(line for at, line in enumerate(rows) if at < most)
    return folder / "part.jsonl"


def in_index(data: Path) -> int:
    """Return how many articles the index holds, each as readers see it."""
    asked = (
        "import sys; from haowen.doors.cli.site import open_site; open_site(sys.argv[1])\n"
        "from haowen.derived.search.indexing import astray, written_at\n"
        "from haowen.domain.articles.models import Article\n"
        "print(len(written_at(Article.objects.values_list('pk', flat=True))) - len(astray()))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-c", asked, str(data)], env=environment, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def killed(data: Path, path: Path, said: Path, kills: int) -> None:
    """Kill an import at random moments, run it again, and say what is there in the end."""
    done = 0
    for _each in range(kills):
        process = start(data, path, said)
        try:
            process.wait(random.uniform(0.5, 20.0))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            done += 1
    report, *_times = imported(data, path, said)
    count = report["made"] + report["same"] + report["changed"]
    with sqlite3.connect(data / "haowen.sqlite3") as rows:
        articles, keys = rows.execute("SELECT count(*), count(DISTINCT import_key) FROM articles_article").fetchone()
        (revisions,) = rows.execute("SELECT count(*) FROM articles_revision").fetchone()
        (out,) = rows.execute(
            "SELECT count(*) FROM articles_article WHERE state = 'published' AND revision_id = head_id"
        ).fetchone()
        (names, different) = rows.execute(
            "SELECT count(*), count(DISTINCT lower(name)) FROM publishers_publisher"
        ).fetchone()
    found = in_index(data)
    print(f"killed {done} times, then run to its end: {count} rows, {articles} articles of {keys} identities, {revisions} revisions, "
          f"{out} out, {found} in the index, {names} publishers of {different} names")  # fmt: skip
    if not count == articles == keys == revisions == out == found:
        raise SystemExit("something is missing, or there twice")


def main() -> None:
    """Measure, and print a page of figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of test data")
    parser.add_argument("--file", default="zh-articles/lctt_2013_2020.jsonl.xz", help="JSON lines below DIR")
    parser.add_argument("--most", type=int, default=0, help="take only so many rows")
    parser.add_argument("--kills", type=int, default=0, help="kill an import so often")
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    parser.add_argument("--keep", type=Path, default=None, metavar="SITE", help="make the site here, and leave it")
    asked = parser.parse_args()
    random.seed(asked.seed)
    scratch = Path(tempfile.mkdtemp(prefix="haowen-bench-"))
    try:
        path = asked.data / asked.file
        if asked.most:
            path = part(path, asked.most, scratch)
        site, said = asked.keep or scratch / "site", scratch / "said.jsonl"
        if asked.kills:
            killed(site, path, said, asked.kills)
            return
        made = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        init = [sys.executable, "-m", "haowen.doors.cli", "init", "--data", str(site)]
        subprocess.run(init, env=environment(), cwd=ROOT, capture_output=True, check=True)
        made = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - made
        print(f"a site is made, which is no part of an import: {made:.1f} s of processor")
        told(*imported(site, path, said))
        print(f"  memory at its peak: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")
        print("once more:")
        told(*imported(site, path, said))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


if __name__ == "__main__":
    main()
