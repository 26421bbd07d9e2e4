"""Pages that say with status 200 that they are not there; whatever is doubtful has answered."""

import pytest

from haowen.text.nowhere import leads_home, says_so


def page(title: str, body: str = "", charset: str = "utf-8") -> bytes:
    return f"<html><head><title>{title}</title><script>var a='{'x' * 900}'</script></head><body>{body}</body></html>".encode(
        charset
    )


@pytest.mark.parametrize(
    "data",
    [
        page("404 Not Found"),
        page("Page not found - Example"),
        page("Page Not Found | River Daily", "<h1>Oops</h1><a href='/'>Home</a>"),
        page("The page you requested could not be found"),
        page("页面不存在"),
        page("页面不存在_临江网", "返回首页", "gb18030"),
        page("404-页面不存在"),
        page("404错误页面", "您访问的页面不存在，三秒后返回首页"),
        page("抱歉，您访问的页面不存在 - 临江日报"),
        page("404", "<p>Sorry, page not found</p>"),
        page("文章已被删除"),
        page("找不到页面 · 好文"),
    ],
)
def test_what_says_it_is_not_there_is_not(data) -> None:
    assert says_so(data)


@pytest.mark.parametrize(
    "data",
    [
        page("页面不存在的人", "正文"),  # a story's name
        page("404 - River Daily", "A band from the river, playing since 1998."),
        page("HTTP 404", "The code 404 is told where nothing was found."),
        page("Page not found", "word " * 400),  # much to read
        page("Lost and not found: the river of 1998", "A story."),
        page("What to do when a page is not found", "Look again."),
        page("临江日报", "页面不存在"),
        b"<p>no title, page not found</p>",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_doubtful_has_answered(data) -> None:
    assert not says_so(data)


@pytest.mark.parametrize(
    ("asked", "arrived", "leads"),
    [
        ("https://river.example/2019/05/flood.html", "https://river.example/", True),
        ("http://www.river.example/news/1234", "https://river.example", True),
        ("https://river.example/a/1234", "https://m.river.example/index.html", True),
        ("https://river.example/about", "https://river.example/", False),  # perhaps a page that went into another
        ("https://river.example/", "https://river.example/", False),
        ("https://river.example/en/", "https://river.example/", False),
        ("https://river.example/a/1234", "https://river.example/b/1234", False),
        ("https://river.example/a/1234", "https://river.example/?from=1234", False),
        ("https://t.example/a/1234", "https://river.example/", False),  # a shortener leads to another site
        ("https://river.example/a/1234", "https://river.example/login", False),
    ],
)
def test_who_asked_for_a_page_and_stands_at_the_front_door_was_led_home(asked, arrived, leads) -> None:
    assert leads_home(asked, arrived) is leads
