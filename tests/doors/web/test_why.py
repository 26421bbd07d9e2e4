"""Why an item is shown."""

import pytest
from lxml import html

from haowen.derived.recommend.models import Relation
from haowen.domain.headlines.models import Place
from haowen.domain.headlines.placing import place
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def page(client, path: str, status: int = 200):
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == status
    return html.fromstring(answer.content.decode())


def test_the_terms_of_a_relation_add_up_to_the_score_shown(client, published) -> None:
    one, other = published(title="读着的文章"), published(title="推荐的文章")
    parts = {"same_subject": 6.25, "same_channel": 1.0, "fresh": 1.5}
    Relation.objects.create(article=one, other=other, score=sum(parts.values()), why="same_subject", parts=parts)
    tree = page(client, f"/why?about={other.public_id}&reason=same_subject&from={one.public_id}")
    *terms, total = [float(cell.text_content()) for cell in tree.xpath("//tbody/tr/td")]
    assert sum(terms) == pytest.approx(total)
    assert total == pytest.approx(8.75)
    assert "same things" in tree.xpath("//*[@data-part='reason']")[0].text_content()


def test_the_editors_choice_says_since_when(client, published, erin) -> None:
    article = published()
    place(article, Place.LEAD, starts_at=now(), by=erin)
    assert "put it here on" in page(client, f"/why?about={article.public_id}&reason=editors").text_content()


@pytest.mark.parametrize(
    "query", ["", "about=zzzzzzzzzz&reason=popular", "about={id}&reason=magic", "about=../x&reason=popular"]
)
def test_what_cannot_be_explained_is_404(client, published, query) -> None:
    page(client, "/why?" + query.format(id=published().public_id), status=404)
