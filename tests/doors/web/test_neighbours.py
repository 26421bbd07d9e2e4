import pytest

from haowen.derived.recommend.models import Relation
from haowen.domain.articles.models import Article
from haowen.doors.web.neighbours import around

pytestmark = pytest.mark.django_db


@pytest.fixture
def under(published, channel):
    """Returns an article as the page has it, with another related to it under a title that looks like markup."""

    def make(title: str = "别的文章") -> tuple[dict[str, object], Article]:
        article, other = published(title="水位为什么会变", channel=channel), published(title=title, channel=channel)
        Relation.objects.create(article=article, other=other, score=1, why="same_subject", parts={})
        row = {"pk": article.pk, "public_id": article.public_id, "publisher_id": article.publisher_id}
        return row, other

    return make


def test_a_card_says_why_it_is_there_and_under_which_article(under) -> None:
    row, other = under()
    card = around(row, "en", care=False).related
    assert f"/why?about={other.public_id}&amp;reason=same_subject&amp;from={row['public_id']}" in card
    assert "Same subject" in card


def test_a_remembered_card_leads_back_to_the_article_it_is_shown_under_now(under, published, channel) -> None:
    row, other = under()
    around(row, "en", care=False)
    second = published(title="第二篇文章", channel=channel)
    Relation.objects.create(article=second, other=other, score=1, why="same_subject", parts={})
    again = {"pk": second.pk, "public_id": second.public_id, "publisher_id": second.publisher_id}
    card = around(again, "en", care=False).related
    assert f"from={second.public_id}" in card
    assert str(row["public_id"]) not in card


def test_a_title_cannot_stand_for_the_article_it_is_shown_under(under) -> None:
    row, _other = under("<from> & <b>")
    card = around(row, "en", care=False).related
    assert "&lt;from&gt; &amp; &lt;b&gt;" in card


def test_a_change_of_the_title_is_seen_in_the_next_card(under) -> None:
    row, other = under()
    around(row, "en", care=False)
    Article.objects.filter(pk=other.pk).update(title="改过的题目")
    card = around(row, "en", care=False).related
    assert "改过的题目" in card


def test_the_publishers_newest_leave_the_article_itself_out(under) -> None:
    row, other = under()
    beside = around(row, "en", care=False)
    assert f'href="/a/{other.public_id}"' in beside.past
    assert f'href="/a/{row["public_id"]}"' not in beside.past
    assert beside.shown == {other.public_id}


def test_the_care_edition_has_no_pictures_and_nothing_of_the_publisher(under) -> None:
    row, _other = under()
    beside = around(row, "en", care=True)
    assert not beside.past
    assert "<li" in beside.related
    assert "<img" not in beside.related
