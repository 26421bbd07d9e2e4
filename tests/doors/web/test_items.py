"""Items of lists."""

import pytest

from haowen.domain.articles.models import Article
from haowen.doors.web import items


@pytest.mark.django_db
def test_the_beginning_of_a_text_stands_for_a_summary_that_nobody_wrote(published) -> None:
    told = published(html="<p>夜里的水比白天凉。河边的人都知道。</p>", summary="三支温度计")
    silent = published(title="第二篇", html="<p>夜里的水比白天凉。河边的人都知道。</p>")
    shown = {row["pk"]: row["summary"] for row in items.rows(Article.objects.all())}
    assert shown == {told.pk: "三支温度计", silent.pk: "夜里的水比白天凉。河边的人都知道。"}


def test_a_third_piece_of_one_publisher_stands_behind_the_others() -> None:
    rows = {pk: {"publisher_id": publisher} for pk, publisher in enumerate("aaabab")}
    assert items.varied([0, 1, 2, 3, 4, 5, 9], rows) == [0, 1, 3, 5, 2, 4]
