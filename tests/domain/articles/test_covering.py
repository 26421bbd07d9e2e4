"""Pictures for lists: kept with the revision, cut when they are chosen, shown to readers once they are there."""

import io

import pytest
from PIL import Image

from haowen.domain.articles import covering, merging, publishing, restoring, saving
from haowen.domain.articles.drafts import Draft, DraftCover
from haowen.domain.articles.models import Article, RevisionCover
from haowen.domain.library.finding import is_used
from haowen.domain.media import crops
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path
from haowen.domain.people.acting import actor_of, host_actor

pytestmark = pytest.mark.django_db


def drawn(colour: str, size: tuple[int, int] = (400, 300)) -> Media:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "PNG")
    return keep(file.getvalue(), by=host_actor())


@pytest.fixture
def three() -> tuple[DraftCover, ...]:
    return tuple(
        DraftCover(drawn(colour), alt, x, 30)
        for colour, alt, x in (("red", "红", 10), ("blue", "蓝", 50), ("#333", "灰", 90))
    )


def test_a_revision_keeps_its_pictures_for_lists_in_their_order(article_factory, three) -> None:
    article = article_factory(covers=three)
    assert saving.covers_of(article.head) == three
    assert (article.head.cover, article.head.cover_alt) == (three[0].media, "红")
    assert all(is_used(one.media) for one in three)


def test_another_focus_is_another_revision_and_the_same_is_none(article_factory, three, bob) -> None:
    article = article_factory(covers=three[:1])
    draft = saving.as_draft(article.head)
    again = saving.save(article, draft, base=article.head, by=actor_of(bob))
    assert again == article.head
    moved = Draft(draft.title, draft.html, covers=(DraftCover(three[0].media, "红", 10, 31),))
    assert saving.save(article, moved, base=article.head, by=actor_of(bob)).number == 2


def test_an_older_revision_comes_back_with_its_pictures(article_factory, three, bob) -> None:
    article = article_factory(covers=three)
    first = article.head
    saving.save(article, Draft("没有图片的文章", "<p>无。</p>"), base=first, by=actor_of(bob))
    article.refresh_from_db()
    assert saving.covers_of(restoring.restore(article, first, by=actor_of(bob))) == three


def test_two_who_choose_different_pictures_are_told(three) -> None:
    base, mine, theirs = (Draft("a", "<p>b</p>", covers=covers) for covers in ((), three, three[:1]))
    assert merging.together(base, mine, theirs).fields == ["covers"]
    assert merging.together(base, mine, base).draft.covers == three


def test_readers_lists_show_the_crops_once_they_are_there(published, three, client) -> None:
    article = published(covers=three)
    address = f"/@{article.publisher.handle}"
    assert b"wide10-30" not in client.get(address).content
    covering.cut_covers.call(article_id=article.pk)
    article.refresh_from_db()
    assert [one.focus for one in crops.read(article.crops)] == [(10, 30), (50, 30), (90, 30)]
    page = client.get(address).content.decode()
    for one in three:
        path = f"/media/{one.media.sha256}/wide{one.focus_x}-30w320"
        assert f'<source type="image/avif" srcset="{path}.avif"><img src="{path}.webp"' in page


def test_covers_that_nobody_asked_for_are_cut_later_and_once(published) -> None:
    lost, kept = (published(covers=(DraftCover(drawn(colour), "", 20, 40),)) for colour in ("#aac", "#bbd"))
    original_path(lost.cover.sha256).unlink()
    assert covering.cut_missing(60) == 2
    kept.refresh_from_db()
    assert kept.crops == f"{kept.cover.sha256}:20-40a"
    assert covering.cut_missing(60) == 1  # it is looked for again: its original may come back
    assert covering.cut_missing(-1) == 0


def test_what_was_cut_before_publishing_is_shown_at_once_and_goes_with_its_revision(
    article_factory, three, bob
) -> None:
    article = article_factory(covers=three[:1])
    covering.cut_covers.call(article_id=article.pk)
    publishing.publish(article, by=actor_of(bob))
    article.refresh_from_db()
    assert crops.read(article.crops)[0].sha256 == three[0].media.sha256
    saving.save(article, Draft("没有图片的文章", "<p>无。</p>"), base=article.head, by=actor_of(bob))
    publishing.publish(Article.objects.get(pk=article.pk), by=actor_of(bob))
    article.refresh_from_db()
    assert (article.cover, article.crops) == (None, "")


def test_a_picture_whose_original_is_gone_is_shown_whole(published) -> None:
    article = published(covers=(DraftCover(drawn("#abcdef")),))
    original_path(article.cover.sha256).unlink()
    covering.cut_covers.call(article_id=article.pk)
    article.refresh_from_db()
    assert not article.crops
    assert RevisionCover.objects.count() == 1
