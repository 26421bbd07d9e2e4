"""Copies of cited pages, as readers may see them."""

import datetime as dt

import pytest
from django.test import Client

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.restricting import restrict
from haowen.domain.site.models import Site
from haowen.domain.sources import copying, naming
from haowen.domain.sources.models import Link
from haowen.domain.statements.issuing import issue

pytestmark = pytest.mark.django_db
URL = "https://a.example/x?y=1&z=2"
TEXT = "<p>河水在夜里涨了三厘米，两岸的人都没有睡。</p>" * 3


@pytest.fixture
def article(published):
    Site.objects.update_or_create(pk=1, defaults={"copies": "public"})
    made = published(references=(DraftReference("甲 <b>", "r1", url=URL),))
    copying.keep(naming.of_url(URL), title="河 <i>", html=TEXT, language="zh-Hans", sha256="ab" * 32)
    return made


def read(path):
    return Client().get(path, headers={"Accept-Language": "en"})


def test_a_copy_says_that_it_is_one_from_where_and_from_when(article) -> None:
    address = f"/a/{article.public_id}/references/r1/archive"
    assert f'href="{address}"' in read(f"/a/{article.public_id}").content.decode()
    answer = read(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "noindex" in answer["X-Robots-Tag"]
    assert '<meta name="robots" content="noindex' in page
    assert "This is a copy." in page
    assert '<html lang="en"' in page
    assert "a.example" in page
    assert str(dt.datetime.now(dt.UTC).year) in page
    assert "ab" * 32 in page
    assert "河水在夜里涨了三厘米" in page
    assert "<i>" not in page
    assert read(f"/a/{article.public_id}/references/r2/archive").status_code == 404


@pytest.mark.parametrize("setting", ["none", "writers"])
def test_readers_learn_of_none_unless_the_host_shows_them(article, setting) -> None:
    Site.objects.update(copies=setting)
    assert "/archive" not in read(f"/a/{article.public_id}").content.decode()
    assert read(f"/a/{article.public_id}/references/r1/archive").status_code == 404


def test_the_copy_is_withheld_with_its_article(article) -> None:
    restrict(
        article, "withheld", under=issue(ground="law", rule="第三条", facts="……", effect="withheld", by_public_id="x")
    )
    assert read(f"/a/{article.public_id}/references/r1/archive").status_code == 451


def test_readers_are_told_on_which_day_a_link_was_dead(article) -> None:
    assert "was dead" not in read(f"/a/{article.public_id}").content.decode()
    Link.objects.update(died_on=dt.date(2026, 5, 1), failures=3)
    Site.objects.update(copies="none")
    assert "the link was dead on 1 May 2026" in read(f"/a/{article.public_id}").content.decode()
