"""Who may repost what."""

import pytest

from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import actor_of
from haowen.domain.reposts.granting import Terms, default_of, grant, permit_for, terms_of
from haowen.domain.reposts.models import Who
from haowen.kit.refusals import Refused


def test_without_a_word_it_is_for_asking(original, house):
    assert terms_of(original) == Terms(Who.ASK, may_change=False)
    permit = permit_for(original, house)
    assert (permit.may_repost, permit.may_ask) == (False, True)


@pytest.mark.parametrize(("who", "may"), [(Who.ALL, True), (Who.NAMED, True), (Who.NOBODY, False)])
def test_an_articles_own_grant_goes_before_its_publishers(original, publisher, house, who, may):
    grant(publisher, who=Who.NOBODY if may else Who.ALL)
    grant(original, who=who, may_change=True, named=[house])
    permit = permit_for(original, house)
    assert (permit.may_repost, permit.may_ask, permit.may_change) == (may, False, may)
    grant(original, who=None)
    assert terms_of(original) == default_of(publisher)


def test_others_than_those_named_may_not(original, house, publisher):
    with pytest.raises(Refused):
        grant(original, who=Who.NAMED)
    grant(original, who=Who.NAMED, named=[publisher])
    assert permit_for(original, house).may_repost is False


def test_what_nobody_may_read_nobody_may_repost(original, house, publisher, alice):
    grant(original, who=Who.ALL)
    assert permit_for(original, publisher).may_repost is False  # one's own is no repost
    withdraw(original, by=actor_of(alice))
    assert permit_for(original, house).may_repost is False
