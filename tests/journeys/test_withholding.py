"""What is withheld leaves the pages that readers see, under the terms as under the law. No JavaScript."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.acting import SEND, is_named, press, report, sign_in
from tests.journeys.places import longest
from tests.journeys.test_writing import own
from tests.serving import Served

Come = Callable[..., BrowserContext]


@pytest.mark.journey
def test_withheld_under_the_terms_is_403_and_leaves_the_lists(
    own_demo: Served, visitor: Come, accounts: Callable[[str], dict[str, str]]
) -> None:
    page = visitor(javascript=False).new_page()
    page.goto(f"{own_demo.address}/")
    links = page.locator("main .t a").evaluate_all("all => all.map(one => one.getAttribute('href'))")
    needed = {f"/a/{longest(own_demo.data, 'zh-Hans')}", f"/a/{own(own_demo)[0][0]}"}  # by other tests
    address = next(link for link in links if link not in needed)
    report(page, own_demo, address)
    moderator = accounts("moderator")
    desk = sign_in(visitor(javascript=False), own_demo, moderator["email"], moderator["password"], then="/desk/cases")
    press(desk.get_by_role("link", name=re.compile(r"^\d+$")).last)
    desk.locator("[name=do][value=withhold]").check()
    desk.select_option("[name=ground]", "terms")
    desk.fill("[name=rule]", "使用条款第二条")
    desk.fill("[name=facts]", "与来源不符。")
    press(desk.locator(SEND))
    answer = page.goto(f"{own_demo.address}{address}")
    assert answer is not None
    assert answer.status == 403
    for where in ("/", "/hot"):
        assert not is_named(page, own_demo, where, address), where
    assert page.request.get(f"{own_demo.address}{address}/card.png").status in {403, 404}
