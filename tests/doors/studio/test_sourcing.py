"""Sources handed in as they are: by the editor, by the plain form."""

import json

import pytest
from django_tasks_db.models import DBTaskResult

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.models import Article
from haowen.domain.sources import naming
from haowen.doors.studio import sourcing
from tests.doors.studio.test_articles import SAID
from tests.serving_pages import elsewhere

pytestmark = pytest.mark.django_db
PAGE = "<html><head><title>水质公报</title><meta property='og:title' content='水质公报'><meta property='og:site_name' content='水利局'></head><body><p>x</p></body></html>"


@pytest.fixture
def web(monkeypatch):
    with elsewhere() as site:
        monkeypatch.setenv("HAOWEN_OUTBOUND_ALLOW", site.address)
        site.answers = {f"/{n}": (200, PAGE.encode(), "text/html; charset=utf-8") for n in range(9)}
        yield site


@pytest.fixture
def writing(client, bob, publisher, channel):
    client.force_login(bob)
    return client


def read(client, text):
    return client.post("/studio/references/read", {"text": text}, headers={"Accept-Language": "en"})


def test_a_pasted_list_becomes_rows_and_what_has_no_field_is_told(writing) -> None:
    text = "[1] 王明. 河流[J]. 水利学报, 2020.\nRivers rise - The Guardian (2025-11-13). Archived from the original on 5 May 2026"
    said = read(writing, text).json()
    first, second = said["references"]
    assert {name: first[name] for name in sourcing.FIELDS} == {
        "title": "河流", "outlet": "水利学报", "authors": "王明", "dated_on": "2020", "url": "", "accessed_on": "",
    }  # fmt: skip
    assert second["title"] == "Rivers rise"
    assert any("Archived from the original" in line for line in said["told"])


def test_links_are_read_at_once_the_first_and_later_the_others(writing, web) -> None:
    said = read(writing, "\n".join(f"{web.base}/{n}" for n in range(5))).json()["references"]
    assert [row["title"] for row in said[:3]] == ["水质公报"] * 3
    assert said[0]["outlet"] == "水利局"
    assert said[0]["accessed_on"]
    assert [row["waits"] for row in said] == [False, False, False, True, True]
    assert len(web.asked) == 3
    assert DBTaskResult.objects.filter(task_path__endswith="read_link").count() == 2
    urls = [f"{web.base}/{n}" for n in range(5)]
    now = writing.post("/studio/references/found", {"urls": json.dumps(urls)}).json()
    assert (sorted(now["found"]), now["waiting"]) == (urls[:3], urls[3:])


def test_what_the_line_says_is_never_overwritten(writing, web) -> None:
    (row,) = read(writing, f"我写的题目，我写的报，{web.base}/1").json()["references"]
    assert (row["title"], row["outlet"]) == ("我写的题目", "我写的报")


def test_a_page_that_is_not_there_is_told_and_the_row_stays(writing, web) -> None:
    said = read(writing, f"{web.base}/none").json()
    assert said["references"][0]["url"] == f"{web.base}/none"
    assert "nothing at this address" in said["told"][0]


def test_private_networks_are_not_asked(writing, web, monkeypatch) -> None:
    monkeypatch.delenv("HAOWEN_OUTBOUND_ALLOW")
    assert "not asked for" in read(writing, f"{web.base}/1").json()["told"][0]
    assert web.asked == []


def test_nobody_has_pages_asked_for_without_end(writing, web, monkeypatch) -> None:
    monkeypatch.setattr(sourcing, "PAGES_AN_HOUR", 1)
    said = read(writing, f"{web.base}/1\n{web.base}/2").json()
    assert len(web.asked) == 1
    assert len(said["references"]) == 2
    assert "within an hour" in said["told"][-1]


@pytest.mark.parametrize("text", ["", "  \n ", "参考文献：", "x" * (sourcing.MOST_CHARACTERS + 1), "一\n" * 401])
def test_what_is_no_list_or_too_much_is_refused_with_a_reason(writing, text) -> None:
    answer = read(writing, text)
    assert answer.status_code == 422
    assert answer.json()["reason"]


@pytest.mark.parametrize("urls", ["", "{}", "[1]", "["])
def test_what_the_editor_does_not_send_is_refused(writing, urls) -> None:
    assert writing.post("/studio/references/found", {"urls": urls}).status_code == 422


def test_who_writes_nowhere_finds_nothing(client, carol) -> None:
    client.force_login(carol)
    assert read(client, "甲").status_code == 404
    assert client.post("/studio/references/found", {"urls": "[]"}).status_code == 404


def test_the_plain_form_puts_the_rows_in_and_keeps_all_that_was_typed(writing, publisher, web) -> None:
    text = f"[1] 李红. 河流[J]. 地理, 2021.\n[2] {web.base}/1"
    answer = writing.post("/studio/new", SAID | {"publisher": publisher.handle, "do": "sources", "sources_text": text})
    assert answer.status_code == 200
    assert not Article.objects.exists()
    sheet = answer.context["sheet"]
    assert [row["title"].value() for row in sheet.references[:3]] == ["水质公报", "河流", "水质公报"]
    assert sheet.references[0]["key"].value() == "r1"
    assert sheet.form["title"].value() == SAID["title"]
    assert sheet.form["body"].value() == SAID["body"]
    assert sheet.form["declares"].value() == SAID["declares"]
    assert sheet.form["sources_text"].value() == ""
    refused = writing.post("/studio/new", SAID | {"publisher": publisher.handle, "do": "sources", "sources_text": " "})
    assert refused.status_code == 422
    assert "sources_text" in refused.context["form"].errors


def test_a_page_that_was_read_since_fills_the_row_when_the_writer_looks_again(writing, article_factory, bob) -> None:
    rows = (
        DraftReference("https://a.example/1", "r1", url="https://a.example/1"),
        DraftReference("我的题", "r2", url="https://a.example/1"),
    )
    article = article_factory(references=rows, by=bob)
    naming.note(naming.of_url("https://a.example/1"), naming.Found("水质公报", "水利局", dated_on="2026-05"))
    first, second = writing.get(f"/studio/a/{article.public_id}").context["sheet"].references[:2]
    assert (first["title"].value(), first["outlet"].value(), first["dated_on"].value()) == (
        "水质公报",
        "水利局",
        "2026-05",
    )
    assert (second["title"].value(), second["outlet"].value()) == ("我的题", "")


def test_rows_are_moved_without_a_script_too(writing, publisher) -> None:
    said = SAID | {
        "publisher": publisher.handle, "do": "reference-down-0",
        **{f"reference_{name}": ["", ""] for name in ("outlet", "authors", "dated_on", "url", "accessed_on")},
        "reference_title": ["甲", "乙"], "reference_key": ["r1", "r2"],
    }  # fmt: skip
    shown = writing.post("/studio/new", said).context["sheet"]
    assert [row["title"].value() for row in shown.references[:2]] == ["乙", "甲"]
    shown = writing.post("/studio/new", said | {"do": "reference-off-0"}).context["sheet"]
    assert [row["key"].value() for row in shown.references[:2]] == ["r2", None]
