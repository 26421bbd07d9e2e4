import datetime as dt
import io

import pytest
from PIL import Image

from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import Label
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.saving import save
from haowen.domain.articles.scheduling import release_due, schedule
from haowen.domain.media.keeping import keep
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db


@pytest.fixture
def made_by_ai(db):
    file = io.BytesIO()
    said = (
        b'<x:xmpmeta Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">'
        b"</x:xmpmeta>"
    )
    Image.new("RGB", (64, 48), "#375").save(file, "JPEG", xmp=said)
    return keep(file.getvalue(), by=None)


def test_a_file_that_says_so_labels_the_article_until_it_is_taken_out(article_factory, made_by_ai, bob, client):
    html = f'<p>河。</p><figure><img data-media="{made_by_ai.sha256}" alt="河"></figure>'
    article = publish(article_factory(html=html, by=bob), by=actor_of(bob))
    assert Label.objects.get().note == "IPTC DigitalSourceType"
    assert 'data-label="ai_generated"' in client.get(f"/a/{article.public_id}").content.decode()
    save(article, Draft(article.title, "<p>河。</p>"), base=article.head, by=actor_of(bob))
    publish(article, by=actor_of(bob))
    assert not Label.objects.exists()


def test_the_cover_counts_and_what_comes_out_by_the_clock_too(article_factory, made_by_ai, bob):
    article = schedule(
        article_factory(cover=made_by_ai, cover_alt="河", by=bob), now() + dt.timedelta(days=1), by=actor_of(bob)
    )
    with telling(article.scheduled_at):
        assert release_due() == 1
    assert article.labels.get().by_public_id == "file"


def test_what_the_host_states_stays(article_factory, published, bob):
    article = published(by=bob)
    Label.objects.create(article=article, kind="ai_generated", by_public_id="host")
    save(article, Draft(article.title, "<p>改过。</p>"), base=article.head, by=actor_of(bob))
    publish(article, by=actor_of(bob))
    assert Label.objects.get().by_public_id == "host"
