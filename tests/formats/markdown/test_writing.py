"""Markdown out and in again: the same body, as far as Markdown has a sign for it, and never a word less."""

import pytest

from haowen.formats.markdown.reading import read
from haowen.formats.markdown.writing import written
from haowen.text import markup

ONE, TWO = "a" * 64, "b" * 64
PICTURES = {ONE: "../media/a.webp", TWO: "../media/b.webp"}


def back(html: str) -> str:
    text = written(markup.clean(html), pictures=PICTURES)
    return str(read(f"---\ntitle: T\n---\n\n{text}").html)


@pytest.mark.parametrize(
    "html",
    [
        "<p>一段，a_b_c 与 2*3*4，`不是代码`，[不是链接](x)。</p>",
        "<p>1. 不是列表<br>- 也不是<br># 也不是<br>&gt; 也不是</p>",
        "<h2>标题</h2><p>文</p><h3>小标题 1*2</h3><p>3~5 天，&amp;amp; 与 &lt;b&gt;</p>",
        "<p>汉<strong>“重点”</strong>字，<em>强调</em>，<del>旧</del>，H<sub>2</sub>O，x<sup>2</sup></p>",
        '<p>看<a href="https://example.org/a(b)?c=1&amp;d=2">这里</a>。</p>',
        '<ul><li>一</li><li>二</li></ul><ol start="3"><li>三</li><li>四</li></ol>',
        "<blockquote><p>引文</p><footer>—— 李渔</footer></blockquote>",
        "<table><caption>表题</caption><thead><tr><th>甲</th><th>乙</th></tr></thead><tbody><tr><td>1|2</td><td><code>x`y</code></td></tr></tbody></table>",
        "<pre><code>def f():\n    ```\n</code></pre><hr><p>完</p>",
        '<figure data-remote="https://example.org/x.png"><a href="https://example.org/x.png">外面的</a></figure>',
    ],
)
def test_what_markdown_has_a_sign_for_comes_back_the_same(html: str) -> None:
    body = markup.clean(html)
    assert back(body).replace("</code></pre>", "\n</code></pre>").replace("\n\n</code>", "\n</code>") == str(
        body
    ).replace("</code></pre>", "\n</code></pre>").replace("\n\n</code>", "\n</code>")


def test_what_it_has_no_sign_for_is_told_in_words() -> None:
    body = markup.clean(
        f'<p data-lead>导语。</p><aside data-note><p>注。</p></aside><div data-gallery><figure><img data-media="{ONE}" alt="江[水]">'
        f'<figcaption>图 "一" <small data-credit>摄影 乙</small></figcaption></figure><figure><img data-media="{TWO}" alt="二"></figure></div>'
    )
    text = written(body, pictures=PICTURES)
    assert '![江\\[水\\]](../media/a.webp "图 \\"一\\" 摄影 乙")' in text
    assert "![二](../media/b.webp)" in text
    assert "> 注。" in text


def test_a_picture_that_is_not_there_is_told_by_its_words() -> None:
    assert (
        written(markup.clean(f'<figure><img data-media="{"c" * 64}" alt="桥"></figure>'), pictures={}).strip() == "*桥*"
    )


def test_references_stand_as_footnotes_and_are_read_once() -> None:
    text = written(markup.clean('<p>水位。<sup data-cite="r1"></sup></p>'), pictures={})
    head = '---\ntitle: T\nreferences: [{"id": "r1", "title": "年鉴 a_b", "url": "https://example.org"}]\n---\n\n'
    piece = read(f"{head}{text}\n[^r1]: 年鉴 a\\_b · <https://example.org>\n")
    assert str(piece.html) == '<p>水位。<sup data-cite="r1"></sup></p>'
    assert [row.title for row in piece.references] == ["年鉴 a_b"]
