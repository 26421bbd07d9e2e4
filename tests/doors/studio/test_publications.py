"""The publishing dialog, as a writer goes through it without JavaScript."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from haowen.domain.articles import scheduling
from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import NoteKind, Prepared, State
from haowen.domain.channels.opening import change
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now, telling

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def writing(client, bob, channel, site):
    client.force_login(bob)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


@pytest.fixture
def draft(article_factory, bob):
    return article_factory("江水为什么绿了", "<p>河水在夜里变绿。</p>", by=bob)


def said(article, **more):
    article.refresh_from_db()
    stated = {"dialog": "1", "base": article.head.public_id, "origin": "original", "ai": "ai_none", "when": "now"}
    return stated | {"channel": "science", "do": "publish"} | more


def here(article):
    return f"/studio/a/{article.public_id}/publish"


def test_the_dialog_shows_preview_declarations_channel_and_time_in_this_order(writing, draft) -> None:
    page = writing.get(here(draft)).content.decode()
    places = [page.index(f'id="{name}"') for name in ("preview", "declare", "channel", "time")]
    assert places == sorted(places)
    assert "河水在夜里变绿。" in page
    assert "disabled" not in page


def test_what_is_stated_comes_out_with_the_text(writing, draft, channel) -> None:
    stated = said(
        draft, ai="ai_assisted", ai_note="整理录音", ai_person="鲍勃", own_footage="on", footage_on="2026-10-18",
        footage_place="西仓街", licence="CC BY 4.0",
    )  # fmt: skip
    assert writing.post(here(draft), stated).status_code == 303
    draft.refresh_from_db()
    assert (draft.state, draft.channel, draft.licence) == (State.PUBLISHED, channel, "CC BY 4.0")
    rows = {row.kind: row for row in draft.revision.declarations.all()}
    assert set(rows) == {"original", "ai_assisted", "own_footage"}
    assert (rows["ai_assisted"].note, rows["ai_assisted"].answered_by) == ("整理录音", "鲍勃")
    page = Client().get(f"/a/{draft.public_id}", headers={"accept-language": "zh-CN"}).content.decode()
    assert "西仓街" in page
    assert "鲍勃" in page
    assert "CC BY 4.0" in page


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"own_footage": "on", "footage_on": "2026-10-18"}, "footage_place"),
        ({"own_footage": "on", "footage_place": "西仓街"}, "footage_on"),
        ({"old_event": "on"}, "event_on"),
        ({"origin": "repost", "repost_permission": "来信同意"}, "repost_source"),
        ({"origin": "repost", "repost_source": "江城晚报"}, "repost_permission"),
        ({"advertising": "on"}, "advertising_note"),
        ({"when": "later", "time": "06:00"}, "date"),
        ({"when": "later", "date": "2020-01-01", "time": "06:00"}, "time"),
        ({"translation_of": "/a/there-is-none"}, "translation_of"),
    ],
)
def test_each_missing_thing_is_named_with_a_way_to_its_field_and_nothing_typed_is_lost(writing, draft, more, field):
    answer = writing.post(here(draft), said(draft, ai_person="张三", ai="ai_assisted", **more))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#id_{field}"' in page
    assert f'id="id_{field}"' in page
    assert 'value="张三"' in page
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_what_the_channel_demands_is_demanded_here(writing, draft, channel) -> None:
    change(channel, zh="科技", en="Science", position=1, demands=["ai", "own_footage"])
    page = writing.get(here(draft), headers={"accept-language": "en"}).content.decode()
    assert "Demands: a word on AI, Own pictures or video" in page
    answer = writing.post(here(draft), said(draft, ai=""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_ai_0"' in page
    assert 'href="#id_own_footage"' in page


def test_a_mistake_in_the_text_is_led_to_the_text(writing, article_factory, bob) -> None:
    article = article_factory(html="", by=bob)
    answer = writing.post(here(article), said(article))
    assert answer.status_code == 422
    assert f'href="/studio/a/{article.public_id}#id_body"' in answer.content.decode()


def test_it_can_only_be_kept(writing, draft, channel) -> None:
    assert writing.post(here(draft), said(draft, do="keep")).status_code == 303
    draft.refresh_from_db()
    assert (draft.state, draft.channel) == (State.DRAFT, channel)
    assert draft.head.declarations.count() == 2


def test_a_text_that_was_saved_meanwhile_is_not_published_unseen(writing, draft) -> None:
    answer = writing.post(here(draft), said(draft, base="older", ai_note="整理录音"))
    assert answer.status_code == 409
    assert f'value="{draft.head.public_id}"' in answer.content.decode()
    assert "整理录音" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == State.DRAFT


def test_a_time_is_set_told_with_its_zone_and_taken_away(writing, draft) -> None:
    at = (now() + dt.timedelta(days=2)).astimezone(SHANGHAI).replace(hour=6, minute=0, second=0, microsecond=0)
    later = {"when": "later", "date": f"{at:%Y-%m-%d}", "time": "06:00"}
    answer = writing.post(here(draft), said(draft, **later), follow=True)
    draft.refresh_from_db()
    assert (draft.state, draft.scheduled_at) == (State.SCHEDULED, at)
    assert f"{at:%Y-%m-%d} 06:00 (Asia/Shanghai)" in answer.content.decode()
    writing.post(f"{here(draft)}/cancel")
    draft.refresh_from_db()
    assert (draft.state, draft.scheduled_at) == (State.DRAFT, None)


def test_the_writer_is_told_that_it_came_out_late(writing, draft, bob) -> None:
    scheduling.schedule(draft, now() + dt.timedelta(hours=1), by=actor_of(bob))
    with telling(now() + dt.timedelta(hours=9)):
        scheduling.release_due()
        page = writing.get(here(draft), headers={"accept-language": "en"}).content.decode()
    assert draft.notes.get().kind == NoteKind.LATE
    assert "It came out after its time" in page


def test_a_correction_is_told_to_readers_and_to_programs(writing, published, bob, channel) -> None:
    article = published(by=bob, channel=channel)
    assert writing.post(here(article), said(article, correction="把三厘米改为两厘米。")).status_code == 303
    page = Client().get(f"/a/{article.public_id}").content.decode()
    article.refresh_from_db()
    assert "把三厘米改为两厘米。" in page
    assert article.changed_at is not None
    assert '"dateModified"' in page


def test_a_button_that_is_pressed_twice_does_its_work_once(writing, draft) -> None:
    stated = said(draft)
    assert [writing.post(here(draft), stated).status_code for _press in (1, 2)] == [303, 303]
    assert [one.number for one in draft.revisions.order_by("number")] == [1, 2]
    assert writing.post(here(draft), stated | {"opinion": "on"}).status_code == 409  # not this form
    correction = said(draft, correction="错字。")
    assert [writing.post(here(draft), correction).status_code for _press in (1, 2)] == [303, 303]
    assert draft.corrections.count() == 1
    assert writing.post(here(draft), said(draft, correction="错字。", title="江水为什么又绿了")).status_code == 303
    assert draft.corrections.count() == 2  # of another text


def test_a_translation_names_its_original(writing, draft, published, bob) -> None:
    original = published("Why the river turned green", "<p>Green.</p>", by=bob, language="en")
    writing.post(here(draft), said(draft, translation_of=f"https://example.org/a/{original.public_id}?a=1"))
    draft.refresh_from_db()
    assert draft.translation_of == original
    assert 'hreflang="en"' in Client().get(f"/a/{draft.public_id}").content.decode()


def test_strangers_and_people_of_other_publishers_find_nothing(draft, mallory) -> None:
    stranger = Client()
    stranger.force_login(mallory)
    for path in (
        here(draft),
        f"{here(draft)}/cancel",
        f"/studio/a/{draft.public_id}/trash",
        f"/studio/trash/{draft.public_id}",
    ):
        assert stranger.post(path, {}).status_code == 404, path
    assert stranger.get(here(draft)).status_code == 404


def test_what_is_kept_of_a_published_article_comes_out_with_the_next_publishing_alone(writing, published, bob, channel):
    article = published(by=bob, channel=channel)
    stated = said(article, do="keep", channel="", licence="CC BY 4.0", correction="日期错了。", history="on")
    assert writing.post(here(article), stated).status_code == 303
    article.refresh_from_db()
    assert (article.channel, article.licence, article.history_shown_at) == (channel, "", None)
    page = writing.get(here(article)).content.decode()
    assert "日期错了。" in page
    assert 'value="CC BY 4.0" selected' in page
    assert writing.post(here(article), {}).status_code == 303  # the editor's button: what was kept comes along
    article.refresh_from_db()
    assert (article.channel, article.licence) == (None, "CC BY 4.0")
    assert article.corrections.get().note == "日期错了。"
    assert not Prepared.objects.exists()


def test_a_change_of_what_is_out_waits_for_its_time(writing, published, bob, channel):
    article = published(by=bob, channel=channel)
    at = (now() + dt.timedelta(days=2)).astimezone(SHANGHAI)
    stated = said(article, title="江水到底为什么绿了", when="later", date=f"{at:%Y-%m-%d}", time=f"{at:%H:%M}")
    assert writing.post(here(article), stated | {"licence": "CC BY 4.0", "correction": "改了题目。"}).status_code == 303
    article.refresh_from_db()
    assert (article.is_published(), article.title, article.licence) == (True, "水位为什么会变", "")
    assert "It comes out at" in writing.get(here(article)).content.decode()
    with telling(at + dt.timedelta(minutes=1)):
        assert scheduling.release_due() == 1
    article.refresh_from_db()
    assert (article.title, article.licence) == ("江水到底为什么绿了", "CC BY 4.0")
    assert article.corrections.get().note == "改了题目。"
    assert article.changed_at is not None


def test_the_title_is_put_right_in_the_dialog(writing, draft):
    answer = writing.post(here(draft), said(draft, title="短"))
    assert answer.status_code == 422
    assert 'href="#id_title"' in answer.content.decode()
    assert (
        writing.post(here(draft), said(draft, title="江水到底为什么绿了", second_title="一条江绿了")).status_code == 303
    )
    draft.refresh_from_db()
    assert (draft.title, draft.revision.second_title) == ("江水到底为什么绿了", "一条江绿了")


def test_what_is_missing_is_told_before_the_button_is_pressed(writing, article_factory, bob):
    page = writing.get(here(article_factory("短", by=bob))).content.decode()
    assert 'href="#id_title"' in page
    assert "1 thing missing" in page


def test_a_channel_can_demand_a_public_history(writing, draft, channel):
    change(channel, zh="科学", en="Science", demands=["history"])
    answer = writing.post(here(draft), said(draft))
    assert answer.status_code == 422
    assert 'href="#id_history"' in answer.content.decode()
    assert writing.post(here(draft), said(draft, history="on")).status_code == 303


def test_the_page_says_what_pressing_does(writing, draft, channel, olga):
    assert "It is published at once" in writing.get(here(draft)).content.decode()
    set_chain(channel, [StageWanted("编辑"), StageWanted("总编")], by=olga)
    page = writing.post(here(draft), said(draft, ai="", origin="repost")).content.decode()
    assert "It goes to review first: 编辑 → 总编." in page
    assert ">Send to review</button>" in page
