"""A salt for each day, shared and forgotten."""

import datetime as dt
from pathlib import Path

from haowen.kit.clock import now, telling
from haowen.kit.salts import DailySalt


def test_processes_of_one_site_hash_alike_and_the_next_day_differently(tmp_path: Path) -> None:
    one, other = DailySalt(tmp_path), DailySalt(tmp_path)
    today = one.hashed("reader", "203.0.113.9")
    assert today == other.hashed("reader", "203.0.113.9")
    assert today != one.hashed("reader", "203.0.113.8")
    with telling(now() + dt.timedelta(days=1)):
        assert one.hashed("reader", "203.0.113.9") != today


def test_yesterdays_salt_is_gone(tmp_path: Path) -> None:
    salt = DailySalt(tmp_path)
    salt.hashed("x")
    (before,) = [path.read_bytes() for path in tmp_path.iterdir()]
    with telling(now() + dt.timedelta(days=1)):
        salt.hashed("x")
        (after,) = [path.read_bytes() for path in tmp_path.iterdir()]
    assert before != after
    with telling(now() + dt.timedelta(days=2)):
        salt.forget()
    assert not list(tmp_path.iterdir())


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    DailySalt(tmp_path).hashed("x")
    (path,) = tmp_path.iterdir()
    assert path.stat().st_mode & 0o077 == 0


def test_parts_do_not_run_together(tmp_path: Path) -> None:
    salt = DailySalt(tmp_path)
    assert salt.hashed("ab", "c") != salt.hashed("a", "bc")
