"""What a cited page says of itself; it is served here, never elsewhere."""

import json

import pytest

from haowen.domain.site.models import Site
from haowen.domain.sources import naming
from haowen.domain.sources.models import Copy
from haowen.doors.studio import lookups
from tests.serving_pages import elsewhere

pytestmark = pytest.mark.django_db
TEXT = "".join(f"<p>河水在夜里涨了{n}厘米，两岸的人都没有睡，第二天清早他们去看堤坝。</p>" for n in range(1, 9))
PAPER = """<!doctype html><html lang="en"><head><title>Deep rivers | Nature</title>
<meta name="citation_title" content="Deep rivers"><meta name="citation_author" content="LeCun, Yann">
<meta name="citation_author" content="Bengio, Yoshua"><meta name="citation_journal_title" content="Nature">
<meta name="citation_publication_date" content="2015/05/28"><meta name="citation_doi" content="10.1038/nature14539">
</head><body><h1>Deep rivers</h1><p>Abstract.</p></body></html>"""
NEWS = f"""<!doctype html><html lang="zh"><head><title>江水为什么绿了_江城晚报</title><meta property="og:title" content="江水为什么绿了">
<meta property="og:site_name" content="江城晚报"><script>alert(1)</script><script type="application/ld+json">
{json.dumps({"@type": "NewsArticle", "headline": "江水为什么绿了", "datePublished": "2026-05-03T08:00:00+08:00", "author": {"name": "林知夏"}})}
</script></head><body><article><h1>江水为什么绿了</h1>{TEXT}<img src="/p.png"></article></body></html>"""
DUBLIN = """<html><head><meta name="DC.title" content="The long river"><meta name="DC.creator" content="Smith, John">
<meta name="DC.publisher" content="River Press"><meta name="DC.date" content="2020-05"></head><body><div><p>x</p></div></body></html>"""


@pytest.fixture
def web(monkeypatch):
    with elsewhere() as site:
        monkeypatch.setenv("HAOWEN_OUTBOUND_ALLOW", site.address)
        site.answers = {
            path: (200, body.encode(), "text/html; charset=utf-8")
            for path, body in {"/paper": PAPER, "/news": NEWS, "/dublin": DUBLIN}.items()
        }
        yield site


def looked_up(url, seconds=5.0):
    link = naming.of_url(url)
    lookups.look_up(link, seconds=seconds)
    link.refresh_from_db()
    return link


@pytest.mark.parametrize(("path", "said"), [
    ("/paper", ("Deep rivers", "Nature", "LeCun, Yann; Bengio, Yoshua", "2015-05-28", "https://doi.org/10.1038/nature14539")),
    ("/news", ("江水为什么绿了", "江城晚报", "林知夏", "2026-05-03", None)),
    ("/dublin", ("The long river", "River Press", "Smith, John", "2020-05", None)),
])  # fmt: skip
def test_pages_are_read_by_what_they_say_of_themselves(web, path, said) -> None:
    link = looked_up(web.base + path)
    assert (link.title, link.outlet, link.authors, link.dated_on) == said[:4]
    assert link.canonical_url == (said[4] or web.base + path)
    assert not link.trouble


def test_a_doi_is_asked_of_its_registry(web, monkeypatch) -> None:
    monkeypatch.setattr(lookups, "RESOLVER", f"{web.base}/")
    item = {"title": "Deep learning", "container-title": "Nature", "issued": {"date-parts": [[2015, 5, 27]]},
            "author": [{"family": "LeCun", "given": "Yann"}]}  # fmt: skip
    web.answers["/10.1038/nature14539"] = (200, json.dumps(item).encode(), lookups.CSL)
    link = looked_up("https://doi.org/10.1038/nature14539")
    assert (link.title, link.outlet, link.authors, link.dated_on) == (
        "Deep learning",
        "Nature",
        "LeCun, Yann",
        "2015-05-27",
    )
    assert web.asked == [("GET", "/10.1038/nature14539", lookups.CSL)]


@pytest.mark.parametrize(("answer", "trouble"), [
    ((404, b"no", "text/html"), "not_there"), ((503, b"no", "text/html"), "no_answer"),
    ((200, b"%PDF-1.7", "application/pdf"), "unreadable"), ((200, b"", "text/html"), "unreadable"),
    ((200, b"<html>" + b"x" * (lookups.MOST_BYTES + 1), "text/html"), "unreadable"),
])  # fmt: skip
def test_what_cannot_be_read_is_named(web, answer, trouble) -> None:
    web.answers["/odd"] = answer
    assert looked_up(f"{web.base}/odd").trouble == trouble


def test_private_networks_are_never_asked(web, monkeypatch) -> None:
    monkeypatch.delenv("HAOWEN_OUTBOUND_ALLOW")
    assert looked_up(f"{web.base}/news").trouble == "forbidden"
    assert web.asked == []


def test_a_copy_is_kept_where_the_host_has_it_so(web) -> None:
    looked_up(f"{web.base}/news")
    assert not Copy.objects.exists()
    Site.objects.update_or_create(pk=1, defaults={"copies": "writers"})
    looked_up(f"{web.base}/news")
    copy = Copy.objects.get()
    assert (copy.title, copy.language) == ("江水为什么绿了", "zh-Hans")
    assert "涨了8厘米" in copy.html
    assert "alert" not in copy.html
    assert "<img" not in copy.html


def test_the_task_reads_what_waits_once(web) -> None:
    naming.want([f"{web.base}/news"])
    link = naming.of_url(f"{web.base}/news")
    for _time in range(2):
        lookups.read_link.call(link_id=link.pk)
    lookups.read_link.call(link_id=link.pk + 1)
    assert len(web.asked) == 1
    assert naming.known([link.url])[link.url].title == "江水为什么绿了"
