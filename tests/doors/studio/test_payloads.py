"""What the editor sends, read strictly."""

import json

import pytest
from django.test import RequestFactory

from haowen.doors.studio import payloads

SAID = {
    "title": "题",
    "summary": "",
    "html": "<p>一</p>",
    "base": "",
    "tab": "window-1",
    "sequence": 3,
    "references": [],
}


SOURCE = {"key": "r1", "title": "公报", "outlet": "", "authors": "", "dated_on": "", "url": ""}


def asked(said: object) -> object:
    return RequestFactory().post("/", json.dumps(said), content_type="application/json")


def test_what_is_well_formed_is_read() -> None:
    handed = payloads.read(asked(SAID))
    assert (handed.written.title, handed.window.sequence, handed.may_empty, handed.language) == (
        "题",
        3,
        False,
        "zh-Hans",
    )


def test_what_a_browser_kept_before_sources_had_a_day_of_access_is_read_too() -> None:
    said = SAID | {"references": [SOURCE, SOURCE | {"key": "r2", "accessed_on": "2026-06-01"}]}
    assert [row.accessed_on for row in payloads.read(asked(said)).written.references] == ["", "2026-06-01"]


@pytest.mark.parametrize("change", [
    {"sequence": 0}, {"sequence": 2**31}, {"tab": "<>"}, {"title": "长" * 201}, {"html": "\0"}, {"may_empty": 1},
    {"references": [{"key": "a b"}]}, {"references": [SOURCE | {"accessed_on": "2026-02-30"}]}, {"references": ["x"]}, {"publisher": 3},
])  # fmt: skip
def test_what_is_not_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(payloads.MalformedError):
        payloads.read(asked(SAID | change))
