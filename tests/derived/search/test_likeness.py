import pytest

from haowen.derived.search import keeping, likeness
from haowen.derived.search.rebuilding import rebuild

pytestmark = pytest.mark.django_db

RIVER = "<p>长江的水位每天下降，水文站的水位计记下水位，航道里的轮船减速。</p>"
TIDE = "<p>水文站说水位还会下降，长江航道的轮船要等。</p>"
BREAD = "<p>面团发酵以后放进烤箱，面包师等面团变成面包。</p>"
DOUGH = "<p>面包师把面团揉好，烤箱已经热了，面团正在发酵。</p>"


@pytest.fixture
def four(published):
    made = [published(f"第{at}篇", text).pk for at, text in enumerate((RIVER, TIDE, BREAD, DOUGH))]
    rebuild()
    return made


def test_what_speaks_of_the_same_things_is_nearest_and_never_the_article_itself(four):
    river, tide, bread, dough = four
    assert next(iter(likeness.alike([river]))) == tide
    assert next(iter(likeness.alike([bread]))) == dough
    assert river not in likeness.alike([river])
    assert list(likeness.alike([river, bread], 2)) in ([tide, dough], [dough, tide])


def test_telling_words_are_words_that_others_have_but_not_all(four):
    words = likeness.telling(keeping.reader(), ["水位下降，水文站的轮船，一个谁也没有用过的词，航道。水位下降轮船"])
    assert {"水位", "轮船"} <= set(words)
    assert "用过" not in words


def test_an_article_that_is_gone_is_like_nothing(four):
    assert likeness.alike([10**9]) == {}
