"""From an application to being read, with a review of two stages: by keyboard alone, on a phone, without JavaScript.

Without JavaScript it goes on: what readers report is withheld, and given back.
"""

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.conftest import PASSWORD
from tests.journeys.acting import SEND, is_named, press, report, sign_in, sign_up, words
from tests.journeys.hands import Hands, Keys, Pointer
from tests.serving import Served, haowen, served, wait

pytestmark = pytest.mark.journey
Come = Callable[..., BrowserContext]
TITLE = "夜里的河水怎样变凉"
PARAGRAPHS = [
    "傍晚六点，我把第一支温度计放进河里。",
    "到了半夜，水面比岸上的石头还要暖。",
    "天亮时，三支温度计说的是同一个数。",
]
ALT = "从黑到白的渐变"
MANNERS = {
    "by keyboard alone": (Keys, {"width": 1280}),
    "on a phone": (Pointer, {"width": 360, "height": 740, "has_touch": True}),
    "without JavaScript": (Pointer, {"width": 768, "javascript": False}),
}
GO = "main button.go"


@pytest.fixture(scope="module")
def peopled_site(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a site without content, where the host's people have accounts."""
    folder = Path(shutil.copytree(made_site, tmp_path_factory.mktemp("peopled") / "data"))
    for name, role in (("olga", "operator"), ("dana", "moderator"), ("erin", "editor")):
        made = haowen(
            folder, "user", "create", "--email", f"{name}@example.org", "--role", role, "--name", name.capitalize(),
            "--password-stdin", stdin=PASSWORD + "\n",
        )  # fmt: skip
        assert made.returncode == 0, made.stderr
    return folder


class Desk:
    """The windows of all who take part, each working in the same manner."""

    def __init__(self, site: Served, visitor: Come, manner: str) -> None:
        """Open windows when they are asked for."""
        self.site, self.visitor = site, visitor
        self.hands, self.window = MANNERS[manner]
        self.is_plain = not self.window.get("javascript", True)
        self.paragraphs = [*PARAGRAPHS, *words(500, seed=20)] if self.is_plain else PARAGRAPHS
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
def test_from_an_application_to_being_read(peopled_site: Path, tmp_path: Path, visitor: Come, manner: str) -> None:
    with served(Path(shutil.copytree(peopled_site, tmp_path / "data"))) as site:
        desk = Desk(site, visitor, manner)
        demand_two_stages(desk.sit("olga", "/desk/reviews"))
        bob = desk.hands(sign_up(visitor(**desk.window), site, "Bob", then="/join"))
        apply(bob, site)
        approve(desk.sit("olga", "/desk/applications"))
        address = write(bob, desk)
        publish(bob)
        assert not is_named(desk.page(), site, "/@river_watch", address)
        for who in ("dana", "erin"):
            pass_a_stage(desk.sit(who, "/studio/reviews"), address)
        read(desk.page(), desk, address)
        if desk.is_plain:
            be_withheld_and_given_back(desk, address)
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
    page.goto(f"{site.address}/join")  # away and back: every step is kept
    bob.press(page.locator("main a[href='/join/5']"))
    assert "看河的人" in page.locator("main").inner_text()
    bob.press(page.locator(GO))
    assert re.fullmatch(r"/join/\w{6,}", page.url.removeprefix(site.address)), page.locator("main").inner_text()


def approve(olga: Hands) -> None:
    page = olga.page
    olga.press(page.locator("main a", has_text="看河的人"))
    olga.check(page.locator("[name=do][value=approve]"))
    olga.press(page.locator(GO))


def write(bob: Hands, desk: Desk) -> str:
    """Write with a picture and a source; return the address that readers will have."""
    page = bob.page
    page.reload()  # the applicant is told, and led on
    bob.press(page.locator("main a[href='/studio']"))
    bob.press(page.locator("main a[href^='/studio/new']").first)
    if not desk.is_plain:
        page.wait_for_selector("html[data-editor=ready]")
    bob.fill(page.locator("[name=title]"), TITLE)
    bob.fill(page.locator("[name=summary]"), "一个夜晚，三支温度计。")
    (write_in_the_plain_form if desk.is_plain else write_in_the_editor)(bob, desk.paragraphs)
    return "/a/" + re.findall(r"/studio/a/(\w+)", page.url)[0]


def picture() -> dict[str, str | bytes]:
    drawn = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(drawn, "PNG")
    return {"name": "gradient.png", "mimeType": "image/png", "buffer": drawn.getvalue()}


def write_in_the_plain_form(bob: Hands, paragraphs: list[str]) -> None:
    page = bob.page
    bob.fill(page.locator("[name=body]"), "\n\n".join([f"{paragraphs[0]}[^r1]", *paragraphs[1:]]))
    bob.fill(page.locator("[name=tags]"), "河流，温度")
    bob.give(page.locator("[name=picture]"), picture())
    fill_in_a_source(bob)
    bob.press(page.locator("button[name=do][value=save]").first)
    # A picture without words for those who cannot see it is not taken; nothing that was typed is lost.
    assert page.locator("#id_picture_alt_error, .wrong").first.is_visible()
    assert page.input_value("[name=title]") == TITLE
    bob.give(page.locator("[name=picture]"), picture())
    bob.fill(page.locator("[name=picture_alt]"), ALT)
    bob.press(page.locator("button[name=do][value=save]").first)
    bob.press(page.locator("button[name=do][value=preview]:visible").first)
    assert page.locator("h1").inner_text() == TITLE


def write_in_the_editor(bob: Hands, paragraphs: list[str]) -> None:
    page = bob.page
    text = page.locator(".ProseMirror")
    bob.enter(text)
    page.keyboard.type(paragraphs[0])
    bob.use(page.locator("[data-by-hand]"))
    fill_in_a_source(bob)
    bob.enter(text)
    page.keyboard.press("Control+End")
    bob.use(page.locator("button[data-act=cite]"))
    bob.use(page.locator("#cite-dialog .choices button").first)
    bob.enter(text)
    page.keyboard.press("Control+End")
    for told in paragraphs[1:]:
        page.keyboard.press("Enter")
        page.keyboard.type(told)
    bob.give(page.locator("button[data-act=picture]"), picture())
    page.wait_for_selector(".ProseMirror figure img[src]")
    bob.fill(page.locator(".ProseMirror figure .asked textarea"), ALT)
    page.wait_for_selector(".saved[data-state=saved]")
    page.wait_for_url("**/studio/a/*")


def fill_in_a_source(bob: Hands) -> None:
    page = bob.page
    for name, text in (("title", "夜间水温的观测"), ("outlet", "水文学报"), ("url", "https://example.org/water")):
        bob.fill(page.locator(f"[name=reference_{name}]").first, text)


def publish(bob: Hands) -> None:
    """Declare what has to be declared, and press; it goes to the first stage."""
    page = bob.page
    button = page.locator("[form=w][formaction$='/publish'], button[data-then$='/publish'], [formaction$='/publish']")
    bob.press(button.first if button.count() else page.locator("main a[href$='/publish']").first)  # from the preview
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


def read(page: Page, desk: Desk, address: str) -> None:
    """Everything that was written is there, word for word, and lists and search lead to it."""
    site = desk.site
    assert wait(lambda: page.goto(f"{site.address}{address}").status == 200)  # type: ignore[union-attr]
    assert page.locator("h1").inner_text() == TITLE
    told = [" ".join(text.split()) for text in page.locator("[data-part=body] > p").all_text_contents()]
    assert [re.sub(r"\[?1\]?$", "", line) for line in told] == desk.paragraphs
    shown = page.locator("[data-part=body] img")
    assert shown.get_attribute("alt") == ALT
    assert page.request.get(f"{site.address}{shown.get_attribute('src')}").status == 200
    assert page.locator("[data-part=references] li#r1 a").first.get_attribute("href") == "https://example.org/water"
    assert page.locator("[data-part=body] a[href='#r1']").count() == 1
    assert page.locator("[data-declaration=ai_none]").count() == 1
    for where in ("/", "/@river_watch"):
        assert is_named(page, site, where, address), where
    assert wait(lambda: is_named(page, site, f"/search?q={TITLE}", address))


def be_withheld_and_given_back(desk: Desk, address: str) -> None:
    """A visitor reports it, a moderator withholds it under the law and restores it; the visitor is told of both."""
    site, page = desk.site, desk.visitor(javascript=False, width=360).new_page()
    dana = desk.sit("dana", "/desk/cases").page
    secret = report(page, site, address)
    decide(dana, site, "withhold", ground="law", rule="测试规则第三条", facts="图中的数字与来源不符。")
    gone = page.goto(f"{site.address}{address}")
    assert gone is not None
    assert gone.status == 451
    assert "测试规则第三条" in page.locator("main").inner_text()
    assert PARAGRAPHS[0] not in page.content()
    for where in ("/", "/@river_watch", "/hot"):
        assert not is_named(page, site, where, address), where
    assert wait(lambda: not is_named(page, site, "/search?q=温度计", address))
    page.goto(secret)
    assert "测试规则第三条" in page.locator("main").inner_text()
    decide(dana, site, "restore", note="核对后数字无误。")
    read(page, desk, address)
    page.goto(secret)
    assert "核对后数字无误。" in page.locator("main").inner_text()


def decide(page: Page, site: Served, what: str, **said: str) -> None:
    """Open the case at the desk and decide."""
    page.goto(f"{site.address}/desk/cases/1")
    page.locator(f"[name=do][value={what}]").check()
    if "ground" in said:
        page.select_option("[name=ground]", said.pop("ground"))
    for name, text in said.items():
        page.fill(f"[name={name}]", text)
    press(page.locator(SEND))
    assert page.locator(".tell").first.is_visible()
    assert page.locator("[role=alert]").count() == 0, page.locator("main").inner_text()
