"""The checker of feeds: what it finds, and that it finds nothing in ours."""

import datetime as dt
import importlib.util
from pathlib import Path
from typing import Any

import pytest

from haowen.formats import feeds
from tests.formats.feeds.checking import check
from tests.formats.feeds.schema import broken
from tests.formats.feeds.test_feeds import AWKWARD, entry, feed

ROOT = Path(__file__).resolve().parents[3]
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:h.example,2026:x</id><title>t</title><updated>2026-01-01T00:00:00Z</updated>
<link rel="self" href="https://h.example/f"/><author><name>n</name></author><entry><id>https://h.example/1</id><title>t</title>
<updated>2026-01-01T00:00:00Z</updated><link href="https://h.example/1"/><content type="html">&lt;p&gt;x&lt;/p&gt;</content></entry></feed>"""
RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title><link>https://h.example/</link>
<description>d</description><atom:link rel="self" href="https://h.example/f"/><item><title>t</title><guid>https://h.example/1</guid>
<pubDate>Mon, 23 Nov 2026 08:30:00 +0800</pubDate><description>&lt;p&gt;x&lt;/p&gt;</description></item></channel></rss>"""


@pytest.mark.parametrize("text", [ATOM, RSS])
def test_a_good_feed_has_no_faults(text: str) -> None:
    assert check(text.encode()) == []


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("<id>tag:h.example,2026:x</id>", "", "MissingElement"), ("tag:h.example,2026:x", "tag:h.example:x", "InvalidTAG"),
     ("2026-01-01T00:00:00Z", "2026-01-01 00:00", "InvalidRFC3339Date"), (' rel="self"', "", "MissingSelf"),
     ("<title>t</title>", "<title>a &lt;b&gt;c&lt;/b&gt;</title>", "ContainsUndeclaredHTML"), ("</feed>", "", "SAXError"),
     ("&lt;p&gt;x", "&lt;p&gt;&lt;script&gt;x&lt;/script&gt;", "SecurityRisk"), ("&lt;/p&gt;", "&lt;/b&gt;", "NotHtml"),
     ("&lt;p&gt;", '&lt;p&gt;&lt;a href="/x"&gt;', "ContainsRelRef"), ("<name>n</name>", "", "MissingElement"),
     ("https://h.example/1</id>", "h.example/1</id>", "InvalidFullLink")],
)  # fmt: skip
def test_faults_of_atom_are_found(before: str, after: str, kind: str) -> None:
    assert kind in {one.kind for one in check(ATOM.replace(before, after, 1).encode())}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [("Mon, 23", "Tue, 23", "IncorrectDOW"), ("23 Nov 2026", "2026-11-23", "InvalidRFC2822Date"),
     (">https://h.example/1<", ">1<", "InvalidHttpGUID"), ("<title>t</title>", "<title>a &amp; b</title>", "ContainsHTML"),
     ("<description>d</description>", "", "MissingDescription"), ("</item>", "<guid>x</guid></item>", "DuplicateElement"),
     ("</item>", '<enclosure url="/x" type="a/b"/></item>', "MissingAttribute")],
)  # fmt: skip
def test_faults_of_rss_are_found(before: str, after: str, kind: str) -> None:
    assert kind in {one.kind for one in check(RSS.replace(before, after, 1).encode())}


def awkward(text: str) -> feeds.Feed:
    """A feed that says one awkward text wherever a text can stand."""
    legal = "".join(c for c in text if c not in "\x00\x0b\x1f\ufffe\ud800")
    html = f"<p>{legal.replace('&', '&amp;').replace('<', '&lt;')}</p>" * 3
    picture = feeds.Picture(url="https://h.example/p.webp?a=1&b=2", type="image/webp", width=1, height=1, alt=text)
    given: dict[str, Any] = {
        "title": text, "summary": text, "html": html, "cover": picture, "licence": text, "pictures": (picture,),
        "categories": (feeds.Category(term="x", label="x", scheme="https://h.example/t/"),),
        "source": feeds.Source(name=text, url="https://o.example/"), "comments": "https://h.example/a/x#comments",
    }  # fmt: skip
    old = entry(
        id="https://h.example/a/y",
        url="https://h.example/a/y",
        published=dt.datetime(2013, 1, 1, tzinfo=dt.UTC),
        **given,
    )
    return feed(entry(**given), old, next="https://h.example/feed?before=y", logo="https://h.example/logo.png")


@pytest.mark.parametrize("text", [text for text in AWKWARD if not text.startswith("<script>")])
def test_ours_have_none_whatever_is_said_in_them(text: str) -> None:
    for written in (feeds.atom(awkward(text)), feeds.rss(awkward(text))):
        assert check(written.encode()) == []


def test_markup_in_a_title_is_text() -> None:
    assert {one.kind for one in check(feeds.rss(awkward("<b>水位</b> & 潮汐")).encode())} <= {"ContainsHTML"}


def test_a_schema_is_kept_or_broken() -> None:
    rule = {"type": "object", "required": ["a"], "properties": {"a": {"type": "string", "format": "uri"}}}
    assert broken({"a": "https://h.example/"}, rule) == []
    assert broken({"a": "x"}, rule) == ["$.a is no uri: x"]
    assert broken({}, rule) == ["$ has no a"]
    with pytest.raises(ValueError, match="maxLength"):
        broken("x", {"maxLength": 3})


@pytest.mark.corpora
def test_the_checker_judges_the_cases_of_the_w3c(corpora: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spec = importlib.util.spec_from_file_location("feeds_bench", ROOT / "benchmarks" / "feeds.py")
    assert spec is not None
    assert spec.loader is not None
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    bench.judged(corpora / "feeds" / "w3c_feedvalidator_testcases.tar.xz", tells=False)
    right, _of, total = capsys.readouterr().out.splitlines()[-1].split()[1:]
    assert int(right) >= 0.95 * int(total)
    assert int(total) > 700
