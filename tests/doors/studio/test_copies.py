"""What a writer is told about the same text elsewhere."""

import pytest

from haowen.derived.duplicates.finding import find
from tests.text.test_similarity import RIVER

pytestmark = pytest.mark.django_db


@pytest.fixture
def original(published):
    article = published("江水退了一夜", f"<p>{RIVER}</p>")
    find([article.pk])
    return article


@pytest.fixture
def draft(article_factory, original, bob):
    return article_factory("江水又退了一夜", f"<p>前言。{RIVER}</p>", by=bob)


def test_the_writer_sees_the_other_article_and_what_stands_in_both(client, draft, original, bob):
    client.force_login(bob)
    here = f"/studio/a/{draft.public_id}"
    for path in (here, f"{here}/preview"):
        page = client.get(path).content.decode()
        assert f"/a/{original.public_id}" in page
        assert f"{here}/copies" in page
    page = client.get(f"{here}/copies").content.decode()
    assert original.title in page
    assert page.count(RIVER[:40]) == 2


def test_publishing_goes_on_and_says_so(client, draft, original, bob):
    client.force_login(bob)
    page = client.post(f"/studio/a/{draft.public_id}/publish", follow=True).content.decode()
    draft.refresh_from_db()
    assert draft.is_published()
    assert f"“{original.title}”" in page


def test_a_text_of_its_own_says_nothing(client, article_factory, original, bob):
    own = article_factory("面包", "<p>面团要醒发十二个小时。</p>", by=bob)
    client.force_login(bob)
    assert "/copies" not in client.get(f"/studio/a/{own.public_id}").content.decode()
    assert (
        "much in common"
        in client.get(f"/studio/a/{own.public_id}/copies", headers={"accept-language": "en"}).content.decode()
    )
