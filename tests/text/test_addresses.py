"""Addresses of articles elsewhere, written one way."""

import pytest

from haowen.text.addresses import parted


@pytest.mark.parametrize(
    ("given", "host", "path"),
    [
        ("https://www.example.org/2012/01/hello-world/", "example.org", "/2012/01/hello-world"),
        ("http://EXAMPLE.org:8080/a%20b?utm_source=x#top", "example.org", "/a b"),
        ("https://example.org/%E4%BD%A0%e5%a5%bd", "example.org", "/你好"),
        ("https://example.org/?p=7&utm_source=x", "example.org", "/?p=7"),
        ("http://example.org/index.php?feed=rss&p=7", "example.org", "/index.php?p=7"),
        ("/blog/post.html", "", "/blog/post.html"),
        ("blog/post", "", "/blog/post"),
    ],
)
def test_an_address_is_written_one_way(given: str, host: str, path: str) -> None:
    assert parted(given) == (host, path)


@pytest.mark.parametrize(
    "given",
    [
        "", "https://example.org/", "https://example.org", "/", "mailto:a@example.org", "javascript:alert(1)",
        "//example.org/x", "http://[broken/x", "https://example.org/" + "x" * 600, "tag:example.org,2020:7", "/a\x00b",
    ],
)  # fmt: skip
def test_what_names_no_article_is_no_address(given: str) -> None:
    assert parted(given) == ("", "")
