"""Promise 9: what is derived can be thrown away and made again, with the same answers."""

import pytest

from haowen.derived.recommend import rebuilding as recommendation
from haowen.derived.recommend.models import Relation
from haowen.derived.search import rebuilding as index
from haowen.derived.search.models import InForce
from haowen.derived.search.searching import search
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def answers():
    found = search("水位", at=now())
    relations = Relation.objects.order_by("article_id", "other_id").values_list("article_id", "other_id", "why")
    return [hit.article_id for hit in found.hits], list(relations)


def test_search_and_relations_come_back(published):
    published("水位为什么会变", "<p>河水在夜里涨了三厘米，水位计都记着。</p>")
    published("水位计怎样读", "<p>读水位计要等水面静下来，夜里的水位最准。</p>")
    published("公园里的树", "<p>这里没有河。</p>")
    index.rebuild()
    recommendation.rebuild()
    before = answers()
    assert before[0]
    InForce.objects.all().delete()
    Relation.objects.all().delete()
    index.rebuild()
    recommendation.rebuild()
    assert answers() == before
