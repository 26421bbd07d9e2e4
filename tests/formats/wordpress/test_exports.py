"""What an export of WordPress says of each article."""

from haowen.formats.foreign import LeftOut, Piece
from haowen.formats.wordpress import read
from tests.formats.wordpress.exporting import TAIL, export, found, item, meta, opened, picture, piece

COMMENT = (
    "<wp:comment><wp:comment_id>{id}</wp:comment_id><wp:comment_author><![CDATA[{name}]]></wp:comment_author>"
    "<wp:comment_author_email>c@example.org</wp:comment_author_email><wp:comment_date_gmt>2012-03-05 01:02:03</wp:comment_date_gmt>"
    "<wp:comment_content><![CDATA[{text}]]></wp:comment_content><wp:comment_approved>{approved}</wp:comment_approved>"
    "<wp:comment_type>{type}</wp:comment_type><wp:comment_parent>{parent}</wp:comment_parent></wp:comment>"
)


def comment(number, name="阿青", text="好文。", *, approved="1", kind="", parent="0"):
    return COMMENT.format(id=number, name=name, text=text, approved=approved, type=kind, parent=parent)


def test_a_post_comes_with_all_that_is_known_of_it():
    got = piece(
        picture(9, "river.jpg", alt="一条河", excerpt="河的照片"),
        item(
            7, "水位 &amp; 夜", "夜里涨了。\n\n早上落了。", meta("_thumbnail_id", "9") + meta("_wp_old_slug", "old-water")
            + '<category domain="category" nicename="science"><![CDATA[科技]]></category>'
            '<category domain="post_tag" nicename="river"><![CDATA[河流]]></category><category><![CDATA[科技]]></category>'
            '<category domain="category" nicename="uncategorized"><![CDATA[Uncategorized]]></category>',
            excerpt="<p>短短的话</p>", post_modified_gmt="2013-01-01 00:00:00",
        ),
    )  # fmt: skip
    assert (got.title, got.html) == ("水位 & 夜", "<p>夜里涨了。</p>\n<p>早上落了。</p>")
    assert (got.author, got.summary, got.language) == ("林小河", "短短的话", "zh-Hans")
    assert (got.published, got.changed, got.held_back) == ("2012-03-04T12:05:06Z", "2013-01-01T00:00:00Z", "")
    assert (got.tags, got.channels, got.categories) == (("河流",), ("science", "科技"), ("科技",))
    assert (got.cover, got.cover_alt) == ("https://old.example/wp-content/uploads/river.jpg", "一条河")
    assert set(got.addresses) == {
        "https://old.example/2012/water/", "https://old.example/?p=7", "https://old.example/2012/old-water/",
    }  # fmt: skip
    assert (got.source_name, got.source_url) == ("河边", "https://old.example/2012/water/")


def test_what_was_not_public_stays_a_draft_and_says_why():
    states = {"draft": "draft", "pending": "review", "future": "later", "private": "private"}
    for status, word in states.items():
        assert word in piece(item(content="a", status=status)).held_back
    assert "password" in piece(item(content="a", post_password="x")).held_back
    assert piece(item(content="a")).held_back == ""


def test_what_is_no_article_is_counted_and_the_trash_is_named():
    got = found(
        item(1, "扔掉的", "a", status="trash"), item(2, "菜单", "", post_type="nav_menu_item"), picture(3, "a.jpg"), item(4, "页", "b", post_type="page"),
        item(5, "", ""), item(6, "Auto Draft", "", status="auto-draft"), item(8, "食谱", "c", post_type="recipe"),
    )  # fmt: skip
    pieces = [each for each in got if isinstance(each, Piece)]
    said = [(each.name, each.reason, each.is_fault) for each in got if isinstance(each, LeftOut)]
    assert [each.title for each in pieces] == ["页", "食谱"]
    assert "page" in pieces[0].remarks[0]
    assert "recipe" in pieces[1].remarks[0]
    assert ("扔掉的", "was in the trash", False) in said
    assert any("nav_menu_item" in reason for _, reason, _fault in said)
    assert not any(fault for *_, fault in said)


def test_comments_that_readers_saw_come_in_threads_and_the_others_are_counted():
    got = piece(item(content="a", more=comment(1) + comment(2, "老陈", "是。\n\n不是。", parent="1") + comment(3, approved="spam")
                     + comment(4, approved="0") + comment(5, kind="pingback")))  # fmt: skip
    first, second = got.comments
    assert (first.name, first.text, first.at, first.answers) == ("阿青", "好文。", "2012-03-05T01:02:03Z", "")
    assert (second.text, second.answers) == ("是。\n不是。", "1")
    assert [remark.split()[0] for remark in got.remarks] == ["2", "1"]


def test_an_address_of_mail_never_becomes_a_name():
    assert piece(item(content="a", creator="who@example.org")).author == ""
    assert piece(item(content="a", creator="who")).author == "who"


def test_several_authors_are_credited():
    more = '<category domain="author" nicename="lin7"><![CDATA[lin7]]></category><category domain="author" nicename="cap-chen"><![CDATA[陈]]></category>'
    got = piece(item(content="a", more=more))
    assert (got.author, [row.name for row in got.credits]) == ("林小河", ["林小河", "陈"])


def test_times_without_a_zone_of_their_own_are_those_of_the_feed():
    got = piece(
        item(
            content="a", post_date_gmt="0000-00-00 00:00:00", more="<pubDate>Sun, 04 Mar 2012 12:05:06 +0000</pubDate>"
        )
    )
    assert got.published == "2012-03-04T12:05:06+00:00"
    got = piece(item(content="a", post_date_gmt="", more="<pubDate>Wed, 30 Nov -0001 00:00:00 +0000</pubDate>"))
    assert got.published == "2012-03-04 20:05:06"


def test_the_same_number_on_two_sites_is_not_the_same_article():
    plain = "<item><title>a</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type></item>"
    got = next(iter(read(opened(export(plain, head=export().decode().split("<channel>", 1)[0] + "<channel>")))))
    assert isinstance(got, Piece)
    assert got.identity == ""


def test_a_broken_export_is_read_as_far_as_it_is_whole_and_named():
    whole = export(item(1, "一", "a"), item(2, "二", "b"))
    got = list(read(opened(whole[: whole.rindex(b"<item>") + 40])))
    assert [each.title for each in got if isinstance(each, Piece)] == ["一"]
    assert [each.is_fault for each in got if isinstance(each, LeftOut)] == [True]


def test_an_export_that_can_be_mended_is_and_says_so():
    got = list(
        read(
            opened(export(item(1, "一", "a ]]> b\x08"), "<item><title>c & d</title><wp:post_id>2</wp:post_id></item>"))
        )
    )
    assert [each.title for each in got if isinstance(each, Piece)] == ["一", "c & d"]
    assert next(each for each in got if isinstance(each, Piece)).html == "<p>a ]]&gt; b</p>"
    assert ["mended" in each.reason for each in got if isinstance(each, LeftOut)] == [True]


def test_what_is_no_export_is_refused_by_name():
    def reason(data: bytes) -> str:
        (only,) = read(opened(data))
        assert isinstance(only, LeftOut)
        assert only.is_fault
        return only.reason

    assert "no articles" in reason(export())
    assert "feed" in reason(b"<rss><channel><item><title>a</title></item></channel></rss>")
    assert "entities" in reason(b'<!DOCTYPE a [<!ENTITY e "x">]><rss><channel><item>&e;</item></channel></rss>')
    assert "no XML" in reason(b"PK\x03\x04")
    assert "well-formed" in reason(
        export(item(1)).replace(TAIL.encode(), b"</other></rss>").replace(b"<item>", b"<item><x>")
    )


def test_prefixes_that_were_never_declared_are_understood():
    head = "<rss><channel><wp:base_blog_url>https://old.example</wp:base_blog_url>"
    got = list(read(opened(export(item(1, "一", "a"), head=head))))
    assert [each.title for each in got if isinstance(each, Piece)] == ["一"]
