"""The way of an item: its turn, what came of it, its end."""

import os
from dataclasses import replace

import pytest

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftDeclaration
from haowen.domain.articles.models import Article, DeclarationKind, FormerAddress
from haowen.domain.imports import starting, working
from haowen.domain.imports.models import Account, Item, ItemState
from haowen.domain.imports.working import Found, receive
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
ARRIVAL = Arrival(
    key="https://old.example/1", title="旧文", html="<p>水位。</p>", source_name="旧站", source_url="https://old.example/1",
    former_addresses=("https://old.example/1", "/about"),
    declarations=(DraftDeclaration(DeclarationKind.ORIGINAL), DraftDeclaration(DeclarationKind.AI_NONE)),
)  # fmt: skip
FOUND = Found("https://old.example/1", ARRIVAL, host="www.old.example", account="江边")


@pytest.fixture
def work(publisher, bob):
    text = "https://old.example/1\nhttps://old.example/2\nhttps://other.example/1"
    return starting.start(publisher, text, [], user=bob, by=actor_of(bob))


@pytest.fixture
def item(work):
    return working.take_up(work.items.first().pk)


def test_one_host_is_not_asked_twice_in_a_moment(work, publisher, bob):
    first, second, other = working.plan(work)
    assert second.due_at - first.due_at >= working.SPACING
    assert other.due_at < second.due_at
    again = starting.start(publisher, "https://old.example/3", [], user=bob, by=actor_of(bob))
    assert working.plan(again)[0].due_at - second.due_at >= working.SPACING


def test_it_is_a_repost_until_the_account_is_proved(item, publisher):
    receive(item, [FOUND])
    article = Article.objects.get()
    stated = {row.kind: row for row in article.head.declarations.all()}
    assert set(stated) == {DeclarationKind.REPOST, DeclarationKind.AI_NONE}
    assert (stated["repost"].source_name, stated["repost"].source_url) == ("旧站", "https://old.example/1")
    assert (article.publisher, article.origin, article.state) == (publisher, "repost", "draft")
    assert str(article.provenance.account) == "江边 · old.example"


def test_of_a_proved_account_it_says_what_it_said(item, publisher):
    Account.objects.create(publisher=publisher, host="old.example", name="江边", proved_at=now())
    receive(item, [FOUND])
    assert {row.kind for row in Article.objects.get().head.declarations.all()} == {"original", "ai_none"}


def test_the_same_again_makes_nothing_twice_and_what_was_worked_on_stays(item):
    receive(item, [FOUND])
    receive(item, [FOUND])
    assert [row.fate for row in item.outcomes.all()] == ["made", "same"]
    Article.objects.update(is_touched=True)
    receive(item, [Found(FOUND.name, replace(ARRIVAL, html="<p>别的。</p>"), FOUND.host, account="江边")])
    assert item.outcomes.last().fate == "left alone"
    assert item.outcomes.last().reason
    assert Article.objects.count() == 1


def test_another_publishers_import_of_the_same_is_another_article(item, publisher, article_factory):
    other = article_factory()
    Article.objects.filter(pk=other.pk).update(import_key=ARRIVAL.key)
    assert working.key_within(publisher, ARRIVAL.key) == ARRIVAL.key  # its own, brought in by the host
    other.publisher = type(publisher).objects.create(name="别家", handle="bie_jia", kind="person")
    other.save()
    receive(item, [FOUND])
    assert Article.objects.exclude(pk=other.pk).get().publisher == publisher
    assert len(working.key_within(publisher, "x" * 300)) <= working.KEY_COLUMN


def test_no_address_of_this_site_is_taken(item):
    receive(item, [FOUND])
    assert not FormerAddress.objects.exists()


def test_what_cannot_be_read_is_named_and_stops_nothing(item):
    receive(item, [Found("坏的", refused="是空的"), FOUND])
    assert [(row.name, row.reason) for row in item.outcomes.filter(fate="")] == [("坏的", "是空的")]
    working.end(item)
    assert item.state == ItemState.DONE


def test_an_item_that_brought_nothing_says_so(item):
    working.end(item)
    assert (item.state, bool(item.reason)) == (ItemState.REFUSED, True)


def test_stopping_begins_nothing_more_and_keeps_what_came(work, item):
    receive(item, [FOUND])
    working.stop(work)
    assert working.is_stopped(item)
    working.end(item)
    assert set(Item.objects.values_list("state", flat=True)) == {ItemState.STOPPED}
    assert working.take_up(item.pk) is None
    assert Article.objects.count() == 1


def test_an_interrupted_turn_begins_anew(item):
    receive(item, [FOUND])
    again = working.take_up(item.pk)
    assert not again.outcomes.exists()


def test_folders_that_nobody_waits_for_are_swept(work):
    folder = starting.folder_of(work)
    folder.mkdir(parents=True)
    stray = folder.parent / "gone"
    stray.mkdir()
    for path in (folder, stray):
        os.utime(path, (0, 0))
    assert working.sweep() == 1
    assert folder.exists()
    assert not stray.exists()
