"""Never lose a word: thousands of words typed in a real browser, with everything that goes wrong while one writes.

Words are typed with pauses of chance, by keys and by an input method's composition, and pasted in pieces; for ten seconds
there is no connection; several times the tab is killed at a moment of chance and the article opened again. In the end every
acknowledged word is in what the site has, and every typed word is there or was offered back by the browser. Each word is a
number of its own, so that none can stand for another. Anything else ends with 1.

    scripts/bench writing [--words 2000] [--kills 3] [--seed 7]

It makes an empty site of its own in a temporary folder and serves it on loopback.
"""

import argparse
import contextlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright
from tests.serving import haowen, served

PASSWORD = "a long password for writing"  # noqa: S105 - of a site that lives as long as this command
OFFLINE_SECONDS = 10
AT_ONCE, COMPOSED, PASTED = 0.1, 0.2, 0.25  # shares of the ways in which words come in, added up
LINE_ENDS, RESTS = 0.04, 0.01
SWITCHES = ["--no-sandbox", "--disable-dev-shm-usage"]
_WORD = re.compile(r"字\d+")


@dataclass
class Tally:
    """What happened."""

    typed: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    kills: int = 0
    offered: int = 0
    longest_wait: float = 0.0


def main() -> int:
    """Write, break, count."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    asked = parser.parse_args()
    chance = random.Random(asked.seed)
    folder = Path(tempfile.mkdtemp(prefix="haowen-writing-"))
    try:
        site_folder = _site(folder / "data")
        with served(site_folder, workers=1) as site, sync_playwright() as playwright:
            path = next(
                found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))
            )
            browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
            context = browser.new_context(locale="zh-CN")
            tally = _write(context, site.address, asked.words, asked.kills, chance)
            browser.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _told(tally)


def _site(data: Path) -> Path:
    """Make a site with a writer who owns a publisher."""
    for command in (["init"], ["user", "create", "--email", "bob@example.org", "--role", "reader", "--password-stdin"]):
        if (done := haowen(data, *command, stdin=PASSWORD)).returncode:
            raise SystemExit(done.stderr)
    code = (
        "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'haowen.config.settings'\n"
        "import django; django.setup()\n"
        "from haowen.domain.people.models import User\n"
        "from haowen.domain.publishers.models import Member, MemberRole, Publisher\n"
        "from haowen.domain.publishers.opening import kept_by_host\n"
        "publisher = kept_by_host('江边观察')\n"
        "Member.objects.create(publisher=publisher, user=User.objects.get(email='bob@example.org'), role=MemberRole.OWNER)\n"
    )
    from tests.serving import environment

    subprocess.run([sys.executable, "-c", code], env=environment(data), check=True)
    return data


def _open(context: Any, address: str) -> Page:
    page: Page = context.new_page()
    page.goto(address)
    page.wait_for_selector("html[data-editor=ready]")
    page.wait_for_timeout(300)
    return page


def _write(context: Any, address: str, count: int, kills: int, chance: random.Random) -> Tally:
    tally = Tally()
    page = context.new_page()
    page.goto(f"{address}/accounts/login/")
    page.fill("[name=login]", "bob@example.org")
    page.fill("[name=password]", PASSWORD)
    page.locator("main form.stack button[type=submit]").first.click()
    page.wait_for_load_state()
    page.close()
    page = _open(context, f"{address}/studio/new")
    killed_at = set(chance.sample(range(count // 10, count), kills))
    offline_at, until = count // 2, 0.0
    for number in range(count):
        _word(page, f"字{number}", tally, chance)
        if number == offline_at:
            context.set_offline(True)
            until = time.monotonic() + OFFLINE_SECONDS
        if number > offline_at and until and time.monotonic() > until:
            context.set_offline(False)
            until = 0.0
        if number in killed_at:
            until = 0.0
            page = _killed(context, page, address, tally)
    context.set_offline(False)
    _settled(page, tally)
    again = _open(context, page.url)
    _offered(again, tally)
    final = set(_WORD.findall(again.locator(".ProseMirror").inner_text()))
    tally.typed = [word for word in tally.typed if word not in final]  # what is left here is lost
    tally.acknowledged -= final
    return tally


def _word(page: Page, word: str, tally: Tally, chance: random.Random) -> None:
    """Type a word in one of the ways in which people bring words in, and rest now and then."""
    page.locator(".ProseMirror").focus()
    way = chance.random()
    if way < AT_ONCE:
        page.keyboard.insert_text(f"{word} ")
    elif way < COMPOSED:
        keys = page.context.new_cdp_session(page)
        keys.send("Input.imeSetComposition", {"text": "zi", "selectionStart": 2, "selectionEnd": 2})
        keys.send("Input.insertText", {"text": f"{word} "})
        keys.detach()
    elif way < PASTED:
        page.evaluate(
            "html => { const data = new DataTransfer(); data.setData('text/html', html); document.querySelector('.ProseMirror')"
            ".dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }",
            f"<p>{word} </p>",
        )
    else:
        page.keyboard.type(f"{word} ")
    tally.typed.append(word)
    if chance.random() < LINE_ENDS:
        page.keyboard.press("Enter")
    if chance.random() < RESTS:
        began = time.monotonic()
        page.wait_for_timeout(chance.choice([300, 1500, 2500]))
        tally.longest_wait = max(tally.longest_wait, time.monotonic() - began)
        _noted(page, tally)


def _noted(page: Page, tally: Tally) -> None:
    """Note what the page says is saved."""
    if page.evaluate("() => !haowenEditor.keeper.isUnsent && haowenEditor.keeper.sequence > 0"):
        tally.acknowledged |= set(_WORD.findall(page.locator(".ProseMirror").inner_text()))


def _killed(context: Any, page: Page, address: str, tally: Tally) -> Page:
    """Kill the tab, without a word to the page, and open the article again."""
    _noted(page, tally)
    where = page.url
    browser = context.browser.new_browser_cdp_session()
    for process in browser.send("SystemInfo.getProcessInfo")["processInfo"]:
        if process["type"] == "renderer":
            with contextlib.suppress(ProcessLookupError):
                os.kill(process["id"], signal.SIGKILL)
    browser.detach()
    page.close()
    context.set_offline(False)
    tally.kills += 1
    again = _open(context, where)
    _offered(again, tally)
    again.locator(".ProseMirror").focus()
    again.keyboard.press("Control+End")
    del address
    return again


def _offered(page: Page, tally: Tally) -> None:
    """Take back what the browser kept."""
    offer = page.locator("#told .tell.warn button")
    page.wait_for_timeout(500)
    if offer.count():
        tally.offered += 1
        offer.first.click()
        _settled(page, tally)


def _settled(page: Page, tally: Tally) -> None:
    for _ in range(400):
        if page.evaluate("() => !haowenEditor.keeper.isUnsent"):
            break
        page.wait_for_timeout(50)
    _noted(page, tally)


def _told(tally: Tally) -> int:
    print(f"tabs killed: {tally.kills}; offered back: {tally.offered}")
    print(f"acknowledged words that are gone: {len(tally.acknowledged)} {sorted(tally.acknowledged)[:10]}")
    print(f"typed words that are gone: {len(tally.typed)} {tally.typed[:10]}")
    return 1 if tally.typed or tally.acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
