import pytest

from haowen.domain.publishers import reserving
from haowen.domain.publishers.models import ReservedWord
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def test_words_go_on_the_list_once_and_off_again(olga):
    assert reserving.put("灯塔\n 灯塔 \n\nHarbour", "other", by=olga) == 2
    assert reserving.put("灯塔", "place", by=olga) == 0
    assert reserving.take_off([ReservedWord.objects.get(text="harbour").pk], by=olga) == 1


def test_what_cannot_be_a_word_is_refused(olga, dana):
    for texts, sort, by in (
        (" ", "other", olga),
        ("长" * 31, "other", olga),
        ("灯", "nothing", olga),
        ("灯", "other", dana),
    ):
        with pytest.raises(Refused):
            reserving.put(texts, sort, by=by)
