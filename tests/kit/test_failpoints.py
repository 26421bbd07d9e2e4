import os
import subprocess
import sys
from pathlib import Path

import pytest

from haowen.kit import failpoints

SOURCE = Path(__file__).parents[2] / "src"


def reach_twice(**environment: str) -> tuple[int, str]:
    code = (
        "from haowen.kit.failpoints import reach\nfor n in range(2):\n  reach('task.before_run'); print(n, flush=True)"
    )
    clean = {name: value for name, value in os.environ.items() if not name.startswith("HAOWEN_")}
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**clean, "PYTHONPATH": str(SOURCE), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


def test_the_process_dies_where_it_is_asked_to() -> None:
    assert reach_twice(HAOWEN_TESTING="1", HAOWEN_FAILPOINT="task.before_run") == (-9, "")


def test_the_second_time_can_be_asked_for() -> None:
    assert reach_twice(HAOWEN_TESTING="1", HAOWEN_FAILPOINT="task.before_run:2") == (-9, "0\n")


@pytest.mark.parametrize(
    "environment",
    [{}, {"HAOWEN_FAILPOINT": "task.before_run"}, {"HAOWEN_TESTING": "1", "HAOWEN_FAILPOINT": "publish.after_commit"}],
)
def test_otherwise_nothing_happens(environment: dict[str, str]) -> None:
    assert reach_twice(**environment) == (0, "0\n1\n")


def test_every_place_that_is_reached_has_a_listed_name_and_the_other_way_round() -> None:
    import re

    reached = set()
    for path in (SOURCE / "haowen").rglob("*.py"):
        reached |= set(re.findall(r"\breach\(\"([a-z_.]+)\"\)", path.read_text(encoding="utf-8")))
    assert reached == set(failpoints.NAMES)
