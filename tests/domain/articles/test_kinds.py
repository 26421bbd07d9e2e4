"""What the kinds of articles ask for before they come out, and what is filled in for them."""

import pytest

from haowen.domain.articles import kinds
from haowen.domain.articles.drafts import Draft, one_cover
from haowen.domain.articles.models import Kind
from haowen.domain.articles.publishing import publish
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of
from haowen.domain.site.models import Site

pytestmark = pytest.mark.django_db
FILM, PICTURE = "6" * 64, "7" * 64


@pytest.fixture
def files(db):
    Media.objects.create(
        sha256=FILM, kind="video", format="mp4", size_bytes=1, width=640, height=360, duration_ms=187_000
    )
    Media.objects.create(sha256=PICTURE, format="png", size_bytes=1, width=640, height=360)


def figure(*keys):
    return "".join(f'<figure><img data-media="{key}" alt="x"></figure>' for key in keys)


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("kind", "html", "is_missing"),
    [
        (Kind.VIDEO, "<p>没有影像。</p>" + figure(PICTURE), True),
        (Kind.GALLERY, figure(PICTURE), True),
        (Kind.SHORT, f"<p>{'长' * 501}</p>", True),
        (Kind.VIDEO, figure(FILM), False),
        (Kind.GALLERY, figure(PICTURE, FILM), False),
        (Kind.SHORT, f"<p>{'好' * 500}</p>", False),
    ],
)
def test_each_kind_asks_for_what_makes_it(article_factory, bob, kind, html, is_missing):
    article = article_factory("一篇有名字的东西", html, kind=kind)
    found = list(kinds.kinds(article=article, revision=article.head, by=actor_of(bob)))
    assert [bool(one.message) for one in found] == ([True] if is_missing else [])


def test_the_host_says_how_long_a_short_post_may_be(article_factory, bob):
    Site.objects.update_or_create(pk=1, defaults={"short_most": 3})
    article = article_factory("一篇有名字的东西", "<p>四个字呀</p>", kind=Kind.SHORT)
    (found,) = kinds.kinds(article=article, revision=article.head, by=actor_of(bob))
    assert "3" in found.message
    assert "4" in found.message


def test_a_short_post_without_a_title_is_called_what_it_begins_with(files):
    said = kinds.completed(Draft(title="", html="<p>今天河边起雾了。船都没有开，大家在岸上等着雾散。</p>"), Kind.SHORT)
    assert said.title == "今天河边起雾了。船都没有开，大家在岸上等着雾散。"
    assert kinds.completed(Draft(title="自己的", html="<p>x</p>"), Kind.SHORT).title == "自己的"
    assert kinds.completed(Draft(title="", html="<p>x</p>"), Kind.ARTICLE).title == ""


def test_a_video_stands_for_itself_in_lists(files):
    assert kinds.completed(Draft(title="", html=figure(PICTURE, FILM)), Kind.VIDEO).cover.sha256 == FILM
    chosen = Media.objects.get(sha256=PICTURE)
    assert kinds.completed(Draft(title="", html=figure(FILM), covers=one_cover(chosen)), Kind.VIDEO).cover == chosen
    assert kinds.completed(Draft(title="", html=figure(FILM)), Kind.ARTICLE).cover is None


def test_a_short_post_may_have_fewer_letters_than_a_title(article_factory, bob):
    article = article_factory("好雨", "<p>好雨</p>", kind=Kind.SHORT)
    assert publish(article, by=actor_of(bob)).is_published()
