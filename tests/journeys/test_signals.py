"""What pages say about being read, and what they keep to themselves."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator

from tests.serving import Served, wait

Come = Callable[..., BrowserContext]
PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"
)
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


def reader(visitor: Come, agent: str = AGENT, **given: Any) -> BrowserContext:
    """A browser that does not say that a program drives it: such ones are not counted."""
    window = visitor(user_agent=agent, **given)
    window.add_init_script("Object.defineProperty(navigator, 'webdriver', { get: () => false })")
    return window


def total(site: Served, table: str, column: str, condition: str = "1 = 1") -> int:
    with closing(sqlite3.connect(f"file:{site.data / 'haowen.sqlite3'}?mode=ro", uri=True)) as rows:
        sql = f"SELECT coalesce(sum({column}), 0) FROM {table} WHERE {condition}"  # noqa: S608 - our own words
        return int(rows.execute(sql).fetchone()[0])


def grows(number: Callable[[], int], before: int) -> bool:
    """Whether a number grows."""
    return wait(lambda: number() > before)


def look_at(link: Locator) -> None:
    """Have it in view for as long as makes it shown, by the page's own clock."""
    link.evaluate("""(link) => new Promise((done) => new IntersectionObserver((entries) => {
        if (entries.some((one) => one.isIntersecting)) setTimeout(done, 1000);
    }, { threshold: 0.5 }).observe(link))""")


@pytest.mark.journey
def test_what_is_shown_followed_and_opened_is_counted_without_a_cookie(demo: Served, visitor: Come) -> None:
    followed = lambda: total(demo, "audience_hourlyshows", "followed", "place = 'front'")  # noqa: E731
    shown = lambda: total(demo, "audience_hourlyshows", "shown", "place = 'front'")  # noqa: E731
    opened = lambda: total(demo, "audience_hourlyreads", "opened", "source = 'front'")  # noqa: E731
    before = followed(), shown(), opened()
    window = reader(visitor)
    page = window.new_page()
    page.goto(f"{demo.address}/")
    look_at(page.locator("main .t a").first)
    page.locator("main .t a").first.click()
    page.wait_for_url("**/a/*")
    assert grows(opened, before[2])
    assert grows(followed, before[0])
    assert grows(shown, before[1])
    assert window.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.journey
def test_list_search_word_feed_and_device_arrive(demo: Served, visitor: Come) -> None:
    numbers = {
        "search": lambda: total(demo, "audience_hourlyshows", "followed", "place = 'search'"),
        "word": lambda: total(demo, "audience_searchword", "times", "word = '冬天'"),
        "computer": lambda: total(demo, "audience_dailytrait", "readers", "value = 'computer'"),
        "phone": lambda: total(demo, "audience_dailytrait", "readers", "value = 'phone'"),
        "feed": lambda: total(demo, "audience_hourlyreads", "opened", "source = 'feed'"),
    }
    before = {name: number() for name, number in numbers.items()}
    page = reader(visitor).new_page()
    page.goto(f"{demo.address}/search?q=冬天")
    look_at(page.locator("[data-part=results] .t a").first)
    page.locator("[data-part=results] .t a").first.click()
    page.wait_for_url("**/a/*")
    held = reader(visitor, PHONE, width=360).new_page()
    held.goto(f"{page.url}#feed")
    held.wait_for_function("location.hash === ''")
    for name, number in numbers.items():
        assert grows(number, before[name]), name


@pytest.mark.journey
@pytest.mark.parametrize("kind", ["driven", "unwilling"])
def test_whoever_is_no_reader_or_does_not_want_to_be_counted_sends_nothing(
    demo: Served, visitor: Come, kind: str
) -> None:
    window = visitor(user_agent=AGENT) if kind == "driven" else reader(visitor)
    if kind == "unwilling":
        window.add_init_script("Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' })")
    page = window.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/b") else None)
    page.goto(f"{demo.address}/")
    page.wait_for_timeout(1200)
    page.locator("main .t a").first.click()
    page.wait_for_url("**/a/*")
    page.wait_for_timeout(1300)
    assert sent == []
