"""Promise 11: what was acknowledged is on disk."""

import pytest
from django.db import connection

from haowen.domain.media import rendering

pytestmark = pytest.mark.django_db


def test_the_database_waits_for_the_disk(db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone() == (2,)  # FULL
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone() == ("wal",)


def test_a_file_is_whole_or_not_there(tmp_path, monkeypatch):
    path = tmp_path / "aa" / "file"
    rendering.put(path, b"first")

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rendering.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        rendering.put(path, b"second")
    assert path.read_bytes() == b"first"
    assert [entry.name for entry in path.parent.iterdir()] == ["file"]
