import datetime as dt
import hashlib
import io

import pytest
from PIL import Image

from haowen.domain.articles import reporting
from haowen.domain.articles.drafts import Draft, DraftCover, DraftDeclaration
from haowen.domain.articles.models import DeclarationKind, Kind, Label
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.saving import save
from haowen.domain.articles.scheduling import release_due, schedule
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path
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


def box(kind, data):
    return (8 + len(data)).to_bytes(4, "big") + kind + data


@pytest.fixture
def video_by_ai(db):
    """A file that begins as a video does, and bears the mark of GB 45438."""
    said = b'AIGC {"Label":"1","ContentProducer":"x"}'
    data = box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", box(b"udta", said)) + box(b"mdat", b"\0" * 64)
    sha256 = hashlib.sha256(data).hexdigest()
    path = original_path(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Media.objects.create(sha256=sha256, kind="video", format="mp4", size_bytes=len(data), width=64, height=48)


def test_a_video_counts_as_a_picture_does(article_factory, video_by_ai, bob):
    html = f'<p>河。</p><figure><img data-media="{video_by_ai.sha256}" alt="河"></figure>'
    publish(article_factory(html=html, by=bob), by=actor_of(bob))
    assert Label.objects.get().note == "AIGC"


def test_every_cover_counts(article_factory, made_by_ai, bob):
    article = article_factory(by=bob)
    plain = io.BytesIO()
    Image.new("RGB", (64, 48), "#753").save(plain, "PNG")
    covers = (DraftCover(keep(plain.getvalue(), by=None), "甲"), DraftCover(made_by_ai, "乙"))
    save(article, Draft(article.title, "<p>河。</p>", covers=covers), base=article.head, by=actor_of(bob))
    publish(article, by=actor_of(bob))
    assert Label.objects.get().note == "IPTC DigitalSourceType"


def test_taking_it_out_and_putting_it_in_again_labels_again(article_factory, made_by_ai, bob):
    figure = f'<figure><img data-media="{made_by_ai.sha256}" alt="河"></figure>'
    article = publish(article_factory(html=f"<p>河。</p>{figure}", by=bob), by=actor_of(bob))
    for html, labels in (("<p>河。</p>", 0), (f"<p>又是河。</p>{figure}", 1)):
        save(article, Draft(article.title, html), base=article.head, by=actor_of(bob))
        assert Label.objects.count() == 1 - labels  # readers still see what was out
        publish(article, by=actor_of(bob))
        assert Label.objects.count() == labels


def test_no_declaration_of_the_writer_takes_it_off(article_factory, made_by_ai, bob):
    figure = f'<figure><img data-media="{made_by_ai.sha256}" alt="河"></figure>'
    article = publish(article_factory(html=f"<p>河。</p>{figure}", by=bob), by=actor_of(bob))
    said = (DraftDeclaration(DeclarationKind.AI_NONE),)
    save(article, Draft(article.title, f"<p>河。</p>{figure}", declarations=said), base=article.head, by=actor_of(bob))
    publish(article, by=actor_of(bob))
    assert Label.objects.get().by_public_id == "file"


def test_a_picture_of_a_live_report_labels_it_with_the_entry(published, made_by_ai, bob):
    report = published("水位实况报道", "<p>今夜涨水。</p>", kind=Kind.LIVE)
    figure = f'<figure><img data-media="{made_by_ai.sha256}" alt="河"></figure>'
    entry = reporting.enter(report, title="", html=figure, by=actor_of(bob))
    assert Label.objects.get().note == "IPTC DigitalSourceType"
    publish(report, by=actor_of(bob))
    assert Label.objects.exists()
    reporting.remove(entry, by=actor_of(bob))
    save(report, Draft(report.title, "<p>今夜退水。</p>"), base=report.head, by=actor_of(bob))
    publish(report, by=actor_of(bob))
    assert not Label.objects.exists()
