"""The editor in a real browser: nothing that was typed is lost."""

import base64
import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page

from haowen.text import markup
from tests.serving import PATIENCE, Served
from tests.text.references.test_sameness import SOURCES
from tests.text.test_lengths import TITLES

pytestmark = pytest.mark.journey
WRITER, EDITOR = "writer.jiangcheng", "editor"
Come = Callable[..., BrowserContext]
WORD = (
    "<html xmlns:o='urn:x'><body><p class=MsoTitle style='mso-outline-level:1;color:#c00'>大标题</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.<span> </span></span>第一条</p>"
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span> </span></span>第二条</p>"
    "<p style='font-family:宋体'><span style='font-weight:bold'>粗字</span><o:p></o:p></p></body></html>"
)
NESTED = "".join(
    f"<p style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{mark}</span>{text}</p>"
    for level, mark, text in ((1, "1.", "一"), (2, "a)", "甲"), (2, "b)", "乙"), (1, "2.", "二"))
)
OTHERS = {
    NESTED: "<ol><li>一<ol><li>甲</li><li>乙</li></ol></li><li>二</li></ol>",
    "<b style='font-weight:normal'><p><span style='font-weight:700'>粗</span>细</p></b>": "<p><strong>粗</strong>细</p>",
    "<div style='font-family:Consolas,monospace;white-space:pre'><div>a:</div><div>  b</div></div>": "<pre><code>a:\n  b</code></pre>",
    "<table><tbody><tr><td>一</td></tr></tbody><tfoot><tr><td>二</td></tr></tfoot></table>":
        "<table><tbody><tr><td>一</td></tr><tr><td>二</td></tr></tbody></table>",
}  # fmt: skip
"""What other programs copy, and what is meant by it."""
WECHAT = (
    "<section style='margin:10px;text-align:center'><section><span style='color:rgb(200,0,0);font-weight:bold'>红字</span></section>"
    "<section><img data-src='https://mmbiz.example/a.png' alt='江边'></section><iframe src='https://v.example/x'></iframe></section>"
)


@pytest.fixture
def site(own_demo: Served) -> Served:
    return own_demo


@pytest.fixture
def write(site: Served, visitor: Come, signed_in: Any) -> Iterator[Callable[..., Page]]:
    """Opens the editor: ``write(who, address)``; a page that breaks a rule of the CSP or a script that fails is told."""
    told: list[str] = []

    def come(who: str = WRITER, address: str = "/studio/new?publisher=jiangcheng", **window: Any) -> Page:
        page: Page = visitor(storage_state=signed_in(site, who), **window).new_page()
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda line: told.append(line.text) if "Content Security Policy" in line.text else None)
        return opened(page, f"{site.address}{address}")

    yield come
    assert told == []


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    page.wait_for_selector("html[data-editor=ready]")
    return page


def state(page: Page, wanted: str) -> None:
    page.wait_for_selector(f".saved[data-state={wanted}]")


def typed(page: Page, text: str) -> None:
    page.locator(".ProseMirror").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def until(page: Page, told: str, given: Any = None, seconds: float = PATIENCE) -> None:
    """Wait for an expression to be true; Playwright's own waiting evaluates strings, which the CSP forbids."""
    for _ in range(int(seconds * 20)):
        if page.evaluate(told, given):
            return
        page.wait_for_timeout(50)
    raise AssertionError(told)


def saved(page: Page) -> None:
    until(page, "() => haowenEditor.keeper.sequence > 0 && !haowenEditor.keeper.isUnsent")
    state(page, "saved")


def pasted(page: Page, html: str) -> None:
    page.locator(".ProseMirror").focus()
    page.evaluate(
        "html => { const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', 'x');"
        "document.querySelector('.ProseMirror').dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})) }",
        html,
    )


def test_what_is_typed_is_kept_at_a_pause_and_shown_again(write: Callable[..., Page]) -> None:
    page = write()
    page.fill("[name=title]", "江边的一天")
    typed(page, "## 早晨")
    page.keyboard.press("Enter")
    page.keyboard.type("水面很静。")
    saved(page)
    address = page.url
    assert "/studio/a/" in address
    again = opened(page, address)
    assert again.input_value("[name=title]") == "江边的一天"
    assert again.locator(".ProseMirror h2").inner_text() == "早晨"
    assert "水面很静" in again.locator(".ProseMirror").inner_text()


def test_what_is_not_saved_yet_comes_along_to_the_dialog_and_out(write: Callable[..., Page], site: Served) -> None:
    page = write()
    page.fill("[name=title]", "江边的一")
    typed(page, "水面很静，船都回来了。")
    saved(page)
    page.keyboard.type("最后一句还没存。")
    with page.expect_navigation(url="**/publish"):
        page.get_by_role("button", name="发布 …").or_(page.get_by_role("button", name="发布…")).click()
    assert "最后一句还没存。" in page.locator(".viewport").inner_text()
    assert page.locator(".count-of span").all_inner_texts()[:2] == ["4 个字，可以 5 到 40 个", "太短了。"]
    page.fill("[name=title]", "江边的一天")
    assert page.locator(".count-of span").nth(1).inner_text() == ""
    page.locator("label:has([name=channel][value=''])").click()
    page.locator("label:has(#id_when_1)").click()
    page.fill("[name=date]", "2030-01-02")
    page.fill("[name=time]", "06:00")
    page.locator("[name=time]").blur()
    assert "2030-01-02 06:00" in page.locator("[data-told]").inner_text()
    page.locator("label:has(#id_when_0)").click()
    assert page.locator("[data-press]").inner_text() == "发布"
    with page.expect_navigation():
        page.locator("[data-press]").click()
    public_id = page.url.rpartition("/a/")[2].partition("/")[0]
    page.goto(f"{site.address}/a/{public_id}")
    assert page.locator("h1").inner_text() == "江边的一天"
    assert "最后一句还没存。" in page.locator("[data-part=body]").inner_text()


def test_the_browser_judges_titles_and_sources_as_the_site_does(write: Callable[..., Page]) -> None:
    rows, page = json.loads(TITLES.read_text(encoding="utf-8")), write()
    counted = page.evaluate(
        "async titles => { const { columns } = await import('/static/studio/counting.js'); return titles.map(columns); }",
        [title for title, _long in rows],
    )
    assert counted == [long for _title, long in rows]
    pairs = json.loads(SOURCES.read_text(encoding="utf-8"))
    told = page.evaluate(
        "async pairs => { const { isSame } = await import('/static/studio/sameness.js');"
        " const whole = (one) => ({title: '', outlet: '', dated_on: '', url: '', ...one});"
        " return pairs.map(([one, other]) => isSame(whole(one), whole(other))); }",
        pairs,
    )
    assert told == [same for _one, _other, same in pairs]
    page.fill("[name=title]", "江水退去以后的第十三个月我们按旧名册一户一户找过去，有人上了二楼" * 2)
    assert page.locator("[name=title]").evaluate("one => one.scrollHeight <= one.clientHeight")  # seen whole
    page.locator("[name=title]").press("Enter")
    assert page.evaluate("document.activeElement.name") == "summary"
    assert "\n" not in page.input_value("[name=title]")


def test_without_a_connection_it_is_kept_here_and_offered_back(write: Callable[..., Page]) -> None:
    page = write()
    typed(page, "有网的时候写的。")
    saved(page)
    address, context = page.url, page.context
    context.set_offline(True)
    typed(page, "没网的时候写的。")
    state(page, "offline")
    context.set_offline(False)
    saved(page)
    context.set_offline(True)
    typed(page, "关掉之前写的。")
    page.fill("[name=tags]", "江，水")
    state(page, "offline")
    # As one that is killed: it sends nothing any more, also if it sees the connection come back before it is gone.
    page.evaluate("() => { haowenEditor.keeper.fetch = () => new Promise(() => {}); }")
    page.close()
    context.set_offline(False)
    again = opened(context.new_page(), address)
    assert "没网的时候写的" in again.locator(".ProseMirror").inner_text()
    assert "关掉之前写的" not in again.locator(".ProseMirror").inner_text()
    again.locator("#told .tell.warn button").first.click()
    saved(again)
    assert again.input_value("[name=tags]") == "江，水"
    assert "关掉之前写的" in opened(again, address).locator(".ProseMirror").inner_text()
    assert again.input_value("[name=tags]") == "江，水"
    assert again.locator("#told .tell.warn").count() == 0


def test_signing_in_again_in_another_window_loses_nothing(
    write: Callable[..., Page], site: Served, accounts: Callable[[str], dict[str, str]], signed_in: Any
) -> None:
    page = write()
    typed(page, "登录还在。")
    saved(page)
    page.context.clear_cookies()
    typed(page, "登录过期以后写的。")
    state(page, "failed")
    assert page.locator("#sign-in").is_visible()
    page.context.add_cookies(signed_in(site, EDITOR)["cookies"])  # who may write here too, but did not write this
    with page.expect_response(lambda answer: answer.url.endswith(page.url.rpartition("/")[2])):
        typed(page, "别人登录时写的。")
    state(page, "failed")
    assert page.evaluate("() => haowenEditor.keeper.isUnsent")
    page.context.clear_cookies()
    other = page.context.new_page()
    other.goto(f"{site.address}/accounts/login/")
    other.fill("[name=login]", accounts(WRITER)["email"])
    other.fill("[name=password]", accounts(WRITER)["password"])
    other.locator("main form.stack button[type=submit]").first.click()
    other.wait_for_load_state()
    saved(page)
    assert "登录过期以后写的。别人登录时写的。" in opened(other, page.url).locator(".ProseMirror").inner_text()


def test_two_people_on_one_article(write: Callable[..., Page]) -> None:
    one = write()
    one.fill("[name=title]", "两个人写的")
    typed(one, "第一段。")
    one.keyboard.press("Enter")
    one.keyboard.type("第二段。")
    saved(one)
    one.keyboard.press("Control+s")
    until(one, "() => document.forms.w.elements.base.value")
    address = "/studio/a/" + one.url.rpartition("/")[2]
    other = write(EDITOR, address)
    other.locator(".ProseMirror p").first.click()
    other.keyboard.press("End")
    other.keyboard.type("她加的。")
    base = other.input_value("[name=base]")
    other.keyboard.press("Control+s")
    until(other, "base => document.forms.w.elements.base.value !== base", base)
    typed(one, "他加的。")
    one.keyboard.press("Control+s")
    one.wait_for_selector("#told .merge")
    text = one.locator(".ProseMirror").inner_text()
    assert "她加的" in text
    assert "他加的" in text
    opened(other, other.url)
    for page, words in ((other, "甲的写法。"), (one, "乙的写法。")):
        page.locator(".ProseMirror p").first.click()
        page.keyboard.press("End")
        page.keyboard.type(words)
    base = other.input_value("[name=base]")
    other.keyboard.press("Control+s")
    until(other, "base => document.forms.w.elements.base.value !== base", base)
    one.keyboard.press("Control+s")
    one.wait_for_url("**/merge/*")
    assert "甲的写法" in one.locator("main").inner_text()
    assert "乙的写法" in one.locator("main").inner_text()


def test_emptying_asks_and_undo_brings_it_back(write: Callable[..., Page], site: Served) -> None:
    page = write(address=f"/studio/a/{own(site)[0][0]}")
    page.locator(".ProseMirror").focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    state(page, "failed")
    page.locator("#told .tell.warn button").nth(1).click()
    saved(page)
    assert len(page.locator(".ProseMirror").inner_text()) > 100


def test_pasting_keeps_structure_and_says_what_it_left_out(write: Callable[..., Page]) -> None:
    page = write()
    pasted(page, WORD)
    html = page.evaluate("haowenEditor.html()")
    assert "<h2>大标题</h2>" in html
    assert markup.clean(html).count("<li>") == 2
    assert "<strong>粗字</strong>" in html
    assert page.locator("#told .tell").count() == 1
    pasted(page, WECHAT)
    html = page.evaluate("haowenEditor.html()")
    assert '<figure data-remote="https://mmbiz.example/a.png"><a href="https://mmbiz.example/a.png">江边</a>' in html
    assert "https://v.example/x" in html
    assert "style" not in html
    for copied, meant in OTHERS.items():
        page.evaluate("haowenEditor.show('<p></p>')")
        pasted(page, copied)
        assert markup.clean(page.evaluate("haowenEditor.html()")) == markup.clean(meant)


def test_an_input_method_is_never_interrupted(write: Callable[..., Page]) -> None:
    page = write()
    page.locator(".ProseMirror").focus()
    keys = page.context.new_cdp_session(page)
    for so_far in ("n", "ni", "nih", "nihao"):
        keys.send(
            "Input.imeSetComposition", {"text": so_far, "selectionStart": len(so_far), "selectionEnd": len(so_far)}
        )
        page.wait_for_timeout(500)
    keys.send("Input.insertText", {"text": "你好"})
    page.keyboard.type("，world再见")
    saved(page)
    assert page.locator(".ProseMirror p").first.inner_text() == "你好，world再见"
    page.locator("button[data-act=tidy]").click()
    assert page.locator(".ProseMirror p").first.inner_text() == "你好，world 再见"
    page.locator("button[data-act=undo]").click()
    assert page.locator(".ProseMirror p").first.inner_text() == "你好，world再见"


def test_the_toolbar_is_one_stop_for_the_keyboard(write: Callable[..., Page]) -> None:
    page = write(width=360, height=760)
    typed(page, "加粗我")
    page.keyboard.press("Alt+F10")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.act") == "bold"
    page.keyboard.press("Escape")
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+b")
    assert page.locator("button[data-act=bold]").get_attribute("aria-pressed") == "true"
    assert page.locator(".toolbar button[tabindex='0']").count() == 1
    page.locator("[data-act=table]").click()
    page.locator("[data-act=columnGone]").focus()
    page.locator(".ProseMirror > p").first.click()
    assert page.locator(".toolbar button[tabindex='0']:not([hidden])").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def own(site: Served) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(site.data / "haowen.sqlite3")) as database:
        return database.execute(
            "SELECT a.public_id, b.html FROM articles_article a JOIN articles_body b ON b.revision_id = a.head_id"
            " JOIN publishers_publisher p ON p.id = a.publisher_id WHERE p.handle = 'jiangcheng' ORDER BY a.id"
        ).fetchall()


def test_opening_and_saving_changes_no_article(write: Callable[..., Page], site: Served) -> None:
    with closing(sqlite3.connect(site.data / "haowen.sqlite3")) as database:
        bodies = [row[0] for row in database.execute("SELECT html FROM articles_body")]
    page = write()
    for body in bodies:
        page.evaluate("html => haowenEditor.show(html)", body)
        kept, anew = page.evaluate("[haowenEditor.html(), haowenEditor.fresh()]")
        assert markup.clean(kept) == body
        assert markup.clean(anew) == body


COME = """([how, bytes, name]) => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, { type: 'image/png' }));
  const box = document.querySelector('.ProseMirror'), { left, top } = box.getBoundingClientRect();
  const more = { bubbles: true, cancelable: true, clientX: left + 30, clientY: top + 20 };
  if (how === 'paste') box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, ...more }));
  else for (const kind of ['dragover', 'drop']) box.dispatchEvent(new DragEvent(kind, { dataTransfer: data, ...more }));
}"""


def drawn(colour: str) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(file, "PNG")
    return file.getvalue()


def test_pictures_come_by_every_way_and_one_stands_for_the_article_in_lists(write) -> None:
    page = write(width=360)
    page.fill("[name=title]", "图片从哪里来都行")
    typed(page, "第一段。")
    for count, (how, colour) in enumerate((("paste", "teal"), ("drop", "navy")), 1):
        page.evaluate(COME, [how, base64.b64encode(drawn(colour)).decode(), f"{colour}.png"])
        until(page, "n => document.querySelectorAll('.ProseMirror figure img').length === n", count)
    with page.expect_file_chooser() as chooser:
        page.locator("[data-act=picture]").click()
    chooser.value.set_files([{"name": "a.png", "mimeType": "image/png", "buffer": drawn("olive")}])
    until(page, "() => document.querySelectorAll('.ProseMirror figure img').length === 3")
    page.locator(".ProseMirror > p").last.click()
    page.locator("[data-act=library]").click()
    page.locator("#library-dialog .assets input").nth(1).check()
    page.locator("#library-dialog [data-put]").first.click()
    until(page, "() => document.querySelectorAll('.ProseMirror figure img').length === 4")
    page.locator(".ProseMirror figcaption").first.click()
    page.locator("[data-act=gallery]").click()
    page.locator(".ProseMirror > p").last.click()
    page.locator("[data-act=table]").click()
    page.keyboard.type("一")
    page.keyboard.press("Tab")
    page.keyboard.type("二")
    page.locator(".covers > summary").click()
    page.locator("[name=cover_kept]").focus()
    page.locator("[name=cover_kept]").select_option(index=1)
    page.locator("[data-cover='1'] .point").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Control+s")
    saved(page)
    page = opened(page, page.url)
    html = page.evaluate("() => haowenEditor.html()")
    assert html.startswith("<p>第一段。</p>")
    assert html.count("<figure>") == 4
    assert "<div data-gallery" in html
    assert "<tr><th>一</th><th>二</th>" in html
    assert [page.input_value(f"[name=cover_{name}]") for name in ("x", "y")] == ["60", "49"]
    assert len(page.input_value("[name=cover_kept]")) == 64


def test_sources_are_pasted_cited_put_in_order_and_taken_out_with_a_way_back(write: Callable[..., Page]) -> None:
    page = write(language="en")
    page.fill("[name=title]", "江水为什么在五月变绿")
    page.click("#body .ProseMirror")
    page.keyboard.type("据报道")
    page.fill(
        "[name=sources_text]",
        "[1] 王明. 河流[J]. 水利学报, 2020.\n[2] Rivers rise - The Guardian (2025-11-13)\n[3] Rivers rise, The Guardian, 2025",
    )
    page.focus("[data-read]")
    page.keyboard.press("Enter")
    page.wait_for_selector(".refrow:nth-of-type(3):not([hidden])")
    heads = page.locator(".refrow:not([hidden]) summary")
    assert [head[:3] for head in heads.all_inner_texts()] == ["[1]", "[2]", "[3]"]
    page.click("#body .ProseMirror")
    page.keyboard.press("Control+End")
    page.click("[data-act=cite]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".citing").all_inner_texts() == ["[1]"]
    assert [head[:3] for head in heads.all_inner_texts()] == ["[2]", "[1]", "[3]"]  # by first use, as readers will see
    assert "Looks like [1]" in page.locator(".same").inner_text()
    page.locator(".same button").click()
    assert heads.count() == 2
    page.locator(".sources .told button").click()
    assert heads.count() == 3
    heads.nth(0).click()
    page.locator(".refrow").nth(0).get_by_role("button", name="Down").click()
    assert [head[:3] for head in heads.all_inner_texts()] == ["[1]", "[2]", "[3]"]
    state(page, "saved")
