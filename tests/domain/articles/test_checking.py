import pytest

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.publishing import publish
from haowen.domain.people.acting import actor_of
from haowen.kit import gates
from haowen.kit.gates import Weight

pytestmark = pytest.mark.django_db


def test_the_checker_advises_and_stops_nothing(article_factory, bob):
    article = article_factory(
        "震惊！河水竟然变绿", "<h3>起因</h3><p>河水变绿。</p>", references=(DraftReference("公报", "r1"),), by=bob
    )
    found = [
        f
        for f in gates.ask("publish", article=article, revision=article.head, by=actor_of(bob))
        if f.gate == "stumbling"
    ]
    assert {one.weight for one in found} == {Weight.ADVICE}
    assert {one.field for one in found} == {"title", "body", "references"}
    assert publish(article, by=actor_of(bob)).is_published()
