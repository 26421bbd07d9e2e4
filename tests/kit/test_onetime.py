import threading
from pathlib import Path
from typing import Any

import pytest

from haowen.kit import onetime


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings: Any) -> None:
    settings.DATA = tmp_path


def test_a_key_works_once() -> None:
    token = onetime.setup_token()
    assert onetime.is_open()
    assert onetime.fits(token)
    assert onetime.redeem(token)
    assert not onetime.redeem(token)
    assert not onetime.is_open()


def test_a_wrong_key_uses_nothing_up() -> None:
    token = onetime.setup_token()
    assert not onetime.redeem("wrong")
    assert not onetime.redeem("")
    assert onetime.redeem(token)


def test_a_newer_key_replaces_the_older() -> None:
    older = onetime.setup_token()
    newer = onetime.setup_token()
    assert not onetime.fits(older)
    assert onetime.fits(newer)


def test_only_the_hash_is_kept_and_for_the_owner_alone(tmp_path: Path) -> None:
    token = onetime.setup_token()
    kept = tmp_path / "run" / "setup"
    assert token not in kept.read_text(encoding="ascii")
    assert kept.stat().st_mode & 0o777 == 0o600


def test_of_two_who_come_at_once_one_gets_in() -> None:
    token = onetime.setup_token()
    answers: list[bool] = []
    gate = threading.Barrier(4)

    def come() -> None:
        gate.wait()
        try:
            answers.append(onetime.redeem(token))
        except FileNotFoundError:
            answers.append(False)

    threads = [threading.Thread(target=come) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(True) == 1


def test_without_a_key_nothing_fits() -> None:
    assert not onetime.is_open()
    assert not onetime.fits("anything")
