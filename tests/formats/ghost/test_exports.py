"""What Ghost exports, in each of its forms of text."""

import json

import pytest

from haowen.formats.ghost import NoExportError, read


def export(*posts, **tables):
    return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": {"posts": list(posts), **tables}}]}).encode()


def post(**said):
    return {
        "id": "1", "uuid": "u-1", "title": "水位", "slug": "water", "html": "<p>夜里涨了。</p>", "status": "published",
        "visibility": "public", "type": "post", "published_at": "2020-01-02T03:04:05.000Z", **said,
    }  # fmt: skip


def only(*posts, **tables):
    (piece,) = read(export(*(posts or (post(),)), **tables))
    return piece


def test_tables_are_joined():
    piece = only(
        post(feature_image="__GHOST_URL__/content/images/2020/a.jpg", custom_excerpt="短短的话"),
        users=[{"id": "a", "name": "林小河", "email": "lin@example.org"}, {"id": "b", "name": "陈"}],
        tags=[{"id": "t", "name": "河流", "slug": "rivers"}, {"id": "h", "name": "#hidden", "slug": "hash-hidden"}],
        posts_authors=[{"post_id": "1", "author_id": "b", "sort_order": 1}, {"post_id": "1", "author_id": "a", "sort_order": 0}],
        posts_tags=[{"post_id": "1", "tag_id": "h", "sort_order": 0}, {"post_id": "1", "tag_id": "t", "sort_order": 1}],
        posts_meta=[{"post_id": "1", "feature_image_alt": "一条河"}],
    )  # fmt: skip
    assert (piece.title, piece.html, piece.summary, piece.identity) == ("水位", "<p>夜里涨了。</p>", "短短的话", "u-1")
    assert (piece.author, [row.name for row in piece.credits]) == ("林小河", ["林小河", "陈"])
    assert (piece.tags, piece.channels) == (("河流",), ("rivers", "河流"))
    assert (piece.cover, piece.cover_alt) == ("content/images/2020/a.jpg", "一条河")
    assert (piece.published, piece.addresses) == ("2020-01-02T03:04:05.000Z", ("/water/",))


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ({"status": "draft"}, "draft"), ({"status": "scheduled"}, "later"), ({"status": "sent"}, "mail"),
        ({"visibility": "paid"}, "members"), ({"visibility": "members"}, "members"), ({}, ""),
    ],
)  # fmt: skip
def test_what_was_not_public_stays_a_draft(said, word):
    assert word in only(post(**said)).held_back
    assert bool(word) == bool(only(post(**said)).held_back)


def test_pages_are_named_and_old_times_are_read():
    assert "page" in only(post(type="page")).remarks[0]
    assert only(post(published_at=1577934245000)).published == "2020-01-02T03:04:05+00:00"
    assert only(post(published_at="2020-01-02 03:04:05")).published == "2020-01-02T03:04:05Z"


def test_own_files_get_their_names_in_the_export_and_own_pages_their_paths():
    html = only(
        post(html='<figure><img src="__GHOST_URL__/content/images/2020/a.jpg" srcset="__GHOST_URL__/content/images/size/w600/2020/a.jpg 600w" alt="甲">'
             '<figcaption>字</figcaption></figure><p><a href="__GHOST_URL__/about/">关于</a></p>')
    ).html  # fmt: skip
    assert '<figure data-file="content/images/2020/a.jpg"><img alt="甲"><figcaption>字</figcaption></figure>' in html
    assert '<a href="/about/">关于</a>' in html


MOBILEDOC = {
    "version": "0.3.1", "markups": [["a", ["href", "https://a.example/"]], ["strong"]], "atoms": [["soft-return", "", {}]],
    "cards": [["image", {"src": "https://a.example/p.jpg", "alt": "甲", "caption": "字"}], ["code", {"code": "a < b"}],
              ["card-markdown", {"markdown": "*强*\n\n- 一"}], ["hr", {}], ["unheard-of", {"text": "留下"}]],
    "sections": [[1, "h2", [[0, [], 0, "题"]]], [1, "p", [[0, [1], 0, "粗"], [0, [0], 2, "连"], [1, [], 0, 0], [0, [], 0, "后 & 前"]]],
                 [3, "ol", [[[0, [], 0, "一"]], [[0, [], 0, "二"]]]], [10, 0], [10, 1], [10, 2], [10, 3], [10, 4], [10, 99], [1, "blockquote", [[0, [], 0, "引"]]],
                 [2, "https://a.example/q.jpg"], "nonsense", [7]],
}  # fmt: skip
LEXICAL = {"root": {"children": [
    {"type": "heading", "tag": "h2", "children": [{"type": "extended-text", "text": "题", "format": 0}]},
    {"type": "paragraph", "children": [
        {"type": "text", "text": "粗", "format": 1}, {"type": "link", "url": "https://a.example/", "children": [{"type": "text", "text": "连", "format": 3}]},
        {"type": "linebreak"}, {"type": "text", "text": "后 & 前", "format": 0}]},
    {"type": "list", "listType": "number", "children": [{"type": "listitem", "children": [{"type": "text", "text": "一"}]}, {"type": "listitem", "children": [{"type": "text", "text": "二"}]}]},
    {"type": "image", "src": "https://a.example/p.jpg", "alt": "甲", "caption": "字"}, {"type": "codeblock", "code": "a < b", "language": "c"},
    {"type": "markdown", "markdown": "*强*\n\n- 一"}, {"type": "horizontalrule"}, {"type": "unheard-of", "text": "留下"},
    {"type": "extended-quote", "children": [{"type": "text", "text": "引"}]}, {"type": "image", "src": "https://a.example/q.jpg"}, "nonsense"]}}  # fmt: skip
BODY = """<h2>题</h2>
<p><strong>粗<a href="https://a.example/">连</a></strong><br>后 &amp; 前</p>
<ol><li>一</li><li>二</li></ol>
<figure data-remote="https://a.example/p.jpg"><a href="https://a.example/p.jpg">甲</a><figcaption>字</figcaption></figure>
<pre><code>a &lt; b</code></pre>
<p><em>强</em></p>
<ul><li>一</li></ul>
<hr>
<p>留下</p>
<blockquote><p>引</p></blockquote>
<figure data-remote="https://a.example/q.jpg"><a href="https://a.example/q.jpg"></a></figure>"""


def test_mobiledoc_becomes_a_body():
    assert only(post(html=None, mobiledoc=json.dumps(MOBILEDOC))).html == BODY


def test_lexical_becomes_a_body():
    made = only(post(html="", lexical=json.dumps(LEXICAL))).html
    marked = '粗</strong><a href="https://a.example/"><em><strong>连</strong></em></a>'
    assert made.replace(marked, '粗<a href="https://a.example/">连</a></strong>') == BODY


@pytest.mark.parametrize(
    ("kind", "said", "words"),
    [
        ("callout", {"calloutEmoji": "💡", "calloutText": "<b>注意</b>"}, "<blockquote><p>💡 <strong>注意</strong></p></blockquote>"),
        ("toggle", {"heading": "问", "content": "<p>答</p>"}, "<p><strong>问</strong></p>\n<p>答</p>"),
        ("bookmark", {"url": "https://a.example/", "metadata": {"title": "题", "description": "述"}}, '<p><a href="https://a.example/">题</a></p>\n<p>述</p>'),
        ("embed", {"url": "https://v.example/x", "html": "<iframe></iframe>"}, '<p><a href="https://v.example/x">https://v.example/x</a></p>'),
        ("button", {"buttonUrl": "https://a.example/", "buttonText": "去"}, '<p><a href="https://a.example/">去</a></p>'),
        ("file", {"src": "https://a.example/f.pdf", "fileTitle": "文件"}, '<p><a href="https://a.example/f.pdf">文件</a></p>'),
        ("html", {"html": "<table><tr><td>a</td><td>b</td></tr></table>"}, "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_cards_keep_what_they_say(kind, said, words):
    document = {"root": {"children": [{"type": kind, **said}]}}
    assert only(post(html=None, lexical=json.dumps(document))).html == words


def test_a_gallery_keeps_all_its_pictures():
    document = {
        "root": {
            "children": [
                {
                    "type": "gallery",
                    "caption": "三张",
                    "images": [{"src": f"https://a.example/{at}.jpg"} for at in range(3)],
                }
            ]
        }
    }
    html = only(post(html=None, lexical=json.dumps(document))).html
    assert html.count("data-remote") == 3
    assert html.count("三张") == 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"db": []}', b'{"posts": 7}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_export_is_refused(data):
    with pytest.raises(NoExportError):
        list(read(data))


def test_broken_texts_fall_back_to_the_next_form():
    assert only(post(html=None, lexical="{broken", mobiledoc=json.dumps(MOBILEDOC))).html == BODY
    assert only(post(html=None, lexical="[1]", plaintext="一\n\n二")).html == "<p>一</p>\n<p>二</p>"
