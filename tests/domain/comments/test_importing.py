"""Comments that came with an article of elsewhere."""

import datetime as dt

import pytest

from haowen.domain.comments.importing import Arriving, bring_in
from haowen.domain.comments.models import Comment
from haowen.domain.people.models import ActorKind

pytestmark = pytest.mark.django_db

EARLY = dt.datetime(2012, 3, 5, 1, tzinfo=dt.UTC)
LATE = EARLY + dt.timedelta(hours=1)


def test_they_stand_in_the_order_of_their_time_under_the_names_that_stood_there(published):
    article = published()
    made = bring_in(
        article,
        [
            Arriving("2", "老陈", "是。", LATE, answers="1"),
            Arriving("1", "阿青", "好文。", EARLY),
            Arriving("3", "阿青", "又来。", LATE),
        ],
    )
    rows = list(Comment.objects.filter(article=article))
    assert made == 3
    assert [(row.floor, row.actor.name, row.text, row.at) for row in rows[:2]] == [
        (1, "阿青", "好文。", EARLY),
        (2, "老陈", "是。", LATE),
    ]
    assert rows[1].answers == rows[0]
    assert rows[0].actor == rows[2].actor
    assert {(row.actor.kind, row.actor.user) for row in rows} == {(ActorKind.REMOTE, None)}


def test_a_second_time_changes_nothing_and_adds_what_is_new(published):
    article = published()
    first = Arriving("1", "阿青", "好文。", EARLY)
    bring_in(article, [first])
    assert bring_in(article, [first]) == 0
    assert bring_in(article, [first, Arriving("2", "", "新的。", LATE, answers="1")]) == 1
    last = Comment.objects.get(article=article, floor=2)
    assert last.answers.floor == 1
    assert last.actor.name


def test_names_of_elsewhere_are_never_those_of_people_here(published, carol):
    from haowen.domain.comments.commenting import comment
    from haowen.domain.people.acting import actor_of

    article = published()
    comment(article, by=actor_of(carol), text="好文。")
    bring_in(article, [Arriving("1", "Carol", "好文。", EARLY)])
    assert [row.actor.user for row in Comment.objects.filter(article=article)] == [carol, None]
