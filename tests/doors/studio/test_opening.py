"""What the editor is opened with."""

import json

import pytest

from haowen.domain.articles import autosaving
from haowen.domain.articles.autosaving import Window, Written
from haowen.domain.articles.models import Article
from haowen.domain.people.acting import actor_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(article_factory, bob, client):
    client.force_login(bob)
    return article_factory("旧标题", "<p>旧的正文。</p>", by=bob)


def test_it_holds_the_canonical_body_and_the_words_of_the_editor(client, draft):
    page = client.get(f"/studio/a/{draft.public_id}")
    assert page.context["canonical"] == "<p>旧的正文。</p>"
    assert '<template id="canonical"><p>旧的正文。</p></template>' in page.content.decode()
    assert json.loads(page.context["editor"]["words"])["saved"]


def test_what_was_left_in_no_revision_is_shown_and_can_be_saved_without_a_script(client, draft, bob):
    written = Written("新标题", "", "<p>旧的正文。</p><p>没来得及保存的一段。</p>")
    autosaving.autosave(draft, written, Window("window-1", 4), base=draft.head, by=actor_of(bob))
    page = client.get(f"/studio/a/{draft.public_id}")
    form = page.context["form"]
    assert "没来得及保存的一段" in form["body"].value()
    assert (form["title"].value(), form["shown_tab"].value()) == ("新标题", "window-1")
    said = {
        name: form[name].value() or ""
        for name in ("title", "summary", "body", "base", "shown_tab", "shown_sequence", "kind", "language")
    }
    client.post(f"/studio/a/{draft.public_id}", said)
    assert autosaving.standing(draft, actor_of(bob)) is None
    assert "没来得及" in Article.objects.get(pk=draft.pk).head.body.plain


def test_an_article_of_autosaves_alone_can_be_opened(client, draft, publisher, bob):
    kept = autosaving.begin(
        publisher, Written("题", "", "<p>头几个字</p>"), Window("window-2", 1), by=actor_of(bob), language="en"
    )
    page = client.get(f"/studio/a/{kept.article.public_id}")
    assert "头几个字" in page.context["form"]["body"].value()


def test_the_plain_form_asks_before_it_empties(client, draft):
    said = {"title": "旧标题", "body": "", "base": draft.head.public_id, "kind": "article", "language": "zh-Hans"}
    page = client.post(f"/studio/a/{draft.public_id}", said)
    assert page.status_code == 422
    assert 'name="may_empty"' in page.content.decode()
    assert client.post(f"/studio/a/{draft.public_id}", said | {"may_empty": "on"}).status_code == 303
