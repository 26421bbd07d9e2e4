import pytest

from haowen.derived.search.naming import beginning, name, named
from haowen.domain.publishers.models import Publisher

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["河流", "河流觀察", "heliu", "hlgc", "river_watch", "@River_Watch"])
def test_a_publisher_is_found_as_it_may_be_typed(publisher, typed):
    assert name(Publisher.objects.all()) == 1
    assert list(named([typed], Publisher.objects.all())) == [publisher]


@pytest.mark.parametrize("typed", ["h", "heliug", "hlg", "流观", "riv"])
def test_its_beginning_is_enough_for_a_suggestion(publisher, typed):
    name(Publisher.objects.all())
    assert list(beginning(typed, Publisher.objects.all())) == [publisher]


def test_a_new_name_is_written_down_and_an_old_one_forgotten(publisher):
    name(Publisher.objects.all())
    assert name(Publisher.objects.all()) == 0
    Publisher.objects.update(name="渡口日报")
    assert name(Publisher.objects.all()) == 1
    assert not named(["heliu"], Publisher.objects.all()).exists()
    assert named(["dukou"], Publisher.objects.all()).exists()


def test_nothing_typed_names_nobody(publisher):
    assert not named(["", "。"], Publisher.objects.all()).exists()
