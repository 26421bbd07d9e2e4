"""What people do in their windows, as one line each; everything works without JavaScript."""

import random
import re

from playwright.sync_api import BrowserContext, Locator, Page

from tests.conftest import PASSWORD
from tests.serving import Served

SEND = "main form.stack button[type=submit]"
FREQUENT = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
PLAIN = [
    "river",
    "night",
    "water",
    "three",
    "bread",
    "lamp",
    "window",
    "quiet",
    "under",
    "seven",
    "garden",
    "stone",
    "letter",
    "morning",
    "walk",
    "bridge",
    "market",
    "slow",
    "grain",
    "salt",
]


def press(button: Locator) -> None:
    """Press what leads to a page, be it the same one again, and wait until that is there."""
    with button.page.expect_navigation():
        button.click()


def sign_in(window: BrowserContext, site: Served, email: str, password: str = PASSWORD, then: str = "/") -> Page:
    """Sign in and land where one wanted to go."""
    page = window.new_page()
    page.goto(f"{site.address}/accounts/login/?next={then}")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    press(page.locator(SEND).first)
    assert page.url == f"{site.address}{then}"
    return page


def sign_up(window: BrowserContext, site: Served, name: str, then: str = "/") -> Page:
    """Make an account and land where one wanted to go."""
    page = window.new_page()
    page.goto(f"{site.address}/accounts/signup/?next={then}")
    page.fill("[name=email]", f"{name.lower()}@example.org")
    page.fill("[name=name]", name)
    page.fill("[name=password1]", PASSWORD)
    press(page.locator(SEND).first)
    assert page.url == f"{site.address}{then}", page.locator("main").inner_text()
    return page


def words(count: int, seed: int) -> list[str]:
    """Return paragraphs of so many random words, Chinese and English."""
    chance = random.Random(seed)
    told = [
        "".join(chance.choices(FREQUENT, k=chance.randint(1, 4))) if chance.random() < 0.6 else chance.choice(PLAIN)
        for _ in range(count)
    ]
    lines = []
    while told:
        size = chance.randint(20, 60)
        lines.append(" ".join(told[:size]) + chance.choice("。.！?"))
        told = told[size:]
    return lines


def is_named(page: Page, site: Served, where: str, address: str) -> bool:
    """Whether a page leads to an address."""
    page.goto(f"{site.address}{where}")
    return page.locator(f"main a[href='{address}']").count() > 0


def report(page: Page, site: Served, address: str) -> str:
    """Report an article as a visitor; return the address of the case."""
    page.goto(f"{site.address}{address}")
    press(page.locator("[data-part=actions] a[href^='/report']"))
    page.locator("[name=reason][value=false]").check()
    page.fill("[name=text]", "图里的数字不对。")
    press(page.locator(SEND))
    assert re.search(r"/cases/\d+-\w+$", page.url)
    return page.url
