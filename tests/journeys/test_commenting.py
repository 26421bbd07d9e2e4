"""Readers are heard: comments with floors, answers, likes, bookmarks, follows, reports. No JavaScript."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.acting import SEND, press, sign_in, sign_up
from tests.journeys.places import longest
from tests.serving import Served

Come = Callable[..., BrowserContext]


@pytest.mark.journey
def test_a_visitors_buttons_lead_to_signing_in_and_back(demo: Served, visitor: Come) -> None:
    article = f"/a/{longest(demo.data, 'zh-Hans')}"
    page = visitor(javascript=False).new_page()
    page.goto(f"{demo.address}{article}")
    links = page.locator("main a[href^='/accounts/login/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    nexts = {unquote(link.partition("next=")[2]) for link in links}
    follow = page.locator("[data-part=publisher] a.btn").get_attribute("href") or ""
    assert follow.endswith(f"next={article}"), "a follow on an article's page is counted for it"
    assert {article, f"{article}/comments/new"} <= nexts
    assert all(to.startswith("/a/") for to in nexts)
    press(page.locator("main a[href$='/comments/new']").first)
    assert page.url == f"{demo.address}/accounts/login/?next={article}/comments/new"


@pytest.mark.journey
def test_a_reader_is_heard(own_demo: Served, visitor: Come, accounts: Callable[[str], dict[str, str]]) -> None:
    article = f"/a/{longest(own_demo.data, 'zh-Hans')}"
    carol = sign_up(visitor(javascript=False, width=360), own_demo, "Carol", then=f"{article}/comments/new")
    carol.fill("[name=text]", "第一次读到这样写的。\n<b>好</b>")
    press(carol.locator(SEND))
    floor = int(re.findall(r"/comments/(\d+)", carol.url)[0])
    assert "<b>好</b>" in carol.locator(f"#f{floor}").inner_text()

    # Another reader answers; the answered floor stands in its tower.
    xiaoman = accounts("xiaoman")
    other = sign_in(visitor(javascript=False), own_demo, xiaoman["email"], xiaoman["password"], then=article)
    other.goto(f"{own_demo.address}{article}/comments?order=floor")
    press(other.locator(f"#f{floor} a[href$='answers={floor}']"))
    other.fill("[name=text]", "我也是。")
    press(other.locator(SEND))
    answer = int(re.findall(r"/comments/(\d+)", other.url)[0])
    assert answer == floor + 1
    assert other.locator(f"#f{floor} .say").inner_text().startswith("第一次读到这样写的。")
    other.goto(f"{own_demo.address}{article}/comments?order=floor")
    assert other.locator(f"#f{answer} .tower").inner_text().count("第一次读到这样写的") == 1
    other.goto(f"{own_demo.address}{article}/comments/{floor}")
    press(other.locator(f"#f{floor} form[action$='/like'] button"))
    other.goto(f"{own_demo.address}{article}/comments/{floor}")
    assert other.locator(f"#f{floor} form[action$='/like'] b").inner_text() == "1"

    # Like, bookmark and follow, and each taken back.
    other.goto(f"{own_demo.address}{article}")
    for act in ("like", "bookmark", "follow"):
        button = other.locator(f"form[action$='/{act}']:not([action*='comments']) button").first
        before = button.get_attribute("aria-pressed") == "true"
        press(button)
        assert (button.get_attribute("aria-pressed") == "true") is not before, act
        assert other.url == f"{own_demo.address}{article}"
        if before:  # what was taken back is done again
            press(button)
    other.goto(f"{own_demo.address}/accounts/bookmarks")
    assert other.locator(f"main a[href='{article}']").count() == 1
    other.goto(f"{own_demo.address}{article}")
    press(other.locator("form[action$='/bookmark'] button"))
    other.goto(f"{own_demo.address}/accounts/bookmarks")
    assert other.locator(f"main a[href='{article}']").count() == 0

    # An empty comment is refused with the reason beside the field; a visitor sees at once what was said.
    carol.goto(f"{own_demo.address}{article}/comments/new")
    carol.fill("[name=text]", "  ")
    press(carol.locator(SEND))
    assert carol.locator(".wrong").first.is_visible()
    page = visitor(javascript=False).new_page()
    page.goto(f"{own_demo.address}{article}/comments?order=new")
    assert page.locator(f"#f{answer}").count() == 1
    press(page.locator(f"#f{answer} a[href^='/report']"))
    page.locator("[name=reason][value=insult]").check()
    press(page.locator(SEND))
    assert re.search(r"/cases/\d+-\w+$", page.url)
    assert page.context.cookies(own_demo.address)[0].get("name") == "csrftoken"
