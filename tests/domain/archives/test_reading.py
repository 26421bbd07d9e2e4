"""What an archive says is looked at before a row is made of it."""

from typing import Any

import pytest

from haowen.domain.archives import clashing
from haowen.domain.archives.finding import Listed
from haowen.domain.archives.reading import body, check
from haowen.domain.archives.travelling import TRAVELS, fields_of, table
from haowen.kit.refusals import Refused
from haowen.text import markup

REFERENCE: dict[str, Any] = {
    "position": 1, "key": "r1", "title": "年鉴", "outlet": "", "authors": "", "dated_on": "2020", "url": "https://example.org/",
    "accessed_on": "2026-01-02",
}  # fmt: skip


def test_what_a_row_can_be_made_of_passes() -> None:
    check(table()["articles.Reference"], REFERENCE, "x", listed=Listed(), whole=False)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("position", "1"), ("position", -1), ("position", 10**30), ("position", True), ("position", None), ("title", 7), ("title", "长" * 401),
        ("title", "a\x00b"), ("url", "javascript:alert(1)"), ("url", "//elsewhere.example"), ("accessed_on", "yesterday"), ("accessed_on", 5),
    ],
)  # fmt: skip
def test_what_no_row_can_be_made_of_is_named(name: str, told: Any) -> None:
    with pytest.raises(Refused, match=f"x.{name}"):
        check(table()["articles.Reference"], REFERENCE | {name: told}, "x", listed=Listed(), whole=False)


def test_what_is_missing_is_named() -> None:
    told = {name: value for name, value in REFERENCE.items() if name != "position"}
    with pytest.raises(Refused, match="position"):
        check(table()["articles.Reference"], told, "x", listed=Listed(), whole=False)
    with pytest.raises(Refused):
        check(table()["articles.Reference"], ["a"], "x", listed=Listed(), whole=False)


def test_what_hangs_on_a_row_is_looked_at_too() -> None:
    statement = {"effect": "withheld", "statement": "st2345678k", "starts_at": "2026-01-01T00:00:00Z", "until": None}
    told = {"handle": "../x", "public_id": "abcdefghjk", "name": "n", "kind": "person", "tagline": "", "field": "", "avatar": None,
            "language": "en", "created_at": "2026-01-01T00:00:00Z", "restrictions": [statement]}  # fmt: skip
    row = table()["publishers.Publisher"]
    with pytest.raises(Refused, match="handle"):
        check(row, told, "p", listed=Listed(), whole=False)
    with pytest.raises(Refused, match="st2345678k"):
        check(row, told | {"handle": "river_watch"}, "p", listed=Listed(), whole=False)
    listed = Listed()
    listed.add("statements.Statement", "st2345678k")
    check(row, told | {"handle": "river_watch"}, "p", listed=listed, whole=False)
    for wrong in ({"effect": "gone"}, {"starts_at": "2026-01-01"}, {"statement": 5}):
        with pytest.raises(Refused, match=r"restrictions\[0\]"):
            check(
                row,
                told | {"handle": "river_watch", "restrictions": [statement | wrong]},
                "p",
                listed=Listed(),
                whole=False,
            )


def test_a_text_is_cleaned_again() -> None:
    told = body(table()["articles.Body"], '<p onclick="x()">水<script>alert(1)</script></p>')
    assert told == {"html": "<p>水</p>", "plain": "水", "sanitiser_version": markup.SANITISER_VERSION}


def test_every_text_that_travels_is_cleaned() -> None:
    for row in TRAVELS:
        if "html" in row.fields:
            assert row.stays.keys() >= {name for name in ("plain", "sanitiser_version") if name in fields_of(row.of())}


@pytest.mark.django_db
def test_a_site_with_a_publisher_is_not_empty(publisher: Any) -> None:
    assert not clashing.is_empty()
    assert clashing.of_publisher({"handle": "river_watch", "public_id": "abcdefghjk"})
    assert not clashing.of_publisher({"handle": "other_name", "public_id": "abcdefghjk"})
