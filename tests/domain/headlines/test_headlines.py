import datetime as dt

import pytest

from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import restrict
from haowen.domain.headlines.access import current, edges, originals, upcoming
from haowen.domain.headlines.models import Place, Slot
from haowen.domain.headlines.originals import enter, leave, open_vertical
from haowen.domain.headlines.placing import end, place
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


HOUR = dt.timedelta(hours=1)


def lead(at=None):
    return [slot.article for slot in current(at).filter(place=Place.LEAD)]


def test_the_newer_headline_takes_the_place(published, erin):
    first, second = published(), published("第二篇文章标题")
    place(first, Place.LEAD, starts_at=now() - HOUR, by=erin)
    place(second, Place.LEAD, by=erin)
    assert lead() == [second]
    assert Slot.objects.get(article=first).until is not None


def test_one_for_a_time_gives_the_place_back(published, erin):
    first, second = published(), published("第二篇文章标题")
    place(first, Place.LEAD, starts_at=now() - HOUR, by=erin)
    place(second, Place.LEAD, starts_at=now() + HOUR, until=now() + 2 * HOUR, by=erin)
    at = now()
    assert lead(at) == [first]
    assert lead(at + 1.5 * HOUR) == [second]
    assert lead(at + 3 * HOUR) == [first]
    assert upcoming().count() == 1
    soon = edges(at)
    assert at < soon <= at + HOUR
    assert edges(soon) > soon


def test_positions_and_channels_stand_side_by_side(published, erin, channel):
    article = published(channel=channel)
    for position in range(3):
        place(article, Place.SECOND, position=position, by=erin)
    place(article, Place.CHANNEL, channel=channel, by=erin)
    assert current().count() == 4


def test_a_withheld_headline_leaves_its_place_to_the_one_below(published, erin):
    first, second = published(), published("第二篇文章标题")
    place(first, Place.LEAD, starts_at=now() - HOUR, by=erin)
    place(second, Place.LEAD, starts_at=now() - HOUR / 2, until=now() + HOUR, by=erin)
    restrict(
        second,
        ArticleEffect.WITHHELD,
        under=issue(ground="law", rule="a", facts="b", effect="withheld", by_public_id="x"),
    )
    assert lead() == [first]


@pytest.mark.parametrize("role", ["mallory", "dana", "carol"])
def test_only_editors_place(published, request, role):
    article, by = published(), request.getfixturevalue(role)
    with pytest.raises(Refused):
        place(article, Place.LEAD, by=by)
    assert not Slot.objects.exists()


def test_what_cannot_be_is_refused(published, article_factory, erin, channel):
    article = published()
    for given in (
        {"place": "cellar"},
        {"place": Place.CHANNEL},
        {"place": Place.LEAD, "channel": channel},
        {"place": Place.LEAD, "position": 99},
        {"place": Place.LEAD, "starts_at": now(), "until": now() - HOUR},
        {"place": Place.LEAD, "starts_at": now() - 2 * HOUR, "until": now() - HOUR},
    ):
        with pytest.raises(Refused):
            place(article, by=erin, **given)
    with pytest.raises(Refused):
        place(article_factory(), Place.LEAD, by=erin)
    assert not Slot.objects.exists()


def test_ending_is_at_once(published, erin, mallory):
    slot = place(published(), Place.LEAD, starts_at=now() - HOUR, by=erin)
    with pytest.raises(Refused):
        end(slot, by=mallory)
    end(slot, by=erin)
    assert lead() == []
    coming = place(published("第二篇文章标题"), Place.LEAD, starts_at=now() + HOUR, by=erin)
    end(coming, by=erin)
    assert not Slot.objects.filter(pk=coming.pk).exists()


def test_originals_hold_what_readers_can_find(published, article_factory):
    vertical = open_vertical("homes", "居所", "Homes", 0)
    article = published()
    enter(vertical, article, 0)
    enter(vertical, article, 3)
    assert [entry.position for entry in originals()] == [3]
    with pytest.raises(Refused):
        enter(vertical, article_factory(), 1)
    leave(vertical, article)
    assert not originals().exists()


@pytest.mark.parametrize(
    ("slug", "zh", "en"), [("No Slug", "居所", "Homes"), ("homes", "", "Homes"), ("homes", "居所", "x" * 31)]
)
def test_a_broken_vertical_is_refused(db, slug, zh, en):
    with pytest.raises(Refused):
        open_vertical(slug, zh, en, 0)


def test_a_clash_is_raised_only_where_it_is_asked_for(published, olga):
    import datetime as dt

    from haowen.domain.headlines.placing import Clashing, clashes, move

    one, other = published(), published()
    planned = place(one, "second", starts_at=now() + dt.timedelta(hours=1), by=olga)
    with pytest.raises(Clashing) as caught:
        place(other, "second", by=olga, is_over=False)
    assert caught.value.slots == [planned]
    running = place(other, "lead", by=olga)
    assert clashes("lead", None, 0, now(), None) == []
    assert clashes("lead", None, 0, now(), None, seen=running.pk - 1) == [running]
    with pytest.raises(Refused):
        move(planned, "up", by=olga)
    with pytest.raises(Refused):
        move(planned, "sideways", by=olga)
