"""How the pages are set: sizes, contrast, targets, and that nothing stands outside of the window."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.places import OPERATOR, READER, VISITOR, WRITER, Place, longest, places
from tests.serving import Served

Come = Callable[..., BrowserContext]
SignedIn = Callable[[Served, str], Any]
EDITIONS = ("standard", "care")
# 1280 at 200 % is 640, at 400 % it is 320.
WIDTHS = (1280, 768, 640, 360, 320)

OUTSIDE = """() => {
    const wide = innerWidth, found = [];
    if (document.documentElement.scrollWidth <= wide) return found;
    for (const one of document.querySelectorAll("body *")) {
        const box = one.getBoundingClientRect();
        if (box.width && box.right > wide + 1 && !one.closest(".scroll, pre, .tower")) found.push(one.tagName + "." + one.className + " " + Math.round(box.right));
    }
    return [document.documentElement.scrollWidth + " > " + wide, ...found.slice(0, 4)];
}"""
# Contrast of text with what lies behind it, by WCAG; the browser itself mixes colours, so every notation is understood.
CONTRAST = """(selector) => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const mixed = (colours) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1) }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = (rgb) => {
        const [r, g, b] = rgb.map((part) => part / 255).map((part) => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
        return .2126 * r + .7152 * g + .0722 * b;
    };
    let least = 99, where = "";
    for (const one of document.querySelectorAll(selector)) {
        if (!one.checkVisibility() || ![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
        const behind = [];
        for (let around = one; around; around = around.parentElement) behind.unshift(getComputedStyle(around).backgroundColor);
        const ground = ["#fff", ...behind], over = light(mixed([...ground, getComputedStyle(one).color])), under = light(mixed(ground));
        const ratio = (Math.max(over, under) + .05) / (Math.min(over, under) + .05);
        if (ratio < least) { least = ratio; where = one.tagName + " " + one.textContent.slice(0, 30) }
    }
    return [least, where];
}"""
SMALL = """(least) => {
    const found = [];
    for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
        if (!one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || one.closest("p, li > span, cite, sup, .prose, .refs, .skip, .vh, .crumbs, .meta")) continue;
        const target = one.matches("input[type=checkbox], input[type=radio]") ? one.closest("label") || one : one;
        const over = getComputedStyle(one, "::after");
        const box = (over.position === "absolute" && over.content !== "none" ? one.closest("li, .item") || target : target).getBoundingClientRect();
        if (box.height && box.height < least - .5) found.push(`${one.tagName}.${one.className} ${Math.round(box.width)}x${Math.round(box.height)} ${one.textContent.trim().slice(0, 20)}`);
    }
    return found;
}"""


def pixels(page: Page, selector: str) -> tuple[float, float]:
    """Return type size and line height of the first element that a selector finds."""
    size, line = page.locator(selector).first.evaluate(
        "(one) => [getComputedStyle(one).fontSize, getComputedStyle(one).lineHeight].map(parseFloat)"
    )
    return size, line


def set_to(window: BrowserContext, site: Served, prefs: str) -> None:
    window.add_cookies([{"name": "prefs", "value": prefs, "url": site.address}])


def of(folder_of: Served, who: str) -> list[Place]:
    return [place for place in places(folder_of.data) if place.who == who]


@pytest.mark.journey
@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("who", [VISITOR, READER, WRITER, OPERATOR])
def test_no_page_scrolls_sideways(demo: Served, visitor: Come, signed_in: SignedIn, who: str, edition: str) -> None:
    """At any width down to 320 pixels, which is 1280 at 400 %, and the skip link is reached first everywhere."""
    # English words are the longer ones; Chinese ones stand in the walk of axe at 360.
    window = visitor(language="en", storage_state=signed_in(demo, who))
    set_to(window, demo, f"en.{edition}.light.2")
    page = window.new_page()
    found: dict[str, Any] = {}
    for place in of(demo, who):
        page.goto(f"{demo.address}{place.path}", wait_until="domcontentloaded")
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") != "#main":
            found[place.name] = "the skip link is not reached first"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if outside := outside_of(page):
                found[f"{place.name} at {width}"] = outside
    assert found == {}


def outside_of(page: Page) -> list[str]:
    """Return what stands outside of the window; a busy browser lays the page out for a new width a moment later."""
    for _look in range(10):
        if not (found := page.evaluate(OUTSIDE)):
            break
        page.wait_for_timeout(300)
    return found


@pytest.mark.journey
@pytest.mark.parametrize("size", ["1", "5"])
def test_the_smallest_and_largest_type_fit_a_phone(demo: Served, visitor: Come, size: str) -> None:
    found = {}
    for edition in EDITIONS:
        window = visitor(width=360)
        set_to(window, demo, f"zh-hans.{edition}.light.{size}")
        page = window.new_page()
        for place in of(demo, VISITOR):
            if place.name in {"front", "article", "comments", "search", "publisher", "join", "sign in"}:
                page.goto(f"{demo.address}{place.path}", wait_until="domcontentloaded")
                if outside := outside_of(page):
                    found[f"{place.name}, {edition}"] = outside
    assert found == {}


@pytest.mark.journey
def test_standard_type_is_large_enough_to_read(demo: Served, visitor: Come) -> None:
    article = longest(demo.data, "zh-Hans")
    for width, least in ((360, 17), (1280, 18)):
        page = visitor(width=width).new_page()
        page.goto(f"{demo.address}/a/{article}")
        size, line = pixels(page, ".prose > p:not(.lead)")
        assert size >= least
        assert line / size >= 1.79
        # No more than 40 characters to a line.
        assert page.locator(".prose > p:not(.lead)").first.bounding_box()["width"] / size <= 40  # type: ignore[index]


@pytest.mark.journey
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_care_edition_is_large_and_plain(demo: Served, visitor: Come, language: str) -> None:
    window = visitor(width=1280, language=language)
    set_to(window, demo, ".care..")
    page = window.new_page()
    for place in of(demo, VISITOR):
        if place.name in {"front", "article", "live report", "channel", "search", "publisher", "hot"}:
            page.goto(f"{demo.address}{place.path}")
            size, line = pixels(page, "main p")
            assert size >= 20, place
            assert page.evaluate(SMALL, 60) == [], place
            # One column: nothing stands beside the heading's column.
            columns = page.evaluate("""() => [...document.querySelectorAll("main > *, main section")]
                .filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().left))""")
            assert max(columns) - min(columns) <= 48, (place, columns)
    page.goto(f"{demo.address}/a/{longest(demo.data, 'zh-Hans')}")
    size, line = pixels(page, ".prose > p:not(.lead)")
    assert size >= 22
    assert line / size >= 1.8
    set_to(window, demo, ".care..5")
    page.reload()
    size, _line = pixels(page, ".prose > p:not(.lead)")
    assert 30 <= size <= 36


@pytest.mark.journey
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_text_stands_out_from_its_ground(demo: Served, visitor: Come, theme: str) -> None:
    for edition in EDITIONS:
        window = visitor(dark=theme == "dark")
        set_to(window, demo, f"zh-hans.{edition}.{theme}.2")
        page = window.new_page()
        for place in of(demo, VISITOR):
            if place.name in {"front", "article", "comments", "search", "join"}:
                page.goto(f"{demo.address}{place.path}")
                least, where = page.evaluate(
                    CONTRAST, ".prose p, .prose li, h1, h2, h3, .t a, .deck, .say, .said, main p"
                )
                assert least >= 4.5, (place, where)
                if place.name == "article":
                    least, where = page.evaluate(CONTRAST, ".prose > *, .prose li, .prose td, h1")
                    assert least >= 7, (edition, where)


@pytest.mark.journey
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_moves_while_a_page_comes(demo: Served, visitor: Come, width: int) -> None:
    window = visitor(width=width)
    window.add_init_script("""
        window.moved = [];
        new PerformanceObserver((list) => { for (const one of list.getEntries()) moved.push([one.value,
            ...one.sources.map((source) => source.node && (source.node.className || source.node.tagName))]) })
            .observe({ type: "layout-shift", buffered: true });""")
    page = window.new_page()
    for place in of(demo, VISITOR):
        if place.name in {"front", "article", "channel", "publisher", "comments", "search"}:
            page.goto(f"{demo.address}{place.path}", wait_until="networkidle")
            page.evaluate("""async () => { for (let y = 0; y < document.body.scrollHeight; y += 700) {
                scrollTo(0, y); await new Promise((done) => setTimeout(done, 20)) } }""")
            page.wait_for_load_state("networkidle")
            assert page.evaluate("moved") == [], place


@pytest.mark.journey
def test_forced_colours_leave_every_button_an_edge(demo: Served, visitor: Come, signed_in: SignedIn) -> None:
    for who in (VISITOR, READER):
        page = visitor(forced_colors="active", storage_state=signed_in(demo, who)).new_page()
        for place in of(demo, who):
            if place.name in {"front", "article", "article, signed in", "sign in", "apply"}:
                page.goto(f"{demo.address}{place.path}")
                bare = page.evaluate("""() => [...document.querySelectorAll(".btn, main button:not(.plain), input:not([type=hidden], [type=checkbox], [type=radio])")]
                    .filter((one) => one.checkVisibility() && !one.closest(".do, .find") && getComputedStyle(one).borderTopWidth === "0px").map((one) => one.outerHTML.slice(0, 90))""")
                assert bare == [], place
