"""Two publishers: one writes, another reposts."""

import pytest

from haowen.domain.publishers.models import MemberRole, Publisher


@pytest.fixture
def house(db, carol):
    """Return another publisher, for which carol writes."""
    house = Publisher.objects.create(handle="other_house", name="别家", kind="person")
    house.members.create(user=carol, role=MemberRole.OWNER)
    return house


@pytest.fixture
def original(published, bob, channel):
    """Return an article that is out."""
    return published("一条河的水位", "<p>夜里涨了三厘米。</p><p>早上退了。</p>", by=bob, channel=channel)
