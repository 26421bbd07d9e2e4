"""From a stranger to a publisher, from a draft to readers, and what happens when something is wrong. No JavaScript."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from tests.conftest import PASSWORD
from tests.journeys.acting import SEND, press, sign_in, sign_up, words
from tests.serving import Served, haowen, served, wait

Come = Callable[..., BrowserContext]
GO = "main button.go"
TITLE = "夜里的河水怎样变凉"


def account(data: Path, name: str, role: str) -> None:
    made = haowen(
        data, "user", "create", "--email", f"{name}@example.org", "--role", role, "--name", name.capitalize(),
        "--password-stdin", stdin=PASSWORD + "\n",
    )  # fmt: skip
    assert made.returncode == 0, made.stderr


def picture() -> bytes:
    drawn = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(drawn, "PNG")
    return drawn.getvalue()


def become_a_publisher(site: Served, bob: BrowserContext, olga: BrowserContext) -> Page:
    """bob applies, olga reads it and approves."""
    page = sign_up(bob, site, "Bob", then="/join")
    press(page.locator("main a[href='/join/1']"))
    page.locator("[name=kind][value=person]").check()
    press(page.locator(GO))
    page.fill("[name=name]", "看河的人")
    page.fill("[name=handle]", "river_watch")
    page.fill("[name=tagline]", "每天到河边去一次")
    press(page.locator(GO))
    page.fill("[name=motivation]", "我想每个星期写一篇关于这条河的短文。")
    press(page.locator(GO))
    page.goto(f"{site.address}/join")  # away and back: every step is kept
    press(page.locator("main a[href='/join/5']"))
    assert "看河的人" in page.locator("main").inner_text()
    press(page.locator(GO))
    assert re.fullmatch(r"/join/\w+", page.url.removeprefix(site.address)), page.locator("main").inner_text()
    desk = sign_in(olga, site, "olga@example.org", then="/desk/applications")
    press(desk.get_by_role("link", name="看河的人"))
    desk.locator("[name=do][value=approve]").check()
    press(desk.locator(GO))
    page.reload()
    press(page.locator("main a[href='/studio']"))
    return page


def write(page: Page, paragraphs: list[str]) -> str:
    """Fill the form in, add a picture, look at it, publish; return the article's address."""
    press(page.locator("a[href^='/studio/new']").first)
    page.fill("[name=title]", TITLE)
    page.fill("[name=summary]", "一个夜晚，三支温度计。")
    page.fill("[name=body]", "\n\n".join([f"{paragraphs[0]}[^r1]", *paragraphs[1:]]))
    page.select_option("[name=channel]", index=1)
    page.fill("[name=tags]", "河流，温度")
    page.locator("[name=declares][value=ai_none]").check()
    page.locator("[name=reference_title]").first.fill("夜间水温的观测")
    page.locator("[name=reference_outlet]").first.fill("水文学报")
    page.locator("[name=reference_url]").first.fill("https://example.org/water")
    page.set_input_files("[name=picture]", {"name": "gradient.png", "mimeType": "image/png", "buffer": picture()})
    press(page.locator("button[name=do][value=save]").first)
    # A picture without words for those who cannot see it is not taken; nothing that was typed is lost.
    assert page.locator("#id_picture_alt_error, .wrong").first.is_visible()
    assert page.input_value("[name=title]") == TITLE
    page.set_input_files("[name=picture]", {"name": "gradient.png", "mimeType": "image/png", "buffer": picture()})
    page.fill("[name=picture_alt]", "从黑到白的渐变")
    press(page.locator("button[name=do][value=save]").first)
    public_id = re.findall(r"/studio/a/(\w+)$", page.url)[0]
    press(page.locator("button[name=do][value=preview]").first)
    assert page.url.endswith(f"/studio/a/{public_id}/preview")
    assert page.locator("h1").inner_text() == TITLE
    press(page.locator(f"main a[href='/studio/a/{public_id}/publish']"))
    assert page.locator("[name=ai][value=ai_none]").is_checked()
    press(page.locator("button[name=do][value=publish]"))
    assert page.url.endswith(f"/studio/a/{public_id}"), page.locator("main").inner_text()
    return f"/a/{public_id}"


def is_named(page: Page, site: Served, where: str, address: str) -> bool:
    page.goto(f"{site.address}{where}")
    return page.locator(f"main a[href='{address}']").count() > 0


@pytest.mark.journey
def test_from_joining_to_being_read_and_being_withheld(new_site: Path, visitor: Come) -> None:
    account(new_site, "olga", "operator")
    account(new_site, "dana", "moderator")
    paragraphs = words(500, seed=20)
    with served(new_site) as site:
        bob, olga, dana = visitor(javascript=False), visitor(javascript=False), visitor(javascript=False)
        address = write(become_a_publisher(site, bob, olga), paragraphs)
        page = visitor(javascript=False, width=360).new_page()
        read_it(page, site, address, paragraphs)
        secret = report_it(page, site, address)
        decide(dana, site, "withhold", ground="law", rule="测试规则第三条", facts="图中的数字与来源不符。")
        gone = page.goto(f"{site.address}{address}")
        assert gone is not None
        assert gone.status == 451
        assert "测试规则第三条" in page.locator("main").inner_text()
        assert paragraphs[0][:20] not in page.content()
        for where in ("/", "/@river_watch", "/hot"):
            assert not is_named(page, site, where, address), where
        assert wait(lambda: not is_named(page, site, "/search?q=温度计", address), 10)
        page.goto(secret)
        assert "测试规则第三条" in page.locator("main").inner_text()
        decide(dana, site, "restore", note="核对后数字无误。")
        read_it(page, site, address, paragraphs)
        page.goto(secret)
        assert "核对后数字无误。" in page.locator("main").inner_text()


def read_it(page: Page, site: Served, address: str, paragraphs: list[str]) -> None:
    """Everything that was written is there, word for word, and lists and search lead to it."""
    answer = page.goto(f"{site.address}{address}")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("h1").inner_text() == TITLE
    told = [" ".join(text.split()) for text in page.locator("[data-part=body] > p").all_text_contents()]
    told[0] = re.sub(r"\[?1\]?$", "", told[0])
    assert told == paragraphs
    shown = page.locator("[data-part=body] img")
    assert shown.get_attribute("alt") == "从黑到白的渐变"
    assert page.request.get(f"{site.address}{shown.get_attribute('src')}").status == 200
    assert page.locator("[data-part=references] li#r1 a").first.get_attribute("href") == "https://example.org/water"
    assert page.locator("[data-declaration=ai_none]").count() == 1
    for where in ("/", "/@river_watch"):
        assert is_named(page, site, where, address), where
    assert wait(lambda: is_named(page, site, f"/search?q={TITLE}", address), 20)


def report_it(page: Page, site: Served, address: str) -> str:
    """Report as a visitor; return the address of the case."""
    page.goto(f"{site.address}{address}")
    press(page.locator("[data-part=actions] a[href^='/report']"))
    page.locator("[name=reason][value=false]").check()
    page.fill("[name=text]", "图里的数字不对。")
    press(page.locator(SEND))
    assert re.search(r"/cases/\d+-\w+$", page.url)
    return page.url


def decide(dana: BrowserContext, site: Served, what: str, **said: str) -> None:
    """Open the case at the desk and decide."""
    page = dana.pages[0] if dana.pages else sign_in(dana, site, "dana@example.org", then="/desk/cases")
    page.goto(f"{site.address}/desk/cases/1")
    page.locator(f"[name=do][value={what}]").check()
    if "ground" in said:
        page.select_option("[name=ground]", said.pop("ground"))
    for name, text in said.items():
        page.fill(f"[name={name}]", text)
    press(page.locator(SEND))
    assert page.locator(".tell").first.is_visible()
    assert page.locator("[role=alert]").count() == 0, page.locator("main").inner_text()


@pytest.mark.journey
def test_withheld_under_the_terms_is_403_and_leaves_the_lists(
    own_demo: Served, visitor: Come, accounts: Callable[[str], dict[str, str]]
) -> None:
    page = visitor(javascript=False).new_page()
    page.goto(f"{own_demo.address}/")
    address = page.locator("main .t a").first.get_attribute("href") or ""
    report_it(page, own_demo, address)
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
