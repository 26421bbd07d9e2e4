"""Which addresses are looked after."""

import datetime as dt

import pytest
from django_tasks_db.models import DBTaskResult

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.site.models import Site
from haowen.domain.sources import naming
from haowen.domain.sources.models import Link
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db


def waiting():
    return [
        row.args_kwargs["kwargs"]["link_id"] for row in DBTaskResult.objects.filter(task_path__endswith="read_link")
    ]


@pytest.mark.parametrize(("url", "told"), [
    ("https://a.example/x", True), ("http://a.example", True), ("https://", False), ("ftp://a.example", False),
    ("https://me@a.example/", False), ("https://a.example:x/", False), ("x", False),
])  # fmt: skip
def test_what_can_be_asked_for(url, told) -> None:
    assert naming.is_link(url) is told


def test_a_page_is_read_once_a_day_however_often_it_is_named() -> None:
    naming.want(["https://a.example/x", "https://a.example/x"])
    naming.want(["https://a.example/x"])
    link = Link.objects.get()
    assert waiting() == [link.pk]
    naming.note(link, naming.Found("题", "报", dated_on="2026-05"))
    naming.want([link.url])
    assert waiting() == [link.pk]
    with telling(now() + naming.FRESH * 2):
        naming.want([link.url])
    assert waiting() == [link.pk, link.pk]
    assert naming.known([link.url, "https://b.example/"])[link.url].title == "题"


def test_what_was_known_stays_where_nothing_came() -> None:
    link = naming.of_url("https://a.example/x")
    naming.note(link, naming.Found("题"))
    naming.note(link, None, "no_answer")
    link.refresh_from_db()
    assert (link.title, link.trouble) == ("题", "no_answer")


def test_what_comes_out_is_looked_after_at_a_moment_of_its_own_and_copied_where_the_host_has_it(
    published, article_factory
) -> None:
    rows = (DraftReference("甲", "r1", url="https://a.example/x"), DraftReference("乙", "r2"))
    draft, article = article_factory(references=rows), published(references=rows)
    naming.watch(draft.pk)
    assert not Link.objects.exists()
    naming.watch(article.pk)
    naming.watch(article.pk)
    link = Link.objects.get()
    assert now() < link.due_at < now() + naming.ROUND
    assert waiting() == []
    Site.objects.update_or_create(pk=1, defaults={"copies": "writers"})
    naming.watch(article.pk)
    assert waiting() == [link.pk]


def test_an_import_is_taken_up_at_night_and_what_nobody_kept_is_forgotten(published) -> None:
    published(
        references=(
            DraftReference("甲", "r1", url="https://a.example/x"),
            DraftReference("乙", "r2", url="https://:x/"),
        )
    )
    assert naming.name_missing() == 1
    assert naming.name_missing() == 0
    naming.note(naming.of_url("https://b.example/y"), naming.Found("乙"))
    assert naming.forget() == 0
    with telling(now() + naming.ROUND + dt.timedelta(days=1)):
        assert naming.forget() == 1
    assert [link.url for link in Link.objects.all()] == ["https://a.example/x"]
