"""A visitor reads: the article, its share box, the tabs of originals, times, and the choices that stay."""

import io
import re
from collections.abc import Callable

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.acting import press
from tests.journeys.places import longest, places
from tests.serving import Served

Come = Callable[..., BrowserContext]
ON, OFF = "script on", "script off"
both = pytest.mark.parametrize("script", [ON, OFF])


def path_of(demo: Served, name: str) -> str:
    return next(place.path for place in places(demo.data) if place.name == name)


def prefs(page: Page) -> dict[str, str]:
    return {str(cookie.get("name")): str(cookie.get("value")) for cookie in page.context.cookies()}


@pytest.mark.journey
@both
def test_an_article_is_opened_from_the_front_and_shared(demo: Served, visitor: Come, script: str) -> None:
    page = visitor(javascript=script == ON).new_page()
    page.goto(f"{demo.address}/")
    link = page.locator("main .t a").first
    title = link.inner_text()
    press(link)
    assert page.locator("h1").inner_text() == title
    assert len(page.locator("[data-part=body]").inner_text()) > 300
    assert not page.locator(".share input").is_visible()
    page.locator(".share summary").click()
    address = page.locator(".share input").input_value()
    assert address == page.url
    assert page.locator(".share [data-copy]").is_visible() is (script == ON)
    shown = page.locator(".share .qr img")
    shown.scroll_into_view_if_needed()
    assert shown.is_visible()
    page.wait_for_load_state("networkidle")
    drawn = Image.open(io.BytesIO(shown.screenshot(scale="css")))
    assert [found.text for found in zxingcpp.read_barcodes(drawn.resize((drawn.width * 3, drawn.height * 3)))] == [
        address
    ]
    assert page.context.cookies() == []


@pytest.mark.journey
def test_the_link_is_copied_by_one_button(demo: Served, visitor: Come) -> None:
    window = visitor(permissions=["clipboard-read", "clipboard-write"])
    page = window.new_page()
    page.goto(f"{demo.address}/a/{longest(demo.data, 'zh-Hans')}")
    page.locator(".share summary").click()
    page.locator("[data-copy]").click()
    expect(page.locator(".share .said")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


@pytest.mark.journey
@both
def test_the_tabs_of_originals_switch(demo: Served, visitor: Come, script: str) -> None:
    page = visitor(javascript=script == ON).new_page()
    page.goto(f"{demo.address}/a/{longest(demo.data, 'zh-Hans')}")
    box = page.locator("[data-part=originals]")
    panes = box.locator(".pane")
    assert panes.count() > 1
    assert [panes.nth(number).is_visible() for number in range(panes.count())].count(True) == 1
    box.locator("label").nth(1).click()
    assert panes.nth(1).is_visible()
    assert not panes.nth(0).is_visible()
    # And by the keyboard, as radio buttons are.
    page.keyboard.press("ArrowLeft")
    assert panes.nth(0).is_visible()


@pytest.mark.journey
def test_near_times_are_told_from_now(demo: Served, visitor: Come) -> None:
    page = visitor(language="en", javascript=True).new_page()
    page.goto(f"{demo.address}/")
    plain = visitor(language="en", javascript=False).new_page()
    plain.goto(f"{demo.address}/")
    near, dated = page.locator(".meta time").all_inner_texts(), plain.locator(".meta time").all_inner_texts()
    assert any("ago" in text for text in near)
    assert not any("ago" in text for text in dated)
    assert all(page.locator(".meta time").evaluate_all("all => all.map(one => one.dateTime.length > 0)"))


@pytest.mark.journey
@both
def test_choices_stay_on_every_further_page_with_one_cookie(demo: Served, visitor: Come, script: str) -> None:
    page = visitor(javascript=script == ON).new_page()
    page.goto(f"{demo.address}/c/tech")
    page.locator(".prefs summary").first.click()
    press(page.locator(".prefs a[href='?lang=en']"))
    assert page.url == f"{demo.address}/c/tech"
    press(page.locator(".tocare").first)
    root = page.locator("html")
    for name in ("channel", "article", "search", "sign in", "report"):
        page.goto(f"{demo.address}{path_of(demo, name)}")
        assert root.get_attribute("lang") == "en"
        assert root.get_attribute("data-edition") == "care"
    page.goto(f"{demo.address}/?theme=dark&size=4")
    assert page.url == f"{demo.address}/"
    assert (root.get_attribute("data-theme"), root.get_attribute("data-size")) == ("dark", "4")
    assert prefs(page).keys() - {"csrftoken"} == {"prefs"}
    assert prefs(page)["prefs"].startswith("en.care.dark.4")
    press(page.locator(".tostd").first)
    assert root.get_attribute("data-edition") == "standard"
    # Nothing is remembered but by the cookie.
    assert page.context.storage_state()["origins"] == []


@pytest.mark.journey
def test_reading_aloud_says_what_it_does(demo: Served, visitor: Come) -> None:
    """Where the device has no voice, the button says so and nothing hangs."""
    page = visitor(language="en").new_page()
    page.goto(f"{demo.address}/a/{longest(demo.data, 'zh-Hans')}")
    button = page.locator("[data-aloud]").first
    assert button.is_visible()
    button.click()
    # Either it reads, with its button pressed, or it says why not.
    expect(page.locator("[data-aloud][aria-pressed=true], [data-aloud-said]:not(:empty)").first).to_be_visible()


# A voice that speaks at once and says when it begins, where it is, and when it ends.
VOICE = """() => {
    const heard = window.heard = [], marked = (name) => [...CSS.highlights.get(name) ?? []].map(String).join("");
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } };
    const speak = (said) => setTimeout(() => {
        if (heard.length === window.failsAfter) return said.onerror({ error: "synthesis-failed" });
        said.onstart({});
        said.onboundary({ name: "word", charIndex: said.text.search(/\\S/), charLength: 2 });
        heard.push([said.lang, said.text, marked("spoken"), marked("word")]);
        said.onend({});
    });
    Object.defineProperty(window, "speechSynthesis", { value: {
        speak, cancel() {}, addEventListener() {}, getVoices: () => [{ lang: "zh-CN" }, { lang: "en-GB" }] } });
}"""


@pytest.mark.journey
@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_reading_aloud_follows_the_text(demo: Served, visitor: Come, language: str) -> None:
    """In reading order, the sentence and in it the word marked as the voice tells; pictures by what they show."""
    page = visitor(language="en").new_page()
    page.add_init_script(f"({VOICE})()")
    page.goto(f"{demo.address}/a/{longest(demo.data, language)}")
    button, said = page.locator("[data-aloud]").first, page.locator("[data-aloud-said]").first
    button.click()
    expect(said).to_have_text("That was the whole article.")
    heard = page.evaluate("heard")
    assert {one[0] for one in heard} == {language}
    whole = "".join(page.locator("h1, .prose").all_text_contents())
    at = 0
    for _language, text, sentence, word in heard:
        if not sentence:  # a picture, which has no words on the page
            assert page.locator(f'.prose img[alt="{text}"]').count() == 1
            continue
        assert re.sub(r"\[\d+\]|\s", "", sentence) == re.sub(r"\s", "", text)
        assert word == text.lstrip()[:2]
        at = whole.index(sentence, at) + len(sentence)
    assert len(heard) > 50
    page.evaluate("window.failsAfter = heard.length + 3")
    button.click()
    expect(said).to_have_text("Reading aloud stopped: the device's voice failed.")


@pytest.mark.journey
def test_escape_folds_up_what_was_opened(demo: Served, visitor: Come) -> None:
    page = visitor(language="en").new_page()
    page.goto(f"{demo.address}/a/{longest(demo.data, 'en')}")
    for fold in (".prefs", ".share"):
        page.locator(f"{fold} > summary").first.press("Enter")
        assert page.locator(fold).first.get_attribute("open") is not None
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        assert page.locator(fold).first.get_attribute("open") is None
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.journey
def test_a_search_finds_what_was_read(demo: Served, visitor: Come) -> None:
    page = visitor(javascript=False).new_page()
    page.goto(f"{demo.address}/a/{longest(demo.data, 'zh-Hans')}")
    title = page.locator("h1").inner_text()
    page.locator(".find input").fill(title)
    press(page.locator(".find button"))
    assert page.locator("[data-part=results] .t a").first.inner_text() == title
