import pytest
from django.test import Client

from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.filing import file
from haowen.domain.articles.publishing import Along, publish
from haowen.domain.articles.restricting import restrict
from haowen.domain.articles.saving import save
from haowen.domain.people.acting import actor_of
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def changed(published, bob, site):
    article = published("江水为什么绿了", "<p>涨了三厘米。</p><p>没有变的一段。</p>", by=bob)
    draft = Draft("江水为什么变绿", "<p>涨了两厘米。</p><p>没有变的一段。</p>")
    save(article, draft, base=article.head, by=actor_of(bob))
    return publish(article, by=actor_of(bob), along=Along({"history_shown_at": now()}, "改为两厘米。"))


def test_readers_see_what_was_changed_where_the_writer_lets_them(changed, bob) -> None:
    page = Client().get(f"/a/{changed.public_id}/history").content.decode()
    assert "<del>三</del><ins>两</ins>" in page
    assert "江水为什么绿了</del>" in page
    assert "改为两厘米。" in page
    assert "没有变的一段" not in page
    assert f"/a/{changed.public_id}/history" in Client().get(f"/a/{changed.public_id}").content.decode()
    file(changed, by=actor_of(bob), history_shown_at=None)
    assert Client().get(f"/a/{changed.public_id}/history").status_code == 404
    assert "/history" not in Client().get(f"/a/{changed.public_id}").content.decode()


def test_what_is_withheld_shows_no_history_either(changed) -> None:
    statement = issue(ground="law", rule="第三条", facts="……", effect="withheld", by_public_id="x")
    restrict(changed, "withheld", under=statement)
    assert Client().get(f"/a/{changed.public_id}/history").status_code == 451


def test_nobody_learns_of_a_draft(article_factory) -> None:
    assert Client().get(f"/a/{article_factory().public_id}/history").status_code == 404
