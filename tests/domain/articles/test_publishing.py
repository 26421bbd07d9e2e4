import threading

import pytest
from django.db import connection, transaction

from haowen.domain.articles import gates as ours
from haowen.domain.articles.drafts import Draft, DraftDeclaration
from haowen.domain.articles.models import Article, DeclarationKind, State
from haowen.domain.articles.publishing import RefusedError, SentToReviewError, SomebodyElseDidItError, publish
from haowen.domain.articles.reviewing import approve, send_back, waiting
from haowen.domain.articles.saving import save
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.channels.opening import change, close
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.people.models import AccountEffect
from haowen.domain.people.restricting import restrict as restrict_account
from haowen.domain.publishers.models import PublisherEffect
from haowen.domain.publishers.restricting import restrict as restrict_publisher
from haowen.domain.site.changing import change as change_site
from haowen.domain.statements.issuing import issue
from haowen.kit import gates
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(db):
    return issue(ground="terms", rule="第三条", facts="屡次刊登广告。", effect="no_publishing", by_public_id="x")


def fields(caught):
    return {finding.field for finding in caught.value.findings}


def test_a_member_publishes(article_factory, bob):
    article = publish(article_factory(by=bob), by=actor_of(bob))
    assert article.is_published()
    assert article.revision == article.head
    assert article.changed_at is None


def test_a_second_publishing_changes_the_text_and_says_when(published, alice):
    article = published()
    first = article.published_at
    save(article, Draft("水位为什么又变", "<p>今天退了。</p>"), base=article.head, by=actor_of(alice))
    publish(article, by=actor_of(alice))
    assert article.title == "水位为什么又变"
    assert article.published_at == first
    assert article.changed_at is not None


def test_publishing_the_same_again_changes_nothing(published):
    article = published()
    publish(article, by=host_actor())
    assert article.changed_at is None


@pytest.mark.parametrize("role", ["analyst", None])
def test_who_does_not_write_there_does_not_publish(article_factory, mallory, publisher, role):
    from haowen.domain.publishers.membership import add

    article = article_factory()
    if role:
        add(publisher, mallory, role)
    with pytest.raises(RefusedError):
        publish(article, by=actor_of(mallory))
    article.refresh_from_db()
    assert article.state == State.DRAFT


@pytest.mark.parametrize(
    ("title", "is_refused"),
    [
        ("太短", True),
        ("长" * 41, True),
        ("长" * 40, False),
        ("A title of English words, twice as long as forty", False),
        ("", True),
    ],
)
def test_titles_have_the_length_that_the_host_set(article_factory, bob, site, title, is_refused):
    article = article_factory(title, by=bob)
    if is_refused:
        with pytest.raises(RefusedError) as caught:
            publish(article, by=actor_of(bob))
        assert fields(caught) == {"title"}
    else:
        assert publish(article, by=actor_of(bob)).is_published()


def test_the_host_keeps_any_title_but_none(article_factory):
    assert publish(article_factory("长" * 150), by=host_actor()).is_published()
    with pytest.raises(RefusedError):
        publish(article_factory(""), by=host_actor())


def test_the_length_can_be_set(article_factory, bob, olga):
    change_site(olga, title_most=60)
    assert publish(article_factory("长" * 55, by=bob), by=actor_of(bob)).is_published()


def test_an_empty_body_is_refused(article_factory, bob):
    with pytest.raises(RefusedError) as caught:
        publish(article_factory(html="<p> </p>", by=bob), by=actor_of(bob))
    assert fields(caught) == {"body"}


def test_a_channel_gets_what_it_demands(article_factory, bob, channel):
    change(channel, zh="科技", en="Science", position=1, demands=["ai", "original"])
    article = article_factory(by=bob, channel=channel)
    with pytest.raises(RefusedError) as caught:
        publish(article, by=actor_of(bob))
    assert len(caught.value.findings) == 2
    said = (DraftDeclaration(DeclarationKind.AI_NONE), DraftDeclaration(DeclarationKind.ORIGINAL))
    save(article, Draft(article.title, "<p>一</p>", declarations=said), base=article.head, by=actor_of(bob))
    assert publish(article, by=actor_of(bob)).is_published()


def test_imports_pass_the_same_gates(article_factory, channel):
    change(channel, zh="科技", en="Science", position=1, demands=["ai"])
    with pytest.raises(RefusedError):
        publish(article_factory(channel=channel), by=host_actor())


def test_a_closed_channel_takes_nothing(article_factory, channel, bob):
    article = article_factory(channel=channel)
    close(channel)
    article.channel.refresh_from_db()
    with pytest.raises(RefusedError):
        publish(article, by=actor_of(bob))


@pytest.mark.parametrize(
    "kinds",
    [(DeclarationKind.AI_NONE, DeclarationKind.AI_ASSISTED), (DeclarationKind.ORIGINAL, DeclarationKind.REPOST)],
)
def test_what_contradicts_itself_is_refused(article_factory, bob, kinds):
    said = tuple(DraftDeclaration(kind, source_name="某报" if kind == DeclarationKind.REPOST else "") for kind in kinds)
    with pytest.raises(RefusedError):
        publish(article_factory(declarations=said), by=actor_of(bob))


def test_a_repost_names_its_source(article_factory, bob):
    with pytest.raises(RefusedError) as caught:
        publish(article_factory(origin="repost"), by=actor_of(bob))
    assert fields(caught) == {"source_name"}
    assert publish(article_factory(origin="repost", source_name="江城晚报"), by=actor_of(bob)).is_published()


@pytest.mark.parametrize("effect", [PublisherEffect.NO_PUBLISHING, PublisherEffect.WITHHELD])
def test_a_restricted_publisher_publishes_nothing(article_factory, bob, publisher, statement, effect):
    restrict_publisher(publisher, effect, under=statement)
    with pytest.raises(RefusedError):
        publish(article_factory(), by=actor_of(bob))


@pytest.mark.parametrize("effect", [AccountEffect.NO_PUBLISHING, AccountEffect.CLOSED])
def test_a_restricted_person_publishes_nothing(article_factory, bob, statement, effect):
    restrict_account(bob, effect, under=statement)
    with pytest.raises(RefusedError):
        publish(article_factory(), by=actor_of(bob))


@pytest.fixture
def failing_gate():
    from haowen.config import wiring

    def breaks(**_facts):
        raise RuntimeError("down")

    gates.wire({"publish": (*ours.BEFORE_PUBLISHING, breaks)})
    yield
    wiring.wire()


@pytest.mark.usefixtures("failing_gate")
def test_a_failing_gate_sends_to_review_and_the_host_decides(article_factory, bob, dana, mallory):
    article = article_factory(by=bob)
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(bob))
    assert article.state == State.IN_REVIEW
    assert list(waiting()) == [article]
    with pytest.raises(RefusedError):
        publish(article, by=actor_of(bob))
    with pytest.raises(Refused):
        approve(article, by=mallory)
    assert approve(article, by=dana).is_published()


@pytest.mark.usefixtures("failing_gate")
def test_the_host_can_give_it_back(article_factory, bob, dana, mallory):
    article = article_factory(by=bob)
    with pytest.raises(SentToReviewError):
        publish(article, by=actor_of(bob))
    with pytest.raises(Refused):
        send_back(article, by=mallory)
    assert send_back(article, by=dana).state == State.DRAFT
    with pytest.raises(Refused):
        send_back(article, by=dana)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_wins(article_factory):
    article = article_factory()
    start = threading.Barrier(2)
    outcomes = []

    def run():
        mine = Article.objects.get(pk=article.pk)
        start.wait()
        try:
            publish(mine, by=host_actor())
            outcomes.append("won")
        except SomebodyElseDidItError:
            outcomes.append("lost")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["lost", "won"]


def test_a_save_in_between_is_not_published_unseen(article_factory):
    article = article_factory()
    save(
        Article.objects.get(pk=article.pk),
        Draft("别人改过的标题", "<p>别人写的。</p>"),
        base=article.head,
        by=host_actor(),
    )
    with pytest.raises(SomebodyElseDidItError):
        publish(article, by=host_actor())


def test_withdrawing_leaves_a_tombstone_and_coming_back_keeps_the_first_time(published):
    article = published()
    first = article.published_at
    withdraw(article, by=host_actor())
    assert article.state == State.WITHDRAWN
    with pytest.raises(SomebodyElseDidItError):
        withdraw(article, by=host_actor())
    publish(article, by=host_actor())
    assert article.published_at == first


def test_nothing_is_half_done_when_the_transaction_fails(article_factory, monkeypatch):
    from haowen.domain.articles import publishing

    article = article_factory()

    def fails(_name):
        raise RuntimeError("died")

    monkeypatch.setattr(publishing, "reach", fails)
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(article, by=host_actor())
    article.refresh_from_db()
    assert article.state == State.DRAFT
