"""The gate of reposts, asked by itself; what it does to publishing is with the reposts."""

from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.reposts.gates import reposts
from haowen.domain.reposts.granting import grant
from haowen.domain.reposts.models import Who
from haowen.domain.reposts.reposting import make


def test_the_way_to_the_right_is_named_and_the_host_is_not_asked(original, house, carol, article_factory):
    grant(original, who=Who.ALL)
    repost = make(original, house, by=actor_of(carol))
    asked = {"article": repost, "revision": repost.head}
    assert list(reposts(**asked, by=actor_of(carol))) == []
    grant(original, who=Who.NOBODY)
    (found,) = reposts(**asked, by=actor_of(carol))
    assert found.field == f"repost:{original.public_id}"
    assert list(reposts(**asked, by=host_actor())) == []
    plain = article_factory(by=carol, publisher=house)
    assert list(reposts(article=plain, revision=plain.head, by=actor_of(carol))) == []
