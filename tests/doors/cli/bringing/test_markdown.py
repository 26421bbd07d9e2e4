"""What the command line reads of folders of Markdown, before anything is kept."""

from pathlib import Path

from haowen.doors.cli.bringing.markdown import comers


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.key"
    secret.write_text("not for readers", encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "evil.md").symlink_to(secret)
    (folder / "good.md").write_text("# A title\n\nWords.\n", encoding="utf-8")
    (folder / "same.md").symlink_to(folder / "good.md")
    evil, good, same = comers(folder)
    assert evil.refused
    assert evil.arrival is None
    assert good.arrival is not None
    assert same.arrival is not None


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text(" \n\n", encoding="utf-8")
    (comer,) = comers(tmp_path)
    assert comer.refused
    assert comer.arrival is None
