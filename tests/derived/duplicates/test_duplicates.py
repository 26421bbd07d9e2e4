"""Near duplicates: finding them, which one is the original, and lists without copies."""

import pytest

from haowen.derived.duplicates import finding, reading, rebuilding
from haowen.derived.duplicates.models import Band, Pair, Sketch
from haowen.derived.duplicates.tasks import compare_article, compare_articles
from haowen.domain.articles.drafts import Draft, DraftDeclaration
from haowen.domain.articles.models import Article, ArticleEffect, DeclarationKind
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.restricting import restrict
from haowen.domain.articles.saving import save
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.statements.issuing import issue
from haowen.kit import gates
from haowen.kit.clock import now
from tests.text.test_similarity import BREAD, RIVER

pytestmark = pytest.mark.django_db


def html(text: str) -> str:
    return f"<p>{text}</p>"


@pytest.fixture
def pair(published, channel):
    original = published("江水退了", html(RIVER), channel=channel)
    copy = published("江水又退了", html("转载如下。" + RIVER + "完。"), channel=channel)
    published("面包", html(BREAD), channel=channel)
    finding.find(Article.objects.values_list("pk", flat=True))
    return original, copy


def found():
    return list(Pair.objects.values_list("copy", "original"))


def test_a_copy_is_found_and_the_first_published_is_the_original(pair):
    original, copy = pair
    assert found() == [(copy.pk, original.pk)]
    row = Pair.objects.get()
    assert row.contained > 0.99
    assert (row.copy_id, row.original_id) == (copy.pk, original.pk)


def test_an_older_date_makes_the_original_and_a_declared_repost_never_does(published):
    first = published("先到的", html(RIVER))
    older = published("老的", html(RIVER + "补一句。"), original_on="2019-05")
    finding.find([first.pk, older.pk])
    assert found() == [(first.pk, older.pk)]
    repost = published(
        "更老的转载", html(RIVER + "又补一句。"), original_on="2010",
        declarations=(DraftDeclaration(kind=DeclarationKind.REPOST, source_name="某报"),),
    )  # fmt: skip
    finding.find([repost.pk])
    assert (repost.pk, older.pk) in found()
    assert (repost.pk, first.pk) in found()


def test_a_batch_finds_what_was_compared_before_and_twice_has_one_effect(pair, published):
    original, copy = pair
    third = published("第三份", html(RIVER))
    compare_articles([{"article_id": third.pk}] * 2)
    expected = {(copy.pk, original.pk), (third.pk, original.pk), (third.pk, copy.pk)}
    assert set(found()) == expected
    bands = Band.objects.count()
    finding.find([original.pk, copy.pk, third.pk])
    assert set(found()) == expected
    assert Band.objects.count() == bands


def test_what_is_changed_or_withdrawn_is_no_copy_any_more(pair):
    original, copy = pair
    save(copy, Draft(title="改写了", html=html(BREAD[:900])), base=copy.head, by=host_actor())
    copy.refresh_from_db()
    publish(copy, by=host_actor())
    compare_article.call(article_id=copy.pk)
    assert (copy.pk, original.pk) not in found()
    withdraw(original, by=host_actor())
    compare_article.call(article_id=original.pk)
    assert not Sketch.objects.filter(pk=original.pk).exists()
    assert finding.is_sketched(original.pk)
    assert not finding.unsketched().exists()


def test_lists_keep_the_original_in_the_better_place(pair):
    original, copy = pair
    bread = Article.objects.get(title="面包")
    assert reading.without_copies([copy.pk, bread.pk, original.pk]) == [original.pk, bread.pk]
    assert reading.without_copies([copy.pk, bread.pk]) == [copy.pk, bread.pk]
    assert reading.originals_first([copy.pk, bread.pk, original.pk]) == [original.pk, copy.pk, bread.pk]
    assert reading.without_copies([]) == []


def test_a_copy_of_a_copy_gives_way_to_the_first(published):
    keys = [published(str(number), html(BREAD)).pk for number in range(3)]
    Pair.objects.create(copy_id=keys[2], original_id=keys[1], common=1, contained=1)
    Pair.objects.create(copy_id=keys[1], original_id=keys[0], common=1, contained=1)
    assert reading.without_copies(reversed(keys)) == [keys[0]]


def test_a_queryset_leaves_copies_out_while_their_original_is_listed(pair, channel):
    original, copy = pair
    here = Article.objects.filter(channel=channel)
    assert copy not in here.exclude(reading.is_copy_in_channel(now()))
    assert copy not in here.exclude(reading.is_copy(now()))
    statement = issue(ground="law", rule="某法", facts="某事", effect="withheld", by_public_id="x")
    restrict(original, ArticleEffect.WITHHELD, under=statement)
    assert copy in here.exclude(reading.is_copy_in_channel(now()))
    assert copy in here.exclude(reading.is_copy(now()))


def test_the_writer_is_told_before_publishing_and_sees_what_stands_in_both(pair, article_factory, bob):
    draft = article_factory("江水退了第三份", html("前言。" + RIVER), by=bob)
    said = [
        one
        for one in gates.ask("publish", article=draft, revision=draft.head, by=actor_of(bob))
        if one.gate == "copies"
    ]
    assert {one.weight for one in said} == {gates.Weight.ADVICE}
    assert any("江水退了" in one.message for one in said)
    sides = reading.beside(draft, draft.head)
    assert {side.article for side in sides} == set(pair)
    assert sides[0].percent >= 99
    assert sides[0].passages[0].one in RIVER
    assert publish(draft, by=actor_of(bob)).is_published()


def test_the_host_who_imports_is_not_kept_waiting_by_it(pair, article_factory):
    draft = article_factory("第三份", html(RIVER))
    asked = gates.ask("publish", article=draft, revision=draft.head, by=host_actor())
    assert not [one for one in asked if one.gate == "copies"]


def test_a_pair_says_what_stands_in_both(pair):
    row = reading.pairs().get()
    assert round(row.percent) == 100
    assert sum(one.letters for one in reading.passages(row)) > 900


def test_a_band_that_many_share_is_a_form_and_says_nothing(pair, monkeypatch):
    monkeypatch.setattr(finding, "CROWDED", 1)
    finding.find([pair[1].pk])
    assert found() == []


def test_pairs_come_back_the_same_after_being_dropped(pair):
    before = found()
    assert rebuilding.rebuild() == 3
    assert found() == before
