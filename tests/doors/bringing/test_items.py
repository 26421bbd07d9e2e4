"""What addresses and files hold that a writer named, from the task to the draft."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haowen.domain.articles.models import Article
from haowen.domain.imports import starting
from haowen.domain.imports.models import Item, ItemState
from haowen.domain.people.acting import actor_of
from haowen.doors.bringing.tasks import bring_item, plan_import
from tests.domain.articles.test_fetching import elsewhere  # noqa: F401 - a fixture
from tests.doors.bringing.test_owning import WECHAT
from tests.formats.wordpress.exporting import export, item

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(publisher, bob):
    def ask(text="", *files):
        work = starting.start(publisher, text, files, user=bob, by=actor_of(bob))
        for each in work.items.all():
            bring_item.call(item_id=each.pk)
        return list(work.items.all())

    return ask


def test_a_page_becomes_a_draft_of_the_account_that_it_names(bring, elsewhere, publisher):  # noqa: F811
    elsewhere.answers["/s/x"] = (200, WECHAT.encode(), {"Content-Type": "text/html"})
    (done,) = bring(f"{elsewhere.base}/s/x")
    article = Article.objects.get()
    assert (done.state, done.kind, article.publisher, article.head.title) == ("done", "page", publisher, "水位")
    # whose it is, is said by where it was found, not by what it says of itself
    assert (article.provenance.account.host, article.provenance.account.name) == ("127.0.0.1", "江边")
    assert article.head.declarations.get().kind == "repost"


@pytest.mark.parametrize(
    ("answer", "state"),
    [((404, b"no", {}), ItemState.REFUSED), ((200, b"%PDF", {"Content-Type": "application/pdf"}), ItemState.REFUSED),
     ((200, b"<html><body><p>x</p></body></html>", {"Content-Type": "text/html"}), ItemState.REFUSED)],
)  # fmt: skip
def test_what_is_no_article_ends_with_a_reason(bring, elsewhere, answer, state):  # noqa: F811
    elsewhere.answers["/x"] = answer
    (done,) = bring(f"{elsewhere.base}/x")
    assert done.state == state
    assert done.outcomes.get().reason


def test_private_addresses_are_not_asked(bring, monkeypatch):
    monkeypatch.delenv("HAOWEN_OUTBOUND_ALLOW", raising=False)
    (done,) = bring("http://127.0.0.1:1/x")
    assert done.state == ItemState.REFUSED


def test_an_export_names_its_site_and_leaves_comments_out(bring, publisher):
    comment = (
        "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author>阿青</wp:comment_author>"
        "<wp:comment_content>好文。</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
    )
    data = export(item(1, "水位", "夜里涨了。", comment), item(2, "第二篇", "又涨了。"))
    (done,) = bring("", SimpleUploadedFile("export.xml", data))
    assert (done.kind, done.state, Article.objects.count()) == ("wordpress", "done", 2)
    article = Article.objects.get(head__title="水位")
    assert (article.provenance.account.name, article.comments.count()) == ("", 0)
    assert article.provenance.account.host
    assert done.outcomes.get(article=article).reason
    assert not starting.folder_of(done.work).exists()


def test_markdown_without_a_source_is_nobodys_but_the_writers(bring):
    bring("", SimpleUploadedFile("文.md", "# 我写的\n\n水位。".encode()))
    article = Article.objects.get()
    assert not hasattr(article, "provenance")
    assert not article.head.declarations.filter(kind="repost").exists()


def test_everything_gets_its_turn_and_what_was_stopped_gets_none(publisher, bob, monkeypatch):
    work = starting.start(publisher, "https://a.example/1\nhttps://a.example/2", [], user=bob, by=actor_of(bob))
    asked = []
    monkeypatch.setattr(
        type(bring_item), "enqueue", lambda self, **facts: asked.append((self.run_after, facts["item_id"]))
    )
    plan_import.call(import_id=work.pk)
    assert [pk for _at, pk in asked] == list(work.items.values_list("pk", flat=True))
    assert asked[0][0] < asked[1][0]
    Item.objects.update(state=ItemState.STOPPED)
    bring_item.call(item_id=asked[0][1])
    assert Item.objects.filter(state=ItemState.STOPPED).count() == 2
