import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from haowen.kit.processes import HeldError, hold, is_held

SOURCE = Path(__file__).parents[2] / "src"
GRANDCHILD = "from haowen.kit.processes import die_with_parent; import time; die_with_parent(); print('up', flush=True); time.sleep(60)"
PARENT = f"""
import os, subprocess, sys, time
env = os.environ | {{"HAOWEN_PARENT": str(os.getpid())}}
child = subprocess.Popen([sys.executable, "-c", {GRANDCHILD!r}], env=env, stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
time.sleep(60)
"""
HOLDER = "from haowen.kit.processes import hold; import sys, time; from pathlib import Path\nwith hold(Path(sys.argv[1])):\n  print('held', flush=True); time.sleep(60)"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False


def wait_gone(pid: int, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not is_alive(pid)


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(SOURCE)}


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], env=environment(), stdout=subprocess.PIPE)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert wait_gone(child)


def test_a_child_whose_parent_is_gone_already_ends_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", GRANDCHILD], env=environment() | {"HAOWEN_PARENT": "999999999"}, check=False, timeout=60
    )
    assert done.returncode == -signal.SIGKILL


def test_a_lock_is_held_by_one_who_is_named(tmp_path: Path) -> None:
    path = tmp_path / "run" / "lock"
    assert not is_held(path)
    other = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], env=environment(), stdout=subprocess.PIPE)
    assert other.stdout is not None
    other.stdout.readline()
    assert is_held(path)
    with pytest.raises(HeldError) as refused, hold(path):
        pass
    assert refused.value.holder == other.pid
    other.kill()
    other.wait()
    other.stdout.close()
    with hold(path):
        assert is_held(path)
    assert not is_held(path)
