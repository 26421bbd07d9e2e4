"""Whose an article is on a platform of many."""

from pathlib import Path

import pytest
from lxml import html

from haowen.formats.page import read
from haowen.formats.page.accounts import account_of


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ('<a id="js_name">\n 江边 \n</a>', "江边"),
        ('<div class="user-card-name"><a href="/c/user/1/">江边</a><div>关注</div></div>', "江边"),
        ('<div class="post_wemedia_name"><a>江边</a></div>', "江边"),
        ('<div id="user-info"><h4><a>江边</a></h4></div>', "江边"),
        ('<div class="author-txt"><p class="author-name">江边</p></div>', "江边"),
        ('<p class="author-name">一位作者</p>', ""),
        ("<p>江边</p>", ""),
    ],
)
def test_the_platforms_own_mark_counts(page, name):
    assert account_of(html.fromstring(f"<html><body>{page}</body></html>")) == name


@pytest.mark.corpora
def test_real_pages_name_their_accounts(corpora: Path, tmp_path: Path):
    import tarfile

    with tarfile.open(corpora / "import" / "html_gne_chinese.tar.xz") as bundle:
        bundle.extractall(tmp_path, filter="data")
    folder = tmp_path / "html_gne_chinese" / "tests"
    wanted = {"wechat/1.html": "爱否科技", "toutiao/3.html": "南方都市报", "baijiahao/4.html": "八卦大相公"}
    assert {name: read((folder / name).read_bytes()).account for name in wanted} == wanted
