"""Dead addresses are named before publishing."""

import datetime as dt

import pytest

from haowen.domain.articles.checking import stumbling
from haowen.domain.articles.drafts import DraftReference
from haowen.domain.people.acting import host_actor
from haowen.domain.sources import naming
from haowen.domain.sources.gates import dead_links
from haowen.domain.sources.models import Link

pytestmark = pytest.mark.django_db


def test_dead_links_and_doubles_are_named_by_the_numbers_that_readers_see(article_factory) -> None:
    url = "https://a.example/x"
    rows = (
        DraftReference("没有引用的一条", "x", url=f"{url}?utm_source=y"),
        DraftReference("公报", "a", url=url),
    )
    article = article_factory(html='<p>据报道<sup data-cite="a"></sup>。</p>', references=rows)
    naming.of_url(url)
    asked = {"article": article, "revision": article.head, "by": host_actor()}
    assert list(dead_links(**asked)) == []
    Link.objects.update(died_on=dt.date(2026, 5, 1), failures=3)
    (found,) = dead_links(**asked)
    assert (found.field, found.passage) == ("references", "公报")
    assert "1" in found.message
    assert any("1" in one.message and "2" in one.message for one in stumbling(**asked) if one.field == "references")
