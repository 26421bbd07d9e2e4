"""How writers are told that they are read: pages, charts, tables and files, for those who belong to the publisher."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml.html import fromstring

from haowen.domain.articles.trashing import trash
from haowen.domain.audience.counting import Sums, add, hour_of
from haowen.domain.comments.commenting import comment
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers.models import Member, Publisher
from haowen.domain.readers.following import follow, unfollow
from haowen.domain.readers.liking import like
from haowen.kit.clock import now
from tests.conftest import make_user

pytestmark = pytest.mark.django_db
HERE = "/studio/statistics?publisher=river_watch"
DAY = dt.timedelta(days=1)


def tally(article, *, days_ago=0, readers=40, source="front", place="front", device="phone", region="CN-HB", word=""):
    """Let so many readers see it in a list, half of them open it, and half of those read it through."""
    at, opened = now() - days_ago * DAY, readers // 2
    sums = Sums()
    sums.shows[article.pk, hour_of(at), place].update(shown=readers, first=readers, followed=opened)
    sums.reads[article.pk, hour_of(at), source].update(
        opened=opened, lasting=opened, quarter=opened, half=opened, most=opened // 2, finished=opened // 2, seconds=opened * 80
    )  # fmt: skip
    sums.traits[article.pk, at.date(), "device", device] += opened
    sums.traits[article.pk, at.date(), "region", region] += opened
    sums.readers[article.publisher_id, at.date()] += opened
    if word:
        sums.words[article.pk, at.date(), word] += opened
    add(sums)


@pytest.fixture
def owning(client, alice):
    client.force_login(alice)
    return client


def figures(page):
    tree = fromstring(page.content)
    return {one.findtext("dt"): one.findtext("dd/b") for one in tree.xpath("//dl[@class='figures']/div")}


def table(client, key, where=HERE):
    answer = client.get(where.replace("/statistics", "/statistics.csv") + f"&table={key}")
    assert answer.status_code == 200, key
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("role", ["owner", "editor", "writer", "analyst"])
def test_every_member_sees_the_numbers(client, published, publisher, role) -> None:
    article = published()
    member = make_user("ann")
    Member.objects.create(publisher=publisher, user=member, role=role)
    client.force_login(member)
    for path in (
        HERE,
        f"/studio/a/{article.public_id}/statistics",
        HERE.replace("statistics", "statistics.csv") + "&table=days",
    ):
        assert client.get(path).status_code == 200, path  # fmt: skip
        assert client.post(path).status_code == 405, path


@pytest.mark.parametrize("who", ["mallory", "dana", "olga"])
def test_nobody_else_finds_them(client, published, request, who) -> None:
    article = published()
    foreign = Publisher.objects.create(handle="others", name="Others", kind="person")
    person = request.getfixturevalue(who)
    client.force_login(person)
    for path in (
        HERE, "/studio/statistics", HERE.replace("statistics", "statistics.csv") + "&table=days",
        f"/studio/a/{article.public_id}/statistics", f"/studio/a/{article.public_id}/statistics.csv?table=days",
    ):  # fmt: skip
        assert client.get(path).status_code == 404, path
    Member.objects.create(publisher=foreign, user=person, role="owner")
    assert client.get(HERE).status_code == 404
    assert client.get("/studio/statistics").context["publisher"] == foreign
    assert client.get(f"/studio/a/{article.public_id}/statistics").status_code == 404


def test_the_page_tells_from_shown_to_read_and_agrees_with_what_readers_see(owning, published, carol, dana) -> None:
    article = published("江边的一天")
    tally(article)
    tally(article, days_ago=3, source="search", place="search", word="江")
    like(article, by=actor_of(carol))
    comment(article, by=actor_of(dana), text="写得好。")
    follow(actor_of(carol), publisher=article.publisher, on=article)
    follow(actor_of(dana), publisher=article.publisher)
    unfollow(actor_of(dana), publisher=article.publisher)
    page = owning.get(HERE, headers={"accept-language": "en"})
    assert figures(page) == {
        "Shown": "80", "Openings": "40", "Read through": "20", "Time in view": "1 min 20 s", "Likes": "1", "Comments": "1",
        "Shared": "0", "Followers": "+2 −1", "Readers": "40", "Followers now": "1",
    }  # fmt: skip
    own = owning.get(f"/studio/a/{article.public_id}/statistics", headers={"accept-language": "en"})
    assert figures(own)["Followers"] == "+1 −0"
    assert figures(own)["Readers, each once a day"] == "40"
    assert table(owning, "articles")[1] == ["江边的一天", "80", "40", "20", "50.0%", "1", "1", "0", "1", "0"]
    assert table(owning, "sources")[1:] == [
        ["首页", "20", "50.0%", "10", "50.0%"],
        ["站内搜索", "20", "50.0%", "10", "50.0%"],
    ]
    assert table(owning, "words")[1:] == [["江", "20"]]
    assert [row[1] for row in table(owning, "depth")[1:]] == ["40", "40", "40", "20", "20"]
    rows = table(owning, "days")
    assert len(rows) == 31
    assert [sum(int(row[column]) for row in rows[1:]) for column in range(1, 10)] == [80, 40, 40, 20, 1, 1, 0, 2, 1]


def test_every_chart_is_told_in_words_and_has_its_table_behind_it(owning, published, carol) -> None:
    article = published()
    follow(actor_of(carol), publisher=article.publisher, on=article)
    tally(article, word="river")
    tally(article, days_ago=2, readers=60)
    for path in (HERE, f"/studio/a/{article.public_id}/statistics?span=7"):
        tree = fromstring(owning.get(path).content)
        drawn = tree.xpath("//section[contains(@class,'chart')]")
        assert len(drawn) == 9
        for section in drawn:
            assert section.xpath(".//details//table//tbody/tr"), section.findtext(".//h2")
            assert section.xpath(".//details//a[contains(@href,'.csv?')]")
            [svg] = section.xpath(".//*[local-name()='svg']")
            assert all(svg.xpath(f"string(.//*[local-name()='{name}'])").strip() for name in ("title", "desc"))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert not tree.xpath("//@style | //style | //script[not(@src)]")


def test_a_device_and_a_region_are_told_only_above_twenty_readers_and_not_of_today(owning, published) -> None:
    article = published()
    tally(article, days_ago=1, readers=40)
    tally(article, days_ago=0, readers=400)
    assert table(owning, "devices")[1:] == table(owning, "regions")[1:] == []
    tally(article, days_ago=1, readers=10, device="tablet", region="DE")
    assert table(owning, "devices")[1:] == [["其他，每种人数更少", "30", "100.0%"]]
    tally(article, days_ago=2, readers=8)
    assert table(owning, "devices")[1:] == [["手机", "20", "66.7%"], ["其他，每种人数更少", "10", "33.3%"]]
    assert table(owning, "regions")[1][0] == "湖北"


def test_words_and_other_sites_are_named_from_five_readers_on(owning, published) -> None:
    article = published()
    tally(article, readers=8, source="small.example", word="rare")
    tally(article, readers=6, source="tiny.example", word="rarer")
    tally(article, readers=10, source="big.example", word="common")
    assert [row[:2] for row in table(owning, "sources")[1:]] == [["其他网站，每个人数更少", "7"], ["big.example", "5"]]
    assert table(owning, "words")[1:] == [["common", "5"], ["其他的词", "7"]]


def test_a_span_ends_today_and_what_lies_before_it_is_left_out(owning, published) -> None:
    article = published()
    for days_ago in (0, 6, 8, 29, 40, 100, 200):
        tally(article, days_ago=days_ago, readers=2)
    assert {key: figures(owning.get(f"{HERE}&span={key}", headers={"accept-language": "en"}))["Openings"] for key in ("7", "30", "90", "all", "9999")} == {
        "7": "2", "30": "4", "90": "5", "all": "7", "9999": "4"
    }  # fmt: skip
    assert len(table(owning, "days", f"{HERE}&span=90")) == 91
    assert len(table(owning, "days", f"{HERE}&span=all")[1][0]) == len("2026-01-01")
    assert len(table(owning, "days", f"{HERE}&span=all")) in (8, 9)  # by the month


def test_a_file_opens_in_a_spreadsheet_and_runs_nothing(owning, published) -> None:
    tally(published('=HYPERLINK("https://evil.example/")的标题'), word="+cmd|' /c calc'!a1")
    tally(published("＝1+1，一道题的全部解法"), word="@sum(a1)x")
    answer = owning.get(HERE.replace("statistics", "statistics.csv") + "&table=articles")
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    first = [row[0] for key in ("articles", "words") for row in table(owning, key)]
    assert all(name[0] not in "=+-@＝＋－＠" for name in first)
    assert "'=HYPERLINK" in answer.content.decode()


def test_a_table_that_there_is_not_is_not_there(owning, published) -> None:
    article = published()
    for path in (f"{HERE}&table=nothing", HERE, f"/studio/a/{article.public_id}/statistics?table=articles"):
        assert owning.get(path.replace("/statistics", "/statistics.csv")).status_code == 404, path


def test_how_much_was_counted_changes_nothing_about_the_number_of_statements(owning, published) -> None:
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            owning.get(HERE)
        return len(queries)

    tally(published())
    few = asked()
    for number in range(4):
        tally(published(), days_ago=number, word=f"word {number}", source=f"site{number}.example")
    assert asked() == few


def test_drafts_and_what_was_thrown_away(owning, article_factory, published) -> None:
    page = owning.get(f"/studio/a/{article_factory().public_id}/statistics")
    assert page.status_code == 200
    assert page.context["modules"] == []
    thrown = published()
    tally(thrown)
    trash(thrown, by=host_actor())
    assert owning.get(f"/studio/a/{thrown.public_id}/statistics").status_code == 404
    assert f"/studio/a/{thrown.public_id}" not in owning.get(HERE).content.decode()
    assert figures(owning.get(HERE, headers={"accept-language": "en"}))["Openings"] == "20"
