"""Dead links and copies, as writers see them."""

import datetime as dt

import pytest

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.site.models import Site
from haowen.domain.sources import copying, naming
from haowen.domain.sources.models import Link

pytestmark = pytest.mark.django_db
URL = "https://a.example/x"


@pytest.fixture
def article(published, bob):
    Site.objects.update_or_create(pk=1, defaults={"copies": "writers"})
    made = published("江水为什么绿了", references=(DraftReference("水质公报", "r1", url=URL),), by=bob)
    naming.watch(made.pk)
    text = "<p>河水在夜里涨了三厘米，两岸的人都没有睡。</p>" * 3
    copying.keep(naming.of_url(URL), title="河", html=text, language="zh-Hans", sha256="ab" * 32)
    return made


def test_dead_links_are_listed_with_a_way_to_the_copy_and_to_the_text(client, bob, article) -> None:
    client.force_login(bob)
    assert "水质公报" not in client.get("/studio/references").content.decode()
    Link.objects.update(died_on=dt.date(2026, 5, 1), failures=3, status=404)
    page = client.get("/studio/references?publisher=river_watch").content.decode()
    assert "水质公报" in page
    assert "2026-05-01" in page
    assert f"/studio/a/{article.public_id}#sources" in page
    assert f"/studio/a/{article.public_id}/references/r1/archive" in page


def test_others_see_neither(client, carol, article) -> None:
    Link.objects.update(died_on=dt.date(2026, 5, 1), failures=3)
    client.force_login(carol)
    assert "水质公报" not in client.get("/studio/references").content.decode()
    assert client.get("/studio/references?publisher=river_watch").status_code == 404
    assert client.get(f"/studio/a/{article.public_id}/references/r1/archive").status_code == 404


def test_writers_read_the_copy_where_the_host_has_any(client, bob, article) -> None:
    client.force_login(bob)
    address = f"/studio/a/{article.public_id}/references/r1/archive"
    answer = client.get(address)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "两岸的人都没有睡" in answer.content.decode()
    assert "ab" * 32 in answer.content.decode()
    Site.objects.update(copies="none")
    assert client.get(address).status_code == 404
