"""Saved pages in bulk."""

import gzip
import io
import tarfile
import zipfile

import pytest

from haowen.domain.articles.models import Article, FormerAddress
from haowen.doors.bringing import pages
from tests.doors.cli.test_elsewhere import bring, png
from tests.formats.page.test_page_mhtml import PAGE, wrapped

pytestmark = pytest.mark.django_db


def page(number: int, address: str = "") -> str:
    link = f'<link rel="canonical" href="{address}">' if address else ""
    return PAGE.replace("水位为什么会变", f"水位为什么会变（{number}）").replace("<title>", f"{link}<title>")


def test_a_folder_of_pages_comes_in_with_the_pictures_beside_them(site, tmp_path, capsys):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.html").write_text(
        page(1).replace("https://a.example/p.png", "./%E6%B0%B4_files/p.png"), encoding="utf-8"
    )
    (tmp_path / "a" / "水_files").mkdir()
    (tmp_path / "a" / "水_files" / "p.png").write_bytes(png())
    (tmp_path / "a" / "水_files" / "frame.html").write_text(page(9), encoding="utf-8")
    (tmp_path / "two.html.gz").write_bytes(gzip.compress(page(2, "https://a.example/old/two").encode()))
    (tmp_path / "three.mhtml").write_bytes(wrapped(page(3)))
    (tmp_path / "notes.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty.htm").write_bytes(b"")
    fates = bring(pages.comers([tmp_path]))
    assert sorted(fates) == [False, True, True, True]
    assert "empty.htm: The file is empty." in capsys.readouterr().err
    one = Article.objects.get(title__endswith="（1）")
    assert one.head.pictures.count() == 1
    assert set(FormerAddress.objects.values_list("path", flat=True)) == {"/old/two", "/2020/water"}


def test_archives_of_pages_are_read_and_what_leads_out_is_refused(site, tmp_path):
    with zipfile.ZipFile(tmp_path / "p.zip", "w") as archive:
        archive.writestr("saved/one.html", page(1).replace("https://a.example/p.png", "水_files/p.png"))
        archive.writestr("saved/水_files/p.png", png())
        archive.writestr("../evil.html", page(7))
    with tarfile.open(tmp_path / "p.tar.xz", "w:xz") as tar:
        for number in (2, 3):
            data = gzip.compress(page(number).encode()) if number == 3 else page(number).encode()
            entry = tarfile.TarInfo(f"saved/{number}.html" + (".gz" if number == 3 else ""))
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    fates = bring(pages.comers([tmp_path / "p.zip", tmp_path / "p.tar.xz"]))
    assert sorted(fates) == [False, True, True, True]
    assert Article.objects.get(title__endswith="（1）").head.pictures.count() == 1
    assert not Article.objects.filter(title__endswith="（7）").exists()


def test_a_page_is_known_by_its_whole_address(site, tmp_path):
    long = "https://a.example/" + "x" * 250
    for number, ending in ((1, "a"), (2, "b")):
        (tmp_path / f"{number}.html").write_text(page(number, long + ending), encoding="utf-8")
    bring(pages.comers([tmp_path]))
    bring(pages.comers([tmp_path / "1.html"]))
    assert Article.objects.count() == 2


def test_what_is_not_there_and_what_holds_no_pages_is_named(site, tmp_path):
    (tmp_path / "empty").mkdir()
    nowhere, empty = pages.comers([tmp_path / "nowhere.html", tmp_path / "empty"])
    assert nowhere.refused == "cannot be read"
    assert "no saved pages" in empty.refused
