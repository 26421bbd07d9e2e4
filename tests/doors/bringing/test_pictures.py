"""Pictures that lie beside what comes in."""

from pathlib import Path

import pytest
from PIL import Image

from haowen.doors.bringing.pictures import kept_beside

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a text's own folder below it, and one picture on each floor, the last outside of it."""
    given = tmp_path / "given"
    (given / "posts").mkdir(parents=True)
    for at, where in enumerate((given / "posts", given, tmp_path)):
        Image.new("RGB", (40 + at, 30), (at * 90, 20, 20)).save(where / f"p{at}.png")
    return given


def test_a_picture_may_lie_anywhere_in_what_was_given(folder, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"
    kept, notes = kept_beside(
        ["p0.png", "../p1.png", "/p1.png", "../../p2.png", "/etc/hostname"], folder / "posts", folder
    )
    assert kept.keys() == {"p0.png", "../p1.png", "/p1.png"}
    assert len(notes) == 2


def test_of_a_single_text_it_lies_in_its_own_folder(folder, settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path / "kept"
    kept, notes = kept_beside(["p0.png", "../p1.png"], folder / "posts")
    assert kept.keys() == {"p0.png"}
    assert len(notes) == 1
