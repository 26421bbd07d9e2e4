"""Placing headlines: now, at six, at a time; clashes named; moving; the front page at a moment."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

from haowen.domain.headlines.models import Place, Slot
from haowen.domain.headlines.placing import place
from haowen.doors.desk import foreseeing
from haowen.doors.desk.frontforms import six_tomorrow
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def desk(client, erin) -> Client:
    client.force_login(erin)
    return client


@pytest.fixture
def three(published):
    return [published(title=f"江城的第{word}条新闻") for word in "一二三"]


def sent(desk, **said):
    said = {"place": "lead", "position": "0", "when": "now"} | said
    return desk.post("/desk/front/place", said, headers=ENGLISH)


def text_of(answer):
    return " ".join(html.fromstring(answer.content).text_content().split())


def seen(desk):
    return html.fromstring(desk.get("/desk/front").content).xpath("//input[@name='seen']/@value")[0]


def test_six_tomorrow_is_six_in_the_site_s_time_zone(desk, three) -> None:
    assert sent(desk, article=three[0].title, when="six").status_code == 303
    slot = Slot.objects.get()
    assert slot.starts_at == six_tomorrow()
    with timezone.override("Asia/Shanghai"):
        assert timezone.localtime(six_tomorrow()).hour == 6


def test_a_time_that_was_asked_for_is_needed(desk, three) -> None:
    answer = sent(desk, article=three[0].title, when="then")
    assert answer.status_code == 422
    assert "slot_starts_at_error" in answer.content.decode()


def test_words_of_several_titles_offer_them_to_choose_from(desk, three) -> None:
    answer = sent(desk, article="江城的第")
    assert answer.status_code == 422
    picks = html.fromstring(answer.content).xpath("//button[@name='pick']/@value")
    assert set(picks) == {f"/a/{one.public_id}" for one in three}
    assert sent(desk, article="江城的第", pick=picks[0]).status_code == 303


def test_two_leads_at_once_are_named_and_the_second_has_to_be_meant(desk, three, olga) -> None:
    before = seen(desk)
    place(three[0], Place.LEAD, by=olga)  # somebody else, while the form was open
    answer = sent(desk, article=three[1].title, seen=before)
    assert answer.status_code == 409
    assert three[0].title in text_of(answer)
    assert f'value="{three[1].title}"' in answer.content.decode()
    assert Slot.objects.count() == 1
    assert sent(desk, article=three[1].title, seen=before, over="1").status_code == 303
    assert sent(desk, article=three[2].title, seen=seen(desk)).status_code == 303, "what was seen is followed, no clash"


def test_what_is_planned_with_an_end_clashes_with_what_runs_into_it(desk, three, olga) -> None:
    place(three[0], Place.SECOND, position=1, starts_at=now() + 2 * HOUR, until=now() + 4 * HOUR, by=olga)
    until = f"{timezone.localtime(now() + 3 * HOUR):%Y-%m-%dT%H:%M}"
    said = {"article": three[1].title, "place": "second", "position": "1", "until": until}
    assert sent(desk, **said).status_code == 409
    assert sent(desk, **(said | {"position": "2"})).status_code == 303
    assert sent(desk, **said, over="1").status_code == 303


def test_what_is_placed_is_changed_in_the_form_that_placed_it(desk, three, olga) -> None:
    slot = place(three[0], Place.LEAD, starts_at=now() + HOUR, until=now() + 3 * HOUR, by=olga)
    page = html.fromstring(desk.get(f"/desk/front?change={slot.pk}").content)
    [form] = page.xpath("//form[starts-with(@action, '/desk/front/place')]")
    said = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    assert said["article"] == f"/a/{three[0].public_id}"
    assert desk.post("/desk/front/place", said | {"article": three[1].title}).status_code == 303
    new = Slot.objects.get()
    assert (new.article, new.until - new.starts_at) == (three[1], 2 * HOUR)
    assert desk.get("/desk/front?change=999999").status_code == 200
    assert desk.get("/desk/front?change=x").status_code == 200


def test_those_beside_the_lead_change_places(desk, three, olga) -> None:
    first, second = (place(three[number], Place.SECOND, position=number, by=olga) for number in (0, 1))
    assert desk.post(f"/desk/front/slots/{second.pk}/move", {"step": "up"}).status_code == 303
    assert dict(Slot.objects.values_list("article", "position")) == {three[1].pk: 0, three[0].pk: 1}
    desk.post(f"/desk/front/slots/{second.pk}/move", {"step": "up"})
    assert Slot.objects.get(pk=second.pk).position == 0
    assert Slot.objects.get(pk=first.pk).position == 1


def test_the_front_page_is_foreseen_at_a_moment(desk, three, olga, channel) -> None:
    place(three[0], Place.LEAD, until=now() + HOUR, by=olga)
    place(three[1], Place.LEAD, starts_at=six_tomorrow(), by=olga)
    place(three[2], Place.CHANNEL, channel=channel, starts_at=six_tomorrow(), by=olga)
    soon, later = foreseeing.front_at(now()), foreseeing.front_at(six_tomorrow())
    assert (soon["lead"]["article"], later["lead"]["article"]) == (three[0], three[1])
    assert {one["article"] for one in later["stories"]} == {three[0], three[2]}
    assert not any(one["slot"] for one in later["stories"])
    assert ([], [three[2]]) == tuple([one["article"] for one in page["channels"]] for page in (soon, later))
    for said in ("", "?at=2001-01-01T00:00", "?at=nonsense", "?at=2026-99-99T00:00", "?at=9999-12-31T23:59"):
        assert desk.get(f"/desk/front{said}", headers=ENGLISH).status_code == 200


def test_the_next_hours_are_drawn_and_said(desk, three, olga) -> None:
    place(three[0], Place.LEAD, until=now() + 5 * HOUR, by=olga)
    place(three[1], Place.SECOND, starts_at=now() + 2 * HOUR, by=olga)
    rows = foreseeing.named_rows(Slot.objects.select_related("article__publisher").order_by("place"), now())
    drawn = foreseeing.timeline(rows, now())
    assert [len(line["windows"]) for line in drawn["lines"]] == [1, 1]
    [lead], [beside] = (line["windows"] for line in drawn["lines"])
    assert foreseeing.LEFT <= lead["left"] <= foreseeing.LEFT + foreseeing.WIDTH / foreseeing.HOURS
    assert lead["left"] + lead["width"] < beside["left"] + beside["width"] == foreseeing.LEFT + foreseeing.WIDTH
    place(three[2], Place.LEAD, starts_at=now() + HOUR, until=now() + 2 * HOUR, by=olga)
    rows = foreseeing.named_rows(Slot.objects.select_related("article__publisher"), now())
    windows = foreseeing.timeline(rows, now())["lines"][0]["windows"]
    assert [one["slot"].article for one in windows] == [three[0], three[2], three[0]], "what is covered comes back"
    assert foreseeing.timeline([], now()) is None
    said = text_of(desk.get("/desk/front", headers=ENGLISH))
    assert "Olga" in said
    assert "planned" in said
