"""A repost from its draft to its readers, and what the gate asks of it."""

from dataclasses import replace

import pytest

from haowen.domain.articles import publishing, saving
from haowen.domain.articles.drafts import DraftDeclaration
from haowen.domain.articles.models import Article, DeclarationKind
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import actor_of
from haowen.domain.reposts.granting import grant
from haowen.domain.reposts.models import Repost, Who
from haowen.domain.reposts.reposting import address_of, make, recognise
from haowen.domain.reposts.tasks import recognise_repost
from haowen.kit.refusals import Refused


@pytest.fixture
def by(carol):
    return actor_of(carol)


@pytest.fixture
def repost(original, house, by):
    grant(original, who=Who.ALL)
    return make(original, house, by=by)


def test_without_the_right_there_is_none(original, house, by):
    with pytest.raises(Refused):
        make(original, house, by=by)
    assert Article.objects.count() == 1


def test_it_says_what_the_original_says_and_where_it_is_from(repost, original, house, by):
    stated = repost.head.declarations.get()
    assert (repost.head.body.html, repost.head.title) == (original.revision.body.html, original.title)
    assert (stated.kind, stated.source_name, stated.source_url) == (
        "repost",
        original.publisher.name,
        address_of(original),
    )
    assert (repost.publisher, repost.origin, repost.repost_of.original) == (house, "repost", original)
    assert make(original, house, by=by) == repost
    publishing.publish(repost, by=by)


@pytest.mark.parametrize("change", [{"html": "<p>夜里涨了四厘米。</p>"}, {"title": "一条大河的水位"}])
def test_unchanged_means_unchanged(repost, original, by, change):
    saving.save(repost, replace(saving.as_draft(repost.head), **change), base=repost.head, by=by)
    with pytest.raises(publishing.RefusedError):
        publishing.publish(repost, by=by)
    grant(original, who=Who.ALL, may_change=True)
    publishing.publish(repost, by=by)


def test_it_stays_declared_as_a_repost(repost, by):
    draft = replace(saving.as_draft(repost.head), declarations=(DraftDeclaration(DeclarationKind.ORIGINAL),))
    saving.save(repost, draft, base=repost.head, by=by)
    with pytest.raises(publishing.RefusedError):
        publishing.publish(repost, by=by)


def test_a_right_that_was_taken_back_is_for_later(repost, original, by, alice):
    grant(original, who=Who.NOBODY)
    with pytest.raises(publishing.RefusedError):
        publishing.publish(repost, by=by)
    grant(original, who=Who.ALL)
    publishing.publish(repost, by=by)
    withdraw(original, by=actor_of(alice))
    repost.refresh_from_db()
    assert repost.is_published()


def test_what_says_that_it_is_a_repost_of_an_article_here_is_one(original, house, by, article_factory, carol):
    article = article_factory("一条河的水位", "<p>夜里涨了三厘米。</p><p>早上退了。</p>", by=carol, publisher=house)
    stated = DraftDeclaration(
        DeclarationKind.REPOST, source_name="河流观察", note="来信", source_url=f"{address_of(original)}?from=x"
    )
    saving.save(article, replace(saving.as_draft(article.head), declarations=(stated,)), base=article.head, by=by)
    with pytest.raises(publishing.RefusedError):
        publishing.publish(article, by=by)
    grant(original, who=Who.NAMED, named=[house])
    publishing.publish(article, by=by)
    recognise_repost.call(article_id=article.pk)
    article.refresh_from_db()
    assert recognise(article) is None
    assert Repost.objects.get().original == original
