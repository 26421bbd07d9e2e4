"""What WordPress puts in square brackets and between paragraphs."""

import pytest

from haowen.formats.wordpress.paragraphs import with_paragraphs
from haowen.text import markup
from tests.formats.wordpress.exporting import item, picture, piece


def body(content: str, *before: str) -> str:
    return piece(*before, item(content=content)).html


def test_paragraphs_and_lines_of_the_classic_editor():
    text = "One\ntwo\n\nThree <em>and\n\nfour</em>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nfive<pre>x\n\n  y</pre>\n<!--more-->\nsix"
    assert markup.clean(with_paragraphs(text)).split("\n") == [
        "<p>One<br>two</p>", "<p>Three <em>and</em></p>", "<p><em>four</em></p>", "<ul><li>a</li><li>b</li></ul>", "<p>five</p>",
        "<pre>x", "", "  y</pre>", "<p>six</p>",
    ]  # fmt: skip


def test_blocks_keep_their_own_paragraphs():
    html = body(
        "<!-- wp:paragraph -->\n<p>a<br>b</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list --><ul>\n<li>c</li>\n</ul><!-- /wp:list -->"
    )
    assert html == "<p>a<br>b</p>\n<ul><li>c</li></ul>"


@pytest.mark.parametrize(
    "caption",
    [
        '[caption id="attachment_9" width="300"]<a href="/b.jpg"><img src="/a.jpg" alt="河"></a> 一条 <b>河</b>[/caption]',
        '[caption caption="一条 &lt;b&gt;河&lt;/b&gt;"]<img src="/a.jpg" alt="河" />[/caption]',
        '[wp_caption id="x"]<img src="/a.jpg" alt="河">一条 <b>河</b>[/wp_caption]',
    ],
)
def test_a_caption_stands_under_its_picture(caption):
    html = body(f"前\n\n{caption}\n\n后")
    assert (
        '<figure data-remote="https://old.example/a.jpg"><a href="https://old.example/a.jpg">河</a><figcaption>一条'
        in html
    )
    assert html.startswith("<p>前</p>")
    assert html.endswith("<p>后</p>")


def test_a_gallery_shows_its_pictures_with_their_words():
    pictures = (
        picture(11, "one.jpg", "甲", "第一", "7"),
        picture(12, "two.jpg", "乙", "", "7"),
        picture(13, "other.jpg", parent="8"),
    )
    html = body('[gallery ids="12,11,99" columns="3"]', *pictures)
    assert html.index("two.jpg") < html.index("one.jpg")
    assert "<figcaption>第一</figcaption>" in html
    assert 'data-gap="picture"' in html
    assert "99" in " ".join(piece(*pictures, item(content="[gallery ids=99]")).remarks)
    bare = body("[gallery]", *pictures)
    assert "one.jpg" in bare
    assert "other.jpg" not in bare


@pytest.mark.parametrize(
    "written",
    [
        "[embed width=300]https://v.example/x?a=1&b=2[/embed]", "https://v.example/x?a=1&amp;b=2", "[video mp4='https://v.example/x?a=1&b=2'][/video]",
        "[youtube https://v.example/x?a=1&b=2]", "[youtube=https://v.example/x?a=1&b=2]", '[audio src="https://v.example/x?a=1&amp;b=2"]',
        '<!-- wp:embed {"url":"x"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://v.example/x?a=1&amp;b=2\n</div></figure><!-- /wp:embed -->',
    ],
)  # fmt: skip
def test_what_is_shown_of_elsewhere_is_a_link(written):
    assert body(f"{written}") == '<p><a href="https://v.example/x?a=1&amp;b=2">https://v.example/x?a=1&amp;b=2</a></p>'


def test_code_stays_word_for_word():
    assert body('[code language="php"]\n<?php echo "a" && [b]; ?>\n\n  c &lt; d\n[/code]') == (
        '<pre><code>&lt;?php echo "a" &amp;&amp; [b]; ?&gt;\n\n  c &lt; d</code></pre>'
    )


def test_what_nobody_knows_stays_text_and_is_named():
    got = piece(item(content='前 [contact-form-7 id="12"] 后 [sic] [[caption]] [foo]里[/foo]'))
    assert markup.to_text(got.html) == '前 [contact-form-7 id="12"] 后 [sic] [caption] [foo]里[/foo]'
    assert got.remarks[0].endswith("[contact-form-7], [foo]")


def test_parts_made_when_a_page_is_shown_are_named():
    got = piece(item(content='<p>a</p><!-- wp:latest-posts {"postsToShow":3} /--><!-- wp:spacer /-->'))
    assert got.html == "<p>a</p>"
    assert got.remarks[0].endswith("latest-posts")


def test_text_between_blocks_is_never_taken_for_a_part_of_one():
    content = (
        '<!-- wp:query {"queryId":1} --><p>一</p><!-- wp:post-title {"isLink":true} /--><p>二</p><!-- /wp:query -->'
    )
    assert body(content) == "<p>一</p>\n<p>二</p>"


def test_a_reusable_block_stands_where_it_is_used():
    part = item(20, "块", "<!-- wp:paragraph --><p>重复的话</p><!-- /wp:paragraph -->", post_type="wp_block")
    assert (
        body('<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:block {"ref":20} /-->', part)
        == "<p>a</p>\n<p>重复的话</p>"
    )
