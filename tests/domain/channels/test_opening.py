import pytest

from haowen.domain.channels.models import Channel
from haowen.domain.channels.opening import change, close, open_channel
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def test_channels_stand_in_the_hosts_order(db):
    open_channel("tech", "科技", "Tech", 2)
    open_channel("top", "要闻", "Top", 1, demands=["ai"])
    assert list(Channel.objects.open().values_list("slug", flat=True)) == ["top", "tech"]


def test_a_closed_channel_can_open_again(db):
    tech = open_channel("tech", "科技", "Tech", 2)
    with pytest.raises(Refused):
        open_channel("tech", "又一个", "Another", 3)
    close(tech)
    assert not Channel.objects.open().exists()
    assert open_channel("tech", "新科技", "New tech", 1) == tech


def test_demands_are_replaced_or_left(db):
    tech = open_channel("tech", "科技", "Tech", 2, demands=["ai", "ai"])
    change(tech, zh="科学", en="Science", position=1)
    assert list(tech.demands.values_list("declaration", flat=True)) == ["ai"]
    change(tech, zh="科学", en="Science", position=1, demands=[])
    assert not tech.demands.exists()


@pytest.mark.parametrize(
    ("slug", "zh", "en"),
    [("Tech", "科技", "Tech"), ("-a", "科技", "Tech"), ("tech", " ", "Tech"), ("tech", "科技", "x" * 31)],
)
def test_what_cannot_be_is_refused(db, slug, zh, en):
    with pytest.raises(Refused):
        open_channel(slug, zh, en, 1)
    assert not Channel.objects.exists()
