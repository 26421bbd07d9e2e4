"""axe looks at every kind of page, as a visitor, a reader, a writer and the host see them.

``HAOWEN_LONG=1`` looks at the rooms of writers and of the host in strong contrast, and of all but visitors at the care
edition in the dark, as well.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import BrowserContext

from tests.journeys.places import OPERATOR, READER, VISITOR, WRITER, Place, places
from tests.serving import Served

AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")


class Setting(NamedTuple):
    """How the pages are looked at."""

    language: str
    prefs: str
    width: int
    is_dark: bool = False
    rules: str = ""


PEOPLE = (VISITOR, READER, WRITER, OPERATOR)
IS_LONG = bool(os.environ.get("HAOWEN_LONG"))
CONTRAST, CARE_IN_THE_DARK = "en contrast 360", "en care dark 768"
LOOKED_AT = {CONTRAST: (VISITOR, READER), CARE_IN_THE_DARK: (VISITOR,)}
# Where words and headings stand is the same in every setting: the first asks everything, the others what looks can change.
LOOKS = "['color-contrast','target-size','link-in-text-block','scrollable-region-focusable','aria-hidden-focus','region','label']"
SETTINGS = {
    "zh light 1280": Setting("zh-CN", "zh-hans.standard.light.2", 1280),
    "en dark 768": Setting("en", "en.standard.dark.2", 768, is_dark=True, rules=LOOKS),
    "zh care 360": Setting("zh-CN", "zh-hans.care.light.2", 360, rules=LOOKS),
    CONTRAST: Setting("en", "en.standard.contrast.2", 360, rules=LOOKS),
    CARE_IN_THE_DARK: Setting("en", "en.care.dark.4", 768, is_dark=True, rules="['color-contrast']"),
}


@pytest.mark.journey
@pytest.mark.parametrize(
    ("setting", "who"),
    [(setting, who) for setting in SETTINGS for who in PEOPLE if IS_LONG or who in LOOKED_AT.get(setting, PEOPLE)],
)
def test_nothing_is_found_on_any_page(
    demo: Served,
    visitor: Callable[..., BrowserContext],
    signed_in: Callable[[Served, str], Any],
    setting: str,
    who: str,
) -> None:
    language, prefs, width, is_dark, rules = SETTINGS[setting]
    window = visitor(width=width, language=language, dark=is_dark, storage_state=signed_in(demo, who))
    window.add_cookies([{"name": "prefs", "value": prefs, "url": demo.address}])
    page = window.new_page()
    found: dict[str, list[str]] = {}
    for place in (place for place in places(demo.data) if place.who == who):
        answer = page.goto(f"{demo.address}{place.path}")
        assert answer is not None
        assert answer.status == place.status, place
        page.evaluate(AXE)
        only = f"runOnly: {rules}," if rules else ""
        violations = page.evaluate(f"axe.run({{{only} resultTypes: ['violations']}}).then(found => found.violations)")
        if violations:
            found[place.name] = [told(one) for one in violations]
    assert found == {}


def told(violation: dict[str, Any]) -> str:
    nodes = [
        f"{' '.join(node['target'])}: {node['failureSummary'].splitlines()[-1].strip()}" for node in violation["nodes"]
    ]
    return f"{violation['id']} ({len(nodes)}): {' | '.join(nodes[:3])}"


def test_every_room_is_looked_at(demo: Served) -> None:
    names = {place.name: place for place in places(demo.data)}
    assert len(names) == len(places(demo.data))
    assert isinstance(names["front"], Place)
    assert {place.who for place in names.values()} == {VISITOR, READER, WRITER, OPERATOR}
