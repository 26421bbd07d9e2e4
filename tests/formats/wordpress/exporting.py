"""Small exports, written as WordPress writes them."""

import io
from collections.abc import Callable
from html import escape

from haowen.formats.foreign import LeftOut, Piece
from haowen.formats.wordpress import read

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>河边</title><link>https://old.example</link><wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[lin7]]></wp:author_login><wp:author_email>lin@example.org</wp:author_email>
<wp:author_display_name><![CDATA[林小河]]></wp:author_display_name></wp:author>
"""
TAIL = "</channel></rss>"


def item(number: int = 7, title: str = "水位", content: str = "", more: str = "", **said: str) -> str:
    fields = {
        "status": "publish", "post_type": "post", "post_date": "2012-03-04 20:05:06", "post_date_gmt": "2012-03-04 12:05:06",
        "post_name": "water", "post_password": "", "comment_status": "open", **said,
    }  # fmt: skip
    link = fields.pop("link", f"https://old.example/2012/{fields['post_name']}/")
    excerpt = fields.pop("excerpt", "")
    creator = fields.pop("creator", "lin7")
    tags = "".join(f"<wp:{key}><![CDATA[{value}]]></wp:{key}>" for key, value in fields.items())
    return (
        f"<item><title><![CDATA[{title}]]></title><link>{escape(link)}</link><dc:creator><![CDATA[{creator}]]></dc:creator>"
        f'<guid isPermaLink="false">https://old.example/?p={number}</guid><content:encoded><![CDATA[{content}]]></content:encoded>'
        f"<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>{tags}{more}</item>\n"
    )


def meta(key: str, value: str) -> str:
    return (
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{value}]]></wp:meta_value></wp:postmeta>"
    )


def picture(number: int, name: str, alt: str = "", excerpt: str = "", parent: str = "0") -> str:
    url = f"https://old.example/wp-content/uploads/{name}"
    return item(
        number, name, "", f"<wp:attachment_url>{url}</wp:attachment_url>" + (meta("_wp_attachment_image_alt", alt) if alt else ""),
        status="inherit", post_type="attachment", excerpt=excerpt, post_parent=parent,
    )  # fmt: skip


def export(*items: str, head: str = HEAD) -> bytes:
    return (head + "".join(items) + TAIL).encode()


def opened(data: bytes) -> Callable[[], io.BytesIO]:
    return lambda: io.BytesIO(data)


def found(*items: str) -> list[Piece | LeftOut]:
    return list(read(opened(export(*items))))


def piece(*items: str) -> Piece:
    return next(each for each in found(*items) if isinstance(each, Piece))
