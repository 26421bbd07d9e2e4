"""From an application to being read, with a review of two stages: by keyboard alone, on a phone, without JavaScript."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.conftest import PASSWORD
from tests.journeys.acting import sign_in, sign_up
from tests.journeys.hands import Hands, Keys, Pointer
from tests.journeys.test_withholding import account, is_named, picture
from tests.serving import Served, served, wait

pytestmark = pytest.mark.journey
Come = Callable[..., BrowserContext]
TITLE = "夜里的河水怎样变凉"
PARAGRAPHS = [
    "傍晚六点，我把第一支温度计放进河里。",
    "到了半夜，水面比岸上的石头还要暖。",
    "天亮时，三支温度计说的是同一个数。",
]
FILE = {"name": "gradient.png", "mimeType": "image/png"}
MANNERS = {
    "by keyboard alone": (Keys, {"width": 1280}),
    "on a phone": (Pointer, {"width": 360, "height": 740, "has_touch": True}),
    "without JavaScript": (Pointer, {"width": 768, "javascript": False}),
}
GO = "main button.go"


class Desk:
    """The windows of all who take part, each working in the same manner."""

    def __init__(self, site: Served, visitor: Come, manner: str) -> None:
        """Open windows when they are asked for."""
        self.site, self.visitor = site, visitor
        self.hands, self.window = MANNERS[manner]
        self.told: list[str] = []

    def page(self) -> Page:
        page = self.visitor(**self.window).new_page()
        page.on("console", lambda line: self.told.append(line.text) if "Content Security Policy" in line.text else None)
        page.on("pageerror", lambda error: self.told.append(str(error)))
        return page

    def sit(self, who: str, then: str) -> Hands:
        """Let somebody sign in and go somewhere."""
        context = self.visitor(**self.window)
        return self.hands(sign_in(context, self.site, f"{who}@example.org", PASSWORD, then=then))


@pytest.mark.parametrize("manner", MANNERS)
def test_from_an_application_to_being_read(new_site: Path, visitor: Come, manner: str) -> None:
    for name, role in (("olga", "operator"), ("dana", "moderator"), ("erin", "editor")):
        account(new_site, name, role)
    with served(new_site) as site:
        desk = Desk(site, visitor, manner)
        demand_two_stages(desk.sit("olga", "/desk/reviews"))
        bob = desk.hands(sign_up(visitor(**desk.window), site, "Bob", then="/join"))
        apply(bob, site)
        approve(desk.sit("olga", "/desk/applications"))
        address = write(bob, site, is_plain=not desk.window.get("javascript", True))
        publish(bob)
        assert not is_named(desk.page(), site, "/@river_watch", address)
        for who in ("dana", "erin"):
            pass_a_stage(desk.sit(who, "/studio/reviews"), address)
        read(desk.page(), site, address)
        assert desk.told == []


def demand_two_stages(olga: Hands) -> None:
    page = olga.page
    olga.press(page.locator("main a[href='/desk/reviews/channel/tech']"))
    for number, name in ((1, "复审"), (2, "终审")):
        field = page.locator(f"[name='stage{number}-name']")
        if not field.is_visible():  # spare stages are folded
            olga.use(field.locator("xpath=ancestor::details/summary"))
        olga.fill(field, name)
        olga.choose(page.locator(f"[name='stage{number}-passers']"), "host")
    olga.press(page.locator(GO))
    assert page.locator("[role=alert]").count() == 0


def apply(bob: Hands, site: Served) -> None:
    page = bob.page
    bob.press(page.locator("main a[href='/join/1']"))
    bob.check(page.locator("[name=kind][value=person]"))
    bob.press(page.locator(GO))
    for name, text in (("name", "看河的人"), ("handle", "river_watch"), ("tagline", "每天到河边去一次")):
        bob.fill(page.locator(f"main [name={name}]"), text)
    bob.press(page.locator(GO))
    bob.fill(page.locator("main [name=motivation]"), "我想每个星期写一篇关于这条河的短文。")
    bob.press(page.locator(GO))
    bob.press(page.locator(GO).last)
    bob.press(page.locator(GO))
    assert re.fullmatch(r"/join/\w{6,}", page.url.removeprefix(site.address)), page.locator("main").inner_text()


def approve(olga: Hands) -> None:
    page = olga.page
    olga.press(page.locator("main a", has_text="看河的人"))
    olga.check(page.locator("[name=do][value=approve]"))
    olga.press(page.locator(GO))


def write(bob: Hands, site: Served, *, is_plain: bool) -> str:
    """Write with a picture and a source; return the address that readers will have."""
    page = bob.page
    page.goto(f"{site.address}/studio")
    bob.press(page.locator("main a[href^='/studio/new']").first)
    if not is_plain:
        page.wait_for_selector("html[data-editor=ready]")
    bob.fill(page.locator("[name=title]"), TITLE)
    bob.fill(page.locator("[name=summary]"), "一个夜晚，三支温度计。")
    (write_in_the_plain_form if is_plain else write_in_the_editor)(bob)
    return "/a/" + re.findall(r"/studio/a/(\w+)", page.url)[0]


def write_in_the_plain_form(bob: Hands) -> None:
    page = bob.page
    bob.fill(page.locator("[name=body]"), "\n\n".join([f"{PARAGRAPHS[0]}[^r1]", *PARAGRAPHS[1:]]))
    bob.give(page.locator("[name=picture]"), FILE | {"buffer": picture()})
    bob.fill(page.locator("[name=picture_alt]"), "从黑到白的渐变")
    fill_in_a_source(bob)
    bob.press(page.locator("button[name=do][value=save]").first)


def write_in_the_editor(bob: Hands) -> None:
    page = bob.page
    text = page.locator(".ProseMirror")
    bob.enter(text)
    page.keyboard.type(PARAGRAPHS[0])
    bob.use(page.locator("[data-by-hand]"))
    fill_in_a_source(bob)
    bob.enter(text)
    page.keyboard.press("Control+End")
    bob.use(page.locator("button[data-act=cite]"))
    bob.use(page.locator("#cite-dialog .choices button").first)
    bob.enter(text)
    page.keyboard.press("Control+End")
    for told in PARAGRAPHS[1:]:
        page.keyboard.press("Enter")
        page.keyboard.type(told)
    bob.give(page.locator("button[data-act=picture]"), FILE | {"buffer": picture()})
    page.wait_for_selector(".ProseMirror figure img[src]")
    bob.fill(page.locator(".ProseMirror figure .asked textarea"), "从黑到白的渐变")
    page.wait_for_selector(".saved[data-state=saved]")
    page.wait_for_url("**/studio/a/*")


def fill_in_a_source(bob: Hands) -> None:
    page = bob.page
    for name, text in (("title", "夜间水温的观测"), ("outlet", "水文学报"), ("url", "https://example.org/water")):
        bob.fill(page.locator(f"[name=reference_{name}]").first, text)


def publish(bob: Hands) -> None:
    """Declare what has to be declared, and press; it goes to the first stage."""
    page = bob.page
    bob.press(
        page.locator("[form=w][formaction$='/publish'], button[data-then$='/publish'], [formaction$='/publish']").first
    )
    bob.check(page.locator("[name=origin][value=original]"))
    bob.check(page.locator("[name=ai][value=ai_none]"))
    bob.check(page.locator("label.choice", has_text="科技").locator("[name=channel]"))
    bob.press(page.locator("button[name=do][value=publish]"))
    assert page.locator("[role=alert]").count() == 0, page.locator("main").inner_text()


def pass_a_stage(reviewer: Hands, address: str) -> None:
    page = reviewer.page
    reviewer.press(page.locator(f"main a[href='/studio/reviews/{address.removeprefix('/a/')}']").first)
    assert page.locator("main").inner_text().count(PARAGRAPHS[1]) >= 1
    reviewer.press(page.locator("button[name=do][value=pass]"))


def read(page: Page, site: Served, address: str) -> None:
    """Everything that was written is there, and lists and search lead to it."""
    assert wait(lambda: page.goto(f"{site.address}{address}").status == 200, 10)  # type: ignore[union-attr]
    assert page.locator("h1").inner_text() == TITLE
    told = [" ".join(text.split()) for text in page.locator("[data-part=body] > p").all_text_contents()]
    assert [re.sub(r"\[?1\]?$", "", line) for line in told] == PARAGRAPHS
    assert page.locator("[data-part=body] img").get_attribute("alt") == "从黑到白的渐变"
    assert page.locator("[data-part=references] li#r1 a").first.get_attribute("href") == "https://example.org/water"
    assert page.locator("[data-part=body] a[href='#r1']").count() == 1
    assert page.locator("[data-declaration=ai_none]").count() == 1
    for where in ("/", "/@river_watch"):
        assert is_named(page, site, where, address), where
    assert wait(lambda: is_named(page, site, f"/search?q={TITLE}", address), 20)
