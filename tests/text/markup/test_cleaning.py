"""The canonical body: nothing dangerous gets in, no word gets lost, and cleaning twice changes nothing."""

import html
import re
import time

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from haowen.text import markup

SHA = "0123456789abcdef" * 4
ALLOWED = {
    "p", "h2", "h3", "blockquote", "footer", "ul", "ol", "li", "figure", "img", "figcaption", "table", "caption", "thead",
    "tbody", "tr", "th", "td", "pre", "code", "strong", "em", "del", "sub", "sup", "a", "br", "hr", "aside",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {
    "p": {"data-lead"}, "sup": {"data-cite"}, "a": {"href"}, "img": {"data-media", "alt"}, "aside": {"data-unplaced"},
    "figure": {"data-gap", "data-remote"}, "ol": {"start"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"},
}  # fmt: skip


def letters(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def holds_the_vocabulary(canonical: str) -> None:
    for element in lxml.html.fromstring(f"<div>{canonical}</div>").iterdescendants():
        assert element.tag in ALLOWED, element.tag
        assert set(element.attrib) <= ALLOWED_ATTRIBUTES.get(element.tag, set()), (element.tag, dict(element.attrib))


@pytest.mark.parametrize(
    ("given_html", "canonical"),
    [
        ("loose words", "<p>loose words</p>"),
        ("<h1>One</h1><h5>Five</h5>", "<h2>One</h2>\n<h3>Five</h3>"),
        ("<h2><b>Bold</b> heading</h2>", "<h2>Bold heading</h2>"),
        ("<p><b>b</b><i>i</i><s>s</s></p>", "<p><strong>b</strong><em>i</em><del>s</del></p>"),
        ("<div>a<section>b</section>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<p></p><p>&nbsp;</p><p>　　段首空格</p>", "<p>段首空格</p>"),
        ("<p>one<br><br>two<br>three<br></p>", "<p>one</p>\n<p>two<br>three</p>"),
        ("<p>中文\n换行 and\nLatin\n中</p>", "<p>中文换行 and Latin 中</p>"),
        ("<ul>loose<li>a</li><ul><li>b</li></ul></ul>", "<ul><li>loose</li><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li><p>a</p></li></ul>", "<ul><li>a</li></ul>"),
        ('<ol start="3"><li>c</li></ol>', '<ol start="3"><li>c</li></ol>'),
        ("<strong><p>a</p><p>b</p></strong>", "<p><strong>a</strong></p>\n<p><strong>b</strong></p>"),
        ("<dl><dt>t</dt><dd>d</dd></dl>", "<p><strong>t</strong></p>\n<p>d</p>"),
        (
            "<blockquote>words<footer>somebody</footer></blockquote>",
            "<blockquote><p>words</p><footer>somebody</footer></blockquote>",
        ),
        ("<pre><code>a\n  b &lt; c\n\nd\n</code></pre>", "<pre><code>a\n  b &lt; c\n\nd</code></pre>"),
        ("<pre><div>one</div><div>two</div></pre>", "<pre>one\ntwo</pre>"),
        ('<p>a<sup data-cite="r1">[1]</sup></p>', '<p>a<sup data-cite="r1"></sup></p>'),
        ("<p>x<sup>2</sup></p>", "<p>x<sup>2</sup></p>"),
        ("<p data-lead>lead</p><p data-lead>not</p>", "<p data-lead>lead</p>\n<p>not</p>"),
        ("<aside data-unplaced>who knows</aside>", "<aside data-unplaced><p>who knows</p></aside>"),
        ("<aside>by the way</aside>", "<p>by the way</p>"),
        ("a<hr>b", "<p>a</p>\n<hr>\n<p>b</p>"),
        ("<script>x</script><style>y</style>kept", "<p>kept</p>"),
        ("<p>5 < 6 &amp;amp; <unknown>z</unknown></p>", "<p>5 &lt; 6 &amp;amp; z</p>"),
    ],
)
def test_foreign_html_becomes_the_vocabulary(given_html: str, canonical: str) -> None:
    assert markup.clean(given_html) == canonical


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a?b=1&c=2", "https://example.org/a?b=1&c=2"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("//example.org/x", "https://example.org/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("/a/k7m2q", "/a/k7m2q"),
        ("javascript:alert(1)", None),
        ("java\tscript:alert(1)", None),
        (" JAVASCRIPT:alert(1)", None),
        ("data:text/html,x", None),
        ("/\\evil.example", None),
        (
            "/\t/evil.example",
            "https://evil.example",
        ),  # what a browser makes of it, so that it is marked as leading away
        ("\\\\evil.example", None),
        ("page.html", None),
        ("../up", None),
        ("#r1", None),
        ("https:/example.org", None),
        ("vbscript:x", None),
    ],
)
def test_only_harmless_addresses_are_linked(address: str, kept: str | None) -> None:
    canonical = markup.clean(f'<p><a href="{html.escape(address)}" onclick="x()" target="_top">words</a></p>')
    expected = "<p>words</p>" if kept is None else f'<p><a href="{html.escape(kept)}">words</a></p>'
    assert canonical == expected


def test_pictures_of_ours_are_recognised_by_address_and_by_mark() -> None:
    figure = f'<figure><img data-media="{SHA}" alt="a &quot;b&quot;"></figure>'
    assert markup.clean(f'<img src="/media/{SHA}/w640.webp" alt=\'a "b"\'>') == figure
    assert markup.clean(f'<p><img data-media="{SHA}" alt=\'a "b"\'></p>') == figure
    assert markup.media_keys(figure + figure) == [SHA]


def test_a_picture_in_a_paragraph_parts_it_and_keeps_its_place() -> None:
    canonical = markup.clean(f'<p>before <img data-media="{SHA}" alt=""> after</p>')
    assert canonical == f'<p>before</p>\n<figure><img data-media="{SHA}" alt=""></figure>\n<p>after</p>'


def test_pictures_elsewhere_are_named_and_never_embedded() -> None:
    canonical = markup.clean(
        '<figure><img src="//e.org/a.jpg" alt="a cat"><figcaption>Our <b>cat</b></figcaption></figure>'
    )
    assert canonical == (
        '<figure data-remote="https://e.org/a.jpg"><a href="https://e.org/a.jpg">a cat</a>'
        "<figcaption>Our <strong>cat</strong></figcaption></figure>"
    )
    assert markup.remote_addresses(canonical) == ["https://e.org/a.jpg"]
    lazy = markup.clean('<img src="data:image/gif;base64,R0" data-src="https://e.org/b.png" alt="">')
    assert markup.remote_addresses(lazy) == ["https://e.org/b.png"]


def test_a_picture_without_a_usable_address_leaves_a_gap_with_its_words() -> None:
    assert markup.clean('<img src="pic/a.jpg" alt="a river">') == (
        '<figure data-gap="picture"><figcaption>a river</figcaption></figure>'
    )
    assert markup.clean("<img>") == '<figure data-gap="picture"></figure>'
    assert markup.clean('x<img src="https://t.example/p.gif" width="1" height="1">') == "<p>x</p>"


def test_an_emoji_given_as_picture_is_text_again() -> None:
    assert markup.clean('<p>well <img src="https://s.w.org/1f600.svg" alt="😀"> then</p>') == "<p>well 😀 then</p>"


def test_a_gallery_becomes_figures_and_the_caption_goes_to_the_last() -> None:
    canonical = markup.clean(
        "<figure><figure><img src='https://e.org/1.jpg' alt=''></figure><figure><img src='https://e.org/2.jpg' alt=''>"
        "<figcaption>two</figcaption></figure><figcaption>both</figcaption></figure>"
    )
    assert markup.to_text(canonical).split("\n") == ["both", "two"]
    assert canonical.count("<figure") == 2


def test_a_table_keeps_its_caption_head_and_spans() -> None:
    canonical = markup.clean(
        '<figure class="wp-block-table"><table style="x"><tr><th>a</th><th>b</th></tr><tr><th>r</th><td colspan="2">1<br>2</td>'
        "</tr><tr><td></td><td></td></tr></table><figcaption>numbers</figcaption></figure>"
    )
    assert canonical == (
        "<table><caption>numbers</caption><thead><tr><th>a</th><th>b</th></tr></thead>"
        '<tbody><tr><th>r</th><td colspan="2">1<br>2</td></tr></tbody></table>'
    )


def test_a_table_that_only_places_things_is_unwrapped_with_its_headings() -> None:
    canonical = markup.clean(
        "<table><tr><td><h2>Title</h2><p>a</p><table><tr><td>x</td><td>y</td></tr></table></td></tr></table>"
    )
    assert canonical == "<h2>Title</h2>\n<p>a</p>\n<table><tbody><tr><td>x</td><td>y</td></tr></tbody></table>"


def test_a_player_of_another_site_leaves_its_address() -> None:
    canonical = markup.clean('<p>see</p><iframe src="https://video.example/1"></iframe>')
    assert canonical == '<p>see</p>\n<p><a href="https://video.example/1">https://video.example/1</a></p>'


def test_drawings_and_formulas_leave_their_words() -> None:
    assert markup.clean("<p>so <math><mi>x</mi><mo>=</mo><mn>1</mn></math></p>") == "<p>so x=1</p>"
    assert (
        markup.clean('<svg><path d="M0 0"/><text>label</text></svg><p>set <path> to x</p>')
        == "<p>label</p>\n<p>set to x</p>"
    )


def test_what_stands_above_characters_is_set_behind_them_in_brackets() -> None:
    assert markup.clean("<p><ruby>汉<rt>hàn</rt></ruby>字</p>") == "<p>汉（hàn）字</p>"
    assert markup.clean("<ruby>汉<rp>(</rp><rt>hàn</rt><rp>)</rp></ruby>") == "<p>汉(hàn)</p>"


def test_characters_that_nothing_can_store_are_left_out() -> None:
    assert markup.clean("<p>a\x00b\x08c\ud800d\ufffee&#1;f&#11;g</p>") == "<p>abcdefg</p>"


def test_nesting_without_end_keeps_its_words() -> None:
    for tag in ("div", "ul><li", "blockquote", "b", "table><tr><td", "figure"):
        canonical = markup.clean("".join(f"<{tag}>w{at} " for at in range(600)))
        assert letters(markup.to_text(canonical)).count("w") == 600
        assert markup.clean(canonical) == canonical


@pytest.mark.parametrize("piece", ["<a '", '<g "', "<svg/", "<script", "&", "<b>", "<p", "<table>", "<li>"])
def test_no_input_takes_long(piece: str) -> None:
    started = time.process_time()
    markup.to_text(markup.clean(piece * 10_000))
    markup.to_text(piece * 10_000)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "attack",
    [
        "<svg><style><img src=x onerror=alert(1)></style></svg>",
        '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
        "<a href='https://x.example/\"onmouseover=alert(1)'>x</a>",
        '<img data-media="x" src="https://x.example/&quot; onerror=&quot;alert(1)">',
        '<figure data-remote="javascript:alert(1)"><a href="javascript:alert(1)">x</a></figure>',
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<iframe srcdoc='<script>alert(1)</script>' src='javascript:alert(1)'></iframe>",
        "<textarea></textarea><xmp><script>alert(1)</script></xmp>",
        '<sup data-cite="&quot;><script>">x</sup>',
    ],
)
def test_attacks_leave_only_the_vocabulary(attack: str) -> None:
    canonical = markup.clean(attack)
    holds_the_vocabulary(canonical)
    assert "<script" not in canonical
    assert "javascript:" not in canonical
    shown = markup.shown(
        canonical, pictures={}, cited={}, words={"gap": "", "remote": "", "unplaced": "", "cite": "{n}"}
    )
    assert not [
        e for e in lxml.html.fromstring(f"<div>{shown}</div>").iter() if any(a.startswith("on") for a in e.attrib)
    ]


WORDS = st.text(st.sampled_from("ab 中文，。\n　&<>\"'\u200bé😀"), max_size=8)
TAGS = st.sampled_from([
    "p", "div", "span", "b", "strong", "i", "em", "a", "ul", "ol", "li", "blockquote", "footer", "h1", "h2", "h4",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "td", "th", "caption", "pre", "code", "sub", "sup",
    "del", "dl", "dt", "dd", "section", "aside", "center", "unknown", "text", "path", "mi", "svg",
])  # fmt: skip


def nodes(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.sampled_from(
        ["", "", "", " data-lead", " data-unplaced", ' href="https://e.org/"', ' href="x"', ' colspan="2"', ' start="4"',
         ' data-gap="picture"', ' data-remote="https://e.org/a.png"', " class=x"]
    )  # fmt: skip
    return st.builds(
        lambda tag, attribute, inner: f"<{tag}{attribute}>{''.join(inner)}</{tag}>",
        TAGS, attributes, st.lists(children, max_size=4),
    )  # fmt: skip


LEAVES = st.one_of(
    WORDS.map(html.escape),
    WORDS.map(html.escape),
    st.sampled_from(
        ["<br>", "<br><br>", "<hr>", '<img src="https://e.org/a.png" alt="">', f'<img data-media="{SHA}" alt="">', "<img>",
         '<sup data-cite="r1"></sup>', "</p>", "<b>", "</div>", "<td>", "<li>"]
    ),
)  # fmt: skip
SOURCES = st.lists(st.recursive(LEAVES, nodes, max_leaves=20), max_size=5).map("".join)


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_cleaning_twice_changes_nothing(source: str) -> None:
    once = markup.clean(source)
    assert markup.clean(str(once)) == once
    holds_the_vocabulary(once)


@given(SOURCES)
@settings(max_examples=400, deadline=None)
def test_words_in_are_words_out(source: str) -> None:
    seen = lxml.html.fromstring(f"<div>{source}x</div>")
    assert sorted(letters(markup.to_text(markup.clean(source)))) == sorted(letters(seen.text_content())[:-1])


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_at_all_is_taken(source: str) -> None:
    once = markup.clean(source)
    assert markup.clean(str(once)) == once


def test_whose_a_picture_is_stands_at_the_end_of_its_caption() -> None:
    body = f'<figure><img data-media="{"a" * 64}" alt="河"><figcaption>清晨<small data-credit>林 摄</small></figcaption></figure>'
    assert markup.clean(body) == body
    assert markup.clean("<p>大<small>小</small>字</p>") == "<p>大小字</p>"


def test_a_decorative_picture_has_no_alternative_text() -> None:
    said = markup.clean(f'<figure data-decorative><img data-media="{"a" * 64}" alt="河"></figure>')
    assert said == f'<figure data-decorative><img data-media="{"a" * 64}" alt=""></figure>'


def test_a_gallery_holds_pictures_and_a_note_holds_text() -> None:
    one = f'<figure><img data-media="{"a" * 64}" alt="河"></figure>'
    assert markup.clean(f"<div data-gallery>{one}{one}</div>") == f"<div data-gallery>{one}{one}</div>"
    assert markup.clean(f"<div data-gallery>{one}<p>话</p></div>") == f"{one}\n<p>话</p>"
    assert markup.clean("<aside data-note><p>注</p></aside>") == "<aside data-note><p>注</p></aside>"
