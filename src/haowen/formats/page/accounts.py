"""The account that an article stands on, where a platform has many: as the platform itself marks it on the page."""

from typing import Final

from lxml.html import HtmlElement


def _of(token: str) -> str:
    return f"contains(concat(' ', normalize-space(@class), ' '), ' {token} ')"


# The places where platforms say whose an article is; none of them is in a text that a writer could have written.
_MARKS: Final = (
    "//*[@id='js_name']",  # 公众号
    f"//*[@id='js_profile_qrcode']//*[{_of('profile_nickname')}]",
    f"//*[{_of('user-card-name')}]/a | //*[{_of('article-meta')}]//*[{_of('name')}]/a",  # Toutiao
    f"//*[{_of('post_wemedia_name')}] | //*[{_of('post_wemedia_title')}]",  # 163
    "//*[@id='user-info']//h4",  # Sohu
    f"//*[@data-testid='author-name'] | //*[{_of('author-txt')}]/*[{_of('author-name')}]",  # Baijiahao
    f"//*[{_of('AuthorInfo-name')}]",  # Zhihu
    f"//*[{_of('media-card-name')}] | //*[@id='article-author']//*[{_of('media-name')}]",  # Tencent
    f"//a[{_of('follow-nickName')}]",  # CSDN
)
LONGEST: Final = 60


def account_of(tree: HtmlElement) -> str:
    """Return the account's name; empty where the page is of no platform that is known."""
    for mark in _MARKS:
        for element in tree.xpath(mark):
            name = " ".join(element.text_content().split())
            if 0 < len(name) <= LONGEST:
                return name
    return ""
