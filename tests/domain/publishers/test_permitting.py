import pytest

from haowen.domain.publishers import credentials, permitting
from haowen.domain.publishers.models import Permission, WritingRule
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def rule(by, permission, *, kind="", holds="", channel=None):
    return permitting.set_rule(kind=kind, holds=holds, channel=channel, permission=permission, by=by)


def test_without_a_rule_one_publishes_at_once(publisher, channel):
    assert permitting.permission_for(publisher, channel) == Permission.AT_ONCE


def test_the_rule_that_says_most_counts(publisher, channel, olga):
    rule(olga, "after_review")
    assert permitting.permission_for(publisher, None) == Permission.AFTER_REVIEW
    rule(olga, "at_once", kind="organisation")
    assert permitting.permission_for(publisher, channel) == Permission.AT_ONCE
    rule(olga, "not_at_all", channel=channel)
    assert permitting.permissions_for(publisher, [channel]) == {channel.pk: Permission.NOT_AT_ALL}
    rule(olga, "at_once", channel=channel, holds="held")
    assert permitting.permission_for(publisher, channel) == Permission.NOT_AT_ALL
    credentials.put(publisher, by=olga, what="许可证")
    assert permitting.permission_for(publisher, channel) == Permission.AT_ONCE
    assert permitting.permission_for(publisher, None) == Permission.AT_ONCE


def test_one_line_is_replaced_not_doubled(olga, channel, dana):
    rule(olga, "after_review", channel=channel)
    kept = rule(olga, "not_at_all", channel=channel)
    assert WritingRule.objects.get().permission == "not_at_all"
    for said in ({"kind": "god"}, {"holds": "x"}, {"permission": "maybe"}):
        with pytest.raises(Refused):
            permitting.set_rule(
                **{"kind": "", "holds": "", "channel": None, "permission": "at_once", "by": olga} | said
            )
    with pytest.raises(Refused):
        permitting.take_off(kept, by=dana)
    permitting.take_off(kept, by=olga)
    assert not WritingRule.objects.exists()
