"""Imports that are killed and run again: every article once, whatever the moment."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.serving import environment, haowen

COUNT = 130  # more than a batch


def rows_of(folder: Path) -> Path:
    path = folder / "rows.jsonl"
    lines = [
        json.dumps({"path": f"{at}.md", "title": f"题目{at // 2}", "markdown": f"第{at}篇的正文。", "author": f"作者{at % 7}"})
        for at in range(COUNT)
    ]  # fmt: skip
    path.write_text("\n".join([*lines, "{broken", ""]), encoding="utf-8")
    return path


def in_index(data: Path) -> int:
    """Return how many articles the index holds, each as readers see it."""
    asked = (
        "import sys; from haowen.doors.cli.site import open_site; open_site(sys.argv[1])\n"
        "from haowen.derived.search.indexing import astray, written_at\n"
        "from haowen.domain.articles.models import Article\n"
        "print(len(written_at(Article.objects.values_list('pk', flat=True))) - len(astray()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked, str(data)], env=environment(data), capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_killed_at_any_step_and_run_again_every_article_is_there_once(new_site: Path, tmp_path: Path) -> None:
    path = rows_of(tmp_path)
    command = ("import", "markdown", str(path), "--publish", "--json")
    for point in ("import.after_article:2", "publish.before_commit:1", "task.before_run:1"):
        killed = haowen(new_site, *command, HAOWEN_FAILPOINT=point)
        assert killed.returncode == -9, (point, killed.stderr)
    done = haowen(new_site, *command)
    assert done.returncode == 1
    *said, report = [json.loads(line) for line in done.stdout.splitlines()]
    lines = [line for line in said if "refused" not in line]
    assert [line["file"] for line in said if "refused" in line] == ["rows.jsonl:131"]
    assert {line["state"] for line in lines} == {"published"}
    assert (len(lines), report["refused"], report["made"] + report["same"]) == (COUNT, 1, COUNT)
    assert json.loads(Path(report["report"]).read_text(encoding="utf-8"))["details"]["refused"][0]["reason"]
    assert Path(report["report"]).is_relative_to(new_site / "imports")
    with sqlite3.connect(new_site / "haowen.sqlite3") as connection:

        def of(sql: str) -> list[tuple[object, ...]]:
            return connection.execute(sql).fetchall()

        assert of("SELECT count(*), count(DISTINCT import_key), count(DISTINCT title) FROM articles_article") == [
            (COUNT, COUNT, COUNT // 2)
        ]
        assert of("SELECT count(*) FROM articles_revision") == [(COUNT,)]
        assert of("SELECT count(*) FROM articles_article WHERE state = 'published' AND revision_id = head_id") == [
            (COUNT,)
        ]
        assert of("SELECT count(*), count(DISTINCT name) FROM publishers_publisher") == [(7, 7)]
    assert in_index(new_site) == COUNT
    again = haowen(new_site, *command)
    assert json.loads(again.stdout.splitlines()[-1])["same"] == COUNT
