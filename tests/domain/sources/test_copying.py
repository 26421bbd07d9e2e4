"""Copies of cited pages: where the host has them, seen by whom the host lets."""

import pytest

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.restricting import restrict
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.domain.site.models import Site
from haowen.domain.sources import copying, naming
from haowen.domain.sources.models import Copy
from haowen.domain.statements.issuing import issue

pytestmark = pytest.mark.django_db
TEXT = "<p>河水在夜里涨了三厘米，两岸的人都没有睡。</p>" * 3


@pytest.fixture
def article(published, bob, publisher):
    return published(
        references=(DraftReference("甲", "r1", url="https://a.example/x"), DraftReference("乙", "r2")), by=bob
    )


def allow(what):
    Site.objects.update_or_create(pk=1, defaults={"copies": what})


def keep(html=TEXT, **said):
    link = naming.of_url("https://a.example/x")
    given = {"title": "河", "html": html, "language": "zh-Hans", "sha256": "0" * 64} | said
    return copying.keep(link, **given)


def test_nothing_is_kept_unless_the_host_has_it_so() -> None:
    assert keep() is None
    allow("writers")
    assert keep() is not None


def test_a_copy_is_text_alone_and_the_first_stays() -> None:
    allow("writers")
    copy = keep(TEXT + '<script>x</script><p onclick="x"><img src="https://a.example/p.png">尾</p>')
    assert "script" not in copy.html
    assert "<img" not in copy.html
    assert keep(TEXT + "<p>后来。</p>").pk == copy.pk
    assert "后来" not in Copy.objects.get().html


@pytest.mark.parametrize("html", ["<p>短</p>", "<p>" + "长" * 500_000 + "</p>"])
def test_what_is_no_text_or_too_much_is_not_kept(html) -> None:
    allow("writers")
    assert keep(html) is None


def test_writers_see_it_and_readers_only_where_the_host_shows_it(article, bob, carol) -> None:
    allow("writers")
    keep()
    assert copying.shown_to(bob, article.public_id, "r1") is not None
    assert copying.shown_to(carol, article.public_id, "r1") is None
    assert copying.shown_to(bob, article.public_id, "r2") is None
    assert copying.shown_to_readers(article.public_id, "r1") is None
    allow("public")
    found = copying.shown_to_readers(article.public_id, "r1")
    assert found is not None
    assert found[2].title == "河"
    assert copying.shown_to_readers(article.public_id, "r9") is None
    allow("none")
    assert copying.shown_to(bob, article.public_id, "r1") is None


def test_copies_go_with_the_article_that_cites_them(article) -> None:
    allow("public")
    keep()
    restrict(
        article, "withheld", under=issue(ground="law", rule="第三条", facts="……", effect="withheld", by_public_id="x")
    )
    assert copying.shown_to_readers(article.public_id, "r1") is None


def test_a_withdrawn_article_shows_none(article) -> None:
    allow("public")
    keep()
    withdraw(article, by=host_actor())
    assert copying.shown_to_readers(article.public_id, "r1") is None
