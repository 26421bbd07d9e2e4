"""Markdown of the plain form, there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haowen.doors.studio import plain
from haowen.text import markup

HASH = "ab" * 32
BLOCKS = {
    "lead": "<p data-lead>导语：<strong>好文。</strong>然后</p>",
    "headings": "<h2>一、起因</h2><h3>1. 小标题</h3>",
    "marks": '<p>a_b_c * d <em>x</em> <del>y</del> <code>a`b</code> H<sub>2</sub>O <a href="https://e.example/a_(b)">li*nk</a><br>next</p>',
    "citation": '<p>据报道<sup data-cite="r1"></sup>，不是 [^r2]。</p>',
    "lists": "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><ol><li>x</li><li>y</li></ol>",
    "quotation": "<blockquote><p>q1</p><p>q2</p><footer>谁说的</footer></blockquote>",
    "picture": f'<figure><img data-media="{HASH}" alt="a &quot;q&quot; b"><figcaption>说明 "引" *x*</figcaption></figure>',
    "gap": '<figure data-gap="picture"><figcaption>缺图</figcaption></figure>',
    "remote": '<figure data-remote="https://e.example/p.jpg"><a href="https://e.example/p.jpg">alt</a><figcaption>c</figcaption></figure>',
    "code": "<pre><code>x = 1\n\n\ny = `[^r1]` {lead}\n  z</code></pre>",
    "table": "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1|2</td><td><code>z</code></td></tr></tbody></table>",
    "captioned table": "<table><caption>c</caption><tbody><tr><th>a</th><td>1</td></tr></tbody></table>",
    "unplaced": "<aside data-unplaced><p>没有着落</p></aside>",
    "looks like marks": "<p># no</p><p>1. no</p><p>- no</p><p>&gt; no</p><p>{lead} x</p><p>---</p><p>&amp;lt; &lt;b&gt;</p>",
    "rule": "<p>a</p><hr><p>b</p>",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_every_part_of_the_vocabulary_comes_back(name) -> None:
    body = markup.clean(BLOCKS[name])
    assert markup.clean(plain.to_html(plain.to_markdown(body))) == body


def test_the_whole_comes_back_and_reads_as_markdown() -> None:
    body = markup.clean("".join(BLOCKS.values()))
    written = plain.to_markdown(body)
    assert markup.clean(plain.to_html(written)) == body
    for mark in (
        "{lead} 导语：**好文。**然后",
        "## 一、起因",
        "- a\n- b\n  - c",
        f"](media:{HASH}",
        "[^r1]",
        "| a | b |",
    ):
        assert mark in written


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(alphabet="ab 好。*_`[]<>#-|!\\&;{}^~1.\n", max_size=24), max_size=4))
def test_any_paragraphs_come_back_word_for_word(texts) -> None:
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in texts]
    body = markup.clean("".join(f"<p>{text}</p>" for text in escaped))
    assert markup.clean(plain.to_html(plain.to_markdown(body))) == body


def test_citations_are_left_alone_in_fenced_code() -> None:
    body = markup.clean(plain.to_html("see [^r1]\n\n```\nnot [^r1]\n```\n"))
    assert body.count("data-cite") == 1
    assert "not [^r1]" in body


def test_line_ends_of_any_browser_mean_the_same() -> None:
    assert plain.to_html("a\r\n\r\n- b\r\n- c") == plain.to_html("a\n\n- b\n- c")


def test_notes_galleries_and_polls_have_words_of_their_own() -> None:
    one, two = "a" * 64, "b" * 64
    body = markup.clean(
        f'<p>前</p><aside data-note><p>注意<strong>这个</strong></p></aside><div data-gallery><figure><img data-media="{one}" alt="甲">'
        f'</figure><figure data-decorative><img data-media="{two}" alt=""></figure></div>'
        '<aside data-poll="2026-12-31"><p>去吗？</p><ul><li>去</li><li>不去</li></ul></aside>'
    )
    text = plain.to_markdown(body)
    assert ":::note\n\n注意**这个**\n\n:::" in text
    assert f":::gallery\n\n![甲](media:{one})" in text
    assert ":::poll 2026-12-31\n\n去吗？\n\n- 去\n- 不去\n\n:::" in text
    assert markup.clean(plain.to_html(text)) == body


def test_a_box_that_is_never_closed_loses_no_word() -> None:
    assert (
        markup.clean(plain.to_html(":::note\n一句话\n\n- 二"))
        == "<aside data-note><p>一句话</p><ul><li>二</li></ul></aside>"
    )
    assert markup.to_text(markup.clean(plain.to_html("```\n:::note\n```\n:::"))) == ":::note\n:::"
