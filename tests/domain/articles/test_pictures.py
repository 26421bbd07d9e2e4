import io

import pytest
from PIL import Image

from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import lift, restrict
from haowen.domain.media.keeping import keep
from haowen.domain.media.showing import is_withheld
from haowen.domain.statements.issuing import issue

pytestmark = pytest.mark.django_db


def drawn(colour):
    buffer = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(buffer, "PNG")
    return keep(buffer.getvalue(), by=None)


def figure(media):
    return f'<p>看图。</p><figure><img data-media="{media.sha256}" alt="一块颜色"></figure>'


@pytest.fixture
def statement(db):
    return issue(ground="law", rule="某法", facts="某事", effect="withheld", by_public_id="x")


def test_pictures_go_with_a_withheld_article_and_come_back(published, statement):
    cover, inside = drawn("red"), drawn("blue")
    article = published(html=figure(inside), cover=cover)
    restrict(article, ArticleEffect.WITHHELD, under=statement)
    assert is_withheld(cover.sha256)
    assert is_withheld(inside.sha256)
    lift(article, ArticleEffect.WITHHELD)
    assert not is_withheld(cover.sha256)
    assert not is_withheld(inside.sha256)


def test_a_picture_that_another_article_shows_stays(published, statement):
    shared = drawn("green")
    article = published(html=figure(shared))
    published("另一篇文章的标题", figure(shared))
    restrict(article, ArticleEffect.WITHHELD, under=statement)
    assert not is_withheld(shared.sha256)


def test_other_effects_leave_pictures_alone(published, statement):
    inside = drawn("blue")
    restrict(published(html=figure(inside)), ArticleEffect.UNLISTED, under=statement)
    assert not is_withheld(inside.sha256)
