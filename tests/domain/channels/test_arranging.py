import pytest

from haowen.domain.channels import arranging, opening
from haowen.domain.channels.models import Channel
from haowen.domain.site.models import SiteChange
from haowen.domain.site.recording import Overtaken, latest
from haowen.domain.site.undoing import last_of
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def channels(db):
    made = [opening.open_channel(slug, f"频道{slug}", slug.upper()) for slug in ("a", "b", "c")]
    return {channel.slug: channel for channel in made}


def undone(row, by):
    arranging.undo(row, by=by, seen=last_of(row).pk)


def test_a_channel_that_is_opened_without_a_place_comes_last(channels):
    assert arranging.order() == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("slug", "step", "order"),
    [("b", "up", "bac"), ("b", "down", "acb"), ("c", "first", "cab"), ("a", "up", "abc"), ("c", "down", "abc")],
)
def test_channels_move(channels, olga, slug, step, order):
    arranging.move(channels[slug], step, by=olga)
    assert arranging.order() == list(order)
    assert SiteChange.objects.count() == (order != "abc")


def test_channels_of_one_number_get_an_order_of_their_own(channels, olga):
    Channel.objects.update(position=0)
    arranging.move(channels["c"], "up", by=olga)
    assert arranging.order() == ["a", "c", "b"]


def test_an_order_is_undone_and_what_was_opened_since_comes_last(channels, olga):
    arranging.move(channels["c"], "first", by=olga)
    opening.open_channel("d", "新", "New", 1, by=olga)
    opening.close(channels["b"], by=olga)
    undone(SiteChange.objects.get(field="channels"), olga)
    assert arranging.order() == ["a", "c", "d"]


def test_everything_about_a_channel_is_undone(channels, olga, dana):
    channel = channels["b"]
    opening.change(channel, zh="书", en="Books", demands=["ai"], by=olga)
    renamed = SiteChange.objects.get()
    opening.close(channel, by=olga)
    closed = SiteChange.objects.all()[0]
    undone(closed, dana)
    channel.refresh_from_db()
    assert (channel.is_open, channel.name_zh) == (True, "书")
    with pytest.raises(Overtaken):
        arranging.undo(renamed, by=dana, seen=renamed.pk)
    undone(renamed, dana)
    channel.refresh_from_db()
    assert (channel.name_zh, channel.name_en, channel.demands.count()) == ("频道b", "B", 0)
    with pytest.raises(Refused):
        undone(renamed, dana)


def test_opening_is_undone_by_closing(channels, olga):
    opening.open_channel("d", "新", "New", by=olga)
    row = SiteChange.objects.get()
    undone(row, olga)
    assert not Channel.objects.get(slug="d").is_open
    with pytest.raises(Refused):
        undone(row, olga)


def test_two_operators_do_not_overwrite_each_other(channels, olga, dana):
    base = latest()
    opening.change(channels["a"], zh="书", en="Books", by=dana)
    with pytest.raises(Overtaken):
        opening.change(channels["a"], zh="画", en="Pictures", by=olga, base=base)
    with pytest.raises(Overtaken):
        opening.close(channels["a"], by=olga, base=base)
    arranging.move(channels["b"], "up", by=dana, base=base)
    with pytest.raises(Overtaken):
        arranging.move(channels["c"], "up", by=olga, base=base)


def test_a_closed_channel_has_no_place(channels, olga):
    opening.close(channels["a"], by=olga)
    with pytest.raises(Refused):
        arranging.move(channels["a"], "down", by=olga)
