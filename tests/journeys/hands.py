"""How a page is worked on: by pointing at things, or by the keyboard alone."""

from typing import Any, Protocol

from playwright.sync_api import Error, Locator, Page

STEPS_MOST = 260
FOCUSED = "document.activeElement.outerHTML.slice(0, 200)"
SHOWS_FOCUS = """element => {
  if (!element.matches(':focus-visible')) return false;
  const seen = (one) => { const s = getComputedStyle(one);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'
      || parseFloat(s.borderBlockEndWidth) >= 2; };
  return seen(element) || (element.labels && [...element.labels].some(seen)) || seen(element.parentElement)
    || element.isContentEditable;
}"""


class Hands(Protocol):
    """What a person does to a page."""

    page: Page

    def press(self, what: Locator) -> None:
        """Use a button or link that leads to a page, and wait for that."""

    def use(self, what: Locator) -> None:
        """Use a button that works on this page."""

    def fill(self, what: Locator, text: str) -> None:
        """Put a text into a field in place of what stands there."""

    def check(self, what: Locator) -> None:
        """Tick a box, or take one of several."""

    def choose(self, what: Locator, value: str) -> None:
        """Take an option of a list by its value."""

    def give(self, what: Locator, file: Any) -> None:
        """Give a file from the device."""

    def enter(self, what: Locator) -> None:
        """Put the cursor into a text."""


class Pointer:
    """Points and clicks; at 360 px with a finger."""

    def __init__(self, page: Page) -> None:
        """Work on this page."""
        self.page = page

    def press(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()
        self.page.wait_for_load_state()
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 1, f"{self.page.url} is {wide} px wider than the window"

    def use(self, what: Locator) -> None:
        what.click()

    def fill(self, what: Locator, text: str) -> None:
        what.fill(text)

    def check(self, what: Locator) -> None:
        what.check()

    def choose(self, what: Locator, value: str) -> None:
        what.select_option(value)

    def give(self, what: Locator, file: Any) -> None:
        if what.evaluate("one => one.matches('input[type=file]')"):
            what.set_input_files(file)
            return
        with self.page.expect_file_chooser() as chooser:
            what.click()
        chooser.value.set_files(file)

    def enter(self, what: Locator) -> None:
        what.click()


class Keys:
    """Never touches a pointer: Tab until the thing has the focus, which must be seen, then the key that works it."""

    def __init__(self, page: Page) -> None:
        """Work on this page."""
        self.page = page

    def reach(self, what: Locator) -> None:
        assert what.count() >= 1, f"not on the page {self.page.url}: {what}"
        here = what.first
        for _ in range(STEPS_MOST):
            if here.evaluate("one => one === document.activeElement"):
                assert here.evaluate(SHOWS_FOCUS), f"the focus is not seen: {what}"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"not reached by the keyboard on {self.page.url}: {what}")

    def press(self, what: Locator) -> None:
        self.reach(what)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def use(self, what: Locator) -> None:
        self.reach_tool(what)
        self.page.keyboard.press("Enter")

    def reach_tool(self, what: Locator) -> None:
        """Reach a button; one of a toolbar by its arrows, as it is one stop of the Tab key."""
        bar = what.first.locator("xpath=ancestor::*[@role='toolbar']")
        if not bar.count():
            self.reach(what)
            return
        self.reach(bar.locator("button[tabindex='0']"))
        for _ in range(bar.locator("button").count()):
            if what.first.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"not reached by the arrows: {what}")

    def fill(self, what: Locator, text: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def check(self, what: Locator) -> None:
        kind = what.first.get_attribute("type")
        if what.first.is_checked():
            return
        if kind == "checkbox":
            self.reach(what)
            self.page.keyboard.press("Space")
        else:
            self._take(what.first)
        assert what.first.is_checked()

    def _take(self, radio: Locator) -> None:
        """Go to the group, by the one of it that the Tab key stops at, and by arrows to this one."""
        name = radio.get_attribute("name")
        group = radio.locator(f"xpath=ancestor::form[1]//input[@type='radio'][@name='{name}']")
        for _ in range(STEPS_MOST):
            if self.page.evaluate(
                "name => document.activeElement.name === name && document.activeElement.type === 'radio'", name
            ):
                break
            self.page.keyboard.press("Tab")
        for _ in range(group.count() + 1):
            if radio.evaluate("one => one === document.activeElement"):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"not reached by the arrows on {self.page.url}: {radio}")

    def choose(self, what: Locator, value: str) -> None:
        self.reach(what)
        self.page.keyboard.press("Home")
        for _ in range(what.locator("option").count()):
            if what.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no such option: {value}")

    def give(self, what: Locator, file: Any) -> None:
        """Choose a file; a browser of a loaded machine may miss one key, and a person presses again."""
        for patience in (10_000, 60_000):
            self.reach_tool(what)
            try:
                with self.page.expect_file_chooser(timeout=patience) as chooser:
                    self.page.keyboard.press("Enter")
            except Error:
                continue
            chooser.value.set_files(file)
            return
        raise AssertionError(f"no file is asked for: {what}; the focus is at {self.page.evaluate(FOCUSED)}")

    def enter(self, what: Locator) -> None:
        self.reach(what)
