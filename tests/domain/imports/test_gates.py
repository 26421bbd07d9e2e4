"""The gate of own work."""

import pytest

from haowen.domain.articles import publishing, saving
from haowen.domain.articles.drafts import Draft, DraftDeclaration
from haowen.domain.articles.models import DeclarationKind
from haowen.domain.imports.gates import own_work
from haowen.domain.imports.models import Account, Provenance
from haowen.domain.people.acting import actor_of, host_actor
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(article_factory, publisher, bob):
    article = article_factory(by=bob)
    account = Account.objects.create(publisher=publisher, host="old.example", name="江边")
    Provenance.objects.create(article=article, account=account)
    draft = Draft("旧站上的文章", "<p>水位。</p>", declarations=(DraftDeclaration(DeclarationKind.ORIGINAL),))
    saving.save(article, draft, base=article.head, by=actor_of(bob))
    return article


def asked(article, by):
    return list(own_work(article=article, revision=article.head, by=by))


def test_original_is_refused_and_the_way_is_named(article, bob):
    (found,) = asked(article, actor_of(bob))
    assert found.field == f"account:{article.provenance.account_id}"
    assert "江边 · old.example" in found.message
    with pytest.raises(publishing.RefusedError):
        publishing.publish(article, by=actor_of(bob))


def test_to_say_nothing_is_no_way_round_and_a_repost_is_let_through(article, bob):
    def stating(*declarations):
        draft = Draft("旧站上的文章", "<p>水位。</p>", declarations=declarations)
        saving.save(article, draft, base=article.head, by=actor_of(bob))
        return [found.field for found in asked(article, actor_of(bob))]

    assert stating() == ["repost"]
    assert stating(DraftDeclaration(DeclarationKind.REPOST, source_name="江边", note="作者来信")) == []


def test_of_a_proved_account_it_is_not(article, bob):
    Account.objects.update(proved_at=now())
    assert asked(article, actor_of(bob)) == []
    publishing.publish(article, by=actor_of(bob))


def test_the_host_and_what_was_written_here_are_not_asked(article, article_factory, bob):
    assert asked(article, host_actor()) == []
    assert asked(article_factory(by=bob), actor_of(bob)) == []
