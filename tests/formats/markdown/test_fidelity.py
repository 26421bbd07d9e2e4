"""What an article says, beside what another implementation makes of its source."""

import pytest

from haowen.formats.markdown import differences, place_pictures, read
from tests.formats.markdown.test_colophon import BODY, SIGNED

WHOLE = """# 一个题目

段落 **强调** 和 [链接](https://e.org/x)，见 https://e.org/y 。3~5 天，<ruby>漢<rt>han</rt></ruby>。

| a | b |
|---|---|
| 1 | 2 |

- 一
- 二
  1. 三

```python
print("~", a*b*c)
```

> 引用 ![图](https://e.org/a.png "说明")
"""


def found(source: str, stored: str = "", **beside: str) -> dict[str, tuple[str, str]]:
    piece = read(source, beside=beside)
    body = stored or place_pictures(piece.html, {})
    return {each.kind: (each.source, each.here) for each in differences(piece, body)}


def test_a_faithful_article_differs_in_nothing() -> None:
    assert found(WHOLE) == {}
    assert found(BODY + SIGNED) == {}
    assert found(BODY + SIGNED + "后记一句。\n") == {}


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (("段落 ", ""), "text"),
        (("<tr><td>1</td><td>2</td></tr>", ""), "text"),
        (("<table>", "<p>"), "tables"),
        (("<pre><code>", "<p>"), "code"),
        (('<a href="https://e.org/x">链接</a>', "链接"), "links"),
        (("<ol>", "<p>"), "lists"),
        (("<figure ", "<p "), "pictures"),
    ],
)
def test_what_is_lost_is_found(change: tuple[str, str], kind: str) -> None:
    body = place_pictures(read(WHOLE).html, {})
    assert change[0] in body
    assert kind in found(WHOLE, body.replace(*change))


def test_a_lost_sentence_is_shown_where_it_is() -> None:
    body = place_pictures(read(BODY).html, {})
    source, here = found(BODY, body.replace("<p>最后一句。</p>", ""))["text"]
    assert source.endswith("最后一句。")
    assert source.startswith(here)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("**强调。**后面\n", "emphasis"),
        ("命令是 :e <filename> 。\n", "angle brackets"),
        ('<iframe src="https://e.org/v"></iframe>\n', "players"),
        ("一句[^1]。\n\n[^1]: 出处在此。\n", "footnotes"),
        ("[去](#there)\n", "dead links"),
        ("<center>![图](https://e.org/a.png)</center>\n", "centred"),
        ("见[此][1]。\n\n[1]: https://e.org/a (甲 (乙) 丙)\n", "definitions"),
    ],
)
def test_what_we_do_otherwise_has_a_name(source: str, kind: str) -> None:
    assert kind in found(source, title="t")
