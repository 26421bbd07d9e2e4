"""What an article's page may cost in statements."""

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from haowen.derived.recommend.models import Relation
from haowen.domain.comments.commenting import comment
from haowen.domain.people.acting import actor_of
from haowen.kit import events, pagestore

pytestmark = pytest.mark.django_db

COLD, SHARED_KEPT = 12, 6


@pytest.fixture
def fill(published, channel, carol, monkeypatch):
    """Makes an article with as many others around it as asked."""
    # The tests' transaction is never committed: what it spoils would stay marked on the board, and nothing be kept.
    monkeypatch.setattr(events, "_now", {})

    def make(number: int) -> str:
        article = published(title="水位为什么会变", channel=channel)
        for n in range(number):
            other = published(title=f"别的文章第 {n} 篇", channel=channel)
            Relation.objects.create(article=article, other=other, score=n, why="same_subject", parts={})
            comment(article, by=actor_of(carol), text=f"跟帖 {n}")
        return f"/a/{article.public_id}"

    return make


@pytest.fixture
def statements(client, monkeypatch, settings, tmp_path):
    """Counts the statements of a GET as outside of a test, where no transaction is open and shared parts are kept."""
    settings.DATA = tmp_path  # a board of its own: marks of other tests' transactions may still stand on the shared one

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as captured, monkeypatch.context() as outside:
            for one in connections.all(initialized_only=True):
                outside.setattr(one, "in_atomic_block", False)
            assert client.get(path).status_code == 200
        return len(captured)

    pagestore.forget()
    yield count
    pagestore.forget()


@pytest.mark.parametrize("number", [1, 9])
def test_a_visitors_page_keeps_its_budget_however_many_items_it_shows(settings, statements, fill, number) -> None:
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    path = fill(number)
    pagestore.forget()
    assert statements(path) <= COLD
    assert statements(path) <= SHARED_KEPT


def test_the_number_of_items_costs_nothing(settings, statements, fill) -> None:
    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    few, many = fill(1), fill(9)
    for path in (few, many):
        statements(path)
    assert statements(few) == statements(many)


def test_being_signed_in_costs_one_statement_more(client, carol, statements, fill) -> None:
    path = fill(3)
    statements(path)
    without = statements(path)
    client.force_login(carol)
    statements(path)
    assert statements(path) <= without + 1


def test_the_page_is_small(client, fill) -> None:
    import gzip

    content = client.get(fill(9)).content
    assert len(gzip.compress(content, 9)) < 15 * 1024


def test_style_sheets_and_script_are_small() -> None:
    import gzip

    from haowen.doors.web.statics import DOORS

    folder = DOORS / "web" / "static" / "web"
    css = b"".join((folder / name).read_bytes() for name in ("tokens.css", "reader.css"))
    assert len(gzip.compress(css, 9)) <= 10 * 1024
    scripts = ("reader.js", "signals.js", "aids.js")
    assert sum(len(gzip.compress((folder / name).read_bytes(), 9)) for name in scripts) <= 8 * 1024


def test_the_public_middleware_is_part_of_the_settings() -> None:
    assert set(settings.PUBLIC_MIDDLEWARE) <= set(settings.MIDDLEWARE)
