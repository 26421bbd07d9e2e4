"""What happens when the button is pressed."""

import pytest

from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.publishers.permitting import set_rule
from haowen.doors.studio.consequences import consequences
from tests.conftest import make_user

pytestmark = pytest.mark.django_db


def test_at_once_or_at_a_time(article_factory, channel):
    told = consequences(article_factory(), [channel])[channel.pk]
    assert told.now == "It is published at once, for everybody."
    assert "{moment}" in told.later
    assert (told.press_now, told.press_later) == ("Publish", "Publish at that time")


@pytest.mark.parametrize(
    ("permission", "words", "button"),
    [("after_review", "It goes to review first: a person of the host.", "Send to review"), ("not_at_all", "Nothing:", "Publish")],
)  # fmt: skip
def test_as_the_hosts_table_says(article_factory, channel, permission, words, button):
    set_rule(kind="", holds="", channel=channel, permission=permission, by=make_user("Olga", "operator"))
    told = consequences(article_factory(), [channel])
    assert told[channel.pk].now.startswith(words)
    assert told[channel.pk].press_now == button
    assert told[None].press_now == "Publish"


def test_stages_are_named_and_a_channels_come_before_a_publishers(article_factory, channel, publisher, olga):
    set_chain(publisher, [StageWanted("主编")], by=olga)
    set_chain(channel, [StageWanted("编辑", hours=2), StageWanted("总编", hours=4)], by=olga)
    told = consequences(article_factory(), [channel])
    assert "编辑 → 总编. Within 6 hours." in told[channel.pk].now
    assert "主编" in told[None].now


def test_of_what_is_out_readers_keep_the_text_until_then(published, channel, olga):
    article = published()
    assert "the text stays as it is" in consequences(article, [channel])[channel.pk].later
    set_chain(channel, [StageWanted("编辑")], by=olga)
    assert "readers see the text as it is" in consequences(article, [channel])[channel.pk].now
