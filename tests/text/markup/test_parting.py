"""A body block by block."""

import pytest

from haowen.text import markup

BODY = markup.clean(
    "<p data-lead>先说结论。</p><h2>起因</h2><ul><li>一<ul><li>二</li></ul></li></ul><pre>甲\n\n乙 &lt;p&gt;</pre><hr>"
    "<figure data-gap='picture'><figcaption>丢了</figcaption></figure><blockquote><p>话</p><footer>某人</footer></blockquote>"
)


def test_the_blocks_are_the_body_again() -> None:
    parts = markup.parted(BODY)
    assert len(parts) == 7
    assert markup.joined(parts) == BODY


def test_lines_within_a_block_part_nothing() -> None:
    assert markup.parted("<pre>甲\n\n乙</pre>\n<p>丙</p>") == ["<pre>甲\n\n乙</pre>", "<p>丙</p>"]


@pytest.mark.parametrize(
    ("odd", "parts"), [("", []), ("散落的字", ["散落的字"]), ("<p>一</p>散<p>二</p>", ["<p>一</p>", "散", "<p>二</p>"])]
)
def test_what_stands_outside_of_blocks_is_not_lost(odd: str, parts: list[str]) -> None:
    assert markup.parted(odd) == parts
