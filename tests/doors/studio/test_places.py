"""What sources and regions are called."""

import pytest
from django.utils.translation import override

from haowen.domain.audience.signals import PLACES, origin
from haowen.doors.studio import places


@pytest.mark.parametrize(
    ("code", "english", "chinese"),
    [("DE", "Germany", "德国"), ("CN-SX", "Shanxi", "山西"), ("CN-SN", "Shaanxi", "陕西"), ("CN", "China", "中国"), ("CN-99", "China", "中国"), ("QQ", "QQ", "QQ")],
)  # fmt: skip
def test_a_region_has_its_name_in_the_readers_language(code, english, chinese):
    with override("en"):
        assert places.region(code) == english
    with override("zh-hans"):
        assert places.region(code) == chinese


def test_another_site_is_called_what_it_calls_itself():
    with override("en"):
        assert [places.source(key) for key in ("front", "", "news.example.org")] == ["Front page", "Directly, or not known", "news.example.org"]  # fmt: skip


def test_every_list_has_a_name():
    assert not set(PLACES) - set(places.LISTS)
    came = ("/", "/c/x", "/a/x", "/@x", "/t/x", "/s/x", "/o/x", "/hot", "/search", "/about", "", "feed")
    assert not {origin(one)[0] for one in came} - set(places.SOURCES)
