"""Pages saved as one file, and with their pictures beside them."""

import base64
import quopri

import pytest

from haowen.formats.page import NoArticle, read

TEXT = "河水在夜里涨了三厘米，岸边的人都看见了。" * 8
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>水位为什么会变</title></head><body><article><h1>水位为什么会变</h1>
<p>{TEXT}</p><img src="https://a.example/p.png" alt="河" width="600"><p>{TEXT}早上。</p><img src="cid:one@mhtml" alt="岸" width="600"><p>{TEXT}晚上。</p></article></body></html>"""


def wrapped(page: str = PAGE, charset: str = "utf-8", location: str = "https://a.example/2020/water") -> bytes:
    body = quopri.encodestring(page.encode(charset)).decode("ascii")
    picture = base64.b64encode(b"picture one").decode()
    return f"""From: <Saved by Blink>\r
Snapshot-Content-Location: {location}\r
Subject: =?utf-8?Q?x?=\r
MIME-Version: 1.0\r
Content-Type: multipart/related;\r
\ttype="text/html";\r
\tboundary="----B"\r
\r
------B\r
Content-Type: text/html; charset={charset}\r
Content-Transfer-Encoding: quoted-printable\r
Content-Location: {location}\r
\r
{body}\r
------B\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
Content-Location: https://a.example/p.png\r
\r
{picture}\r
------B\r
Content-Type: image/png\r
Content-Transfer-Encoding: base64\r
Content-ID: <one@mhtml>\r
\r
{picture}\r
------B--\r
""".encode()


def test_the_page_inside_is_read_with_where_it_stood_and_its_pictures():
    page = read(wrapped())
    assert (page.title, page.canonical_url) == ("水位为什么会变", "https://a.example/2020/water")
    assert page.files == {"https://a.example/p.png": b"picture one", "cid/one@mhtml": b"picture one"}
    assert '<figure data-remote="https://a.example/p.png">' in page.html
    assert '<figure data-file="cid/one@mhtml"><img alt="岸"></figure>' in page.html
    assert page.html.count("三厘米") == 24


def test_the_encoding_that_the_part_names_counts():
    page = read(wrapped(PAGE.replace('<meta charset="utf-8">', ""), "gb18030"))
    assert page.html.count("三厘米") == 24


def test_what_the_page_says_of_its_address_counts_more():
    page = read(wrapped(PAGE.replace("<title>", '<link rel="canonical" href="https://a.example/water"><title>')))
    assert page.canonical_url == "https://a.example/water"


def test_a_wrapping_without_a_page_is_refused():
    with pytest.raises(NoArticle):
        read(b"Content-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--")


def test_a_picture_saved_beside_a_page_is_named():
    page = read(PAGE.replace("https://a.example/p.png", "./%E6%B0%B4_files/p.png").encode())
    assert '<figure data-file="./%E6%B0%B4_files/p.png"><img alt="河"></figure>' in page.html
