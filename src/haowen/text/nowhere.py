"""Whether a page that is there, by its status, says that it is not: only where that is plain."""

import re
from html import unescape
from typing import Final
from urllib.parse import urlsplit

WORDS_MOST: Final = 600
"""A page with more characters to read has something to say, whatever it is called."""
_HOME: Final = re.compile(r"/?(?:index\.(?:html?|php|jsp|aspx?)|default\.aspx?)?", re.IGNORECASE)
_SIDE: Final = re.compile(r"^(?:www|m|wap|mobile|3g)\.")
_TITLE: Final = re.compile(r"<title[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_UNREAD: Final = re.compile(
    r"<(script|style|noscript|template|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL
)
_PARTS: Final = re.compile(r"\s+[-–—|·_]+\s+|[|_—–]+|(?<=[^\x00-\x7f])-|-(?=[^\x00-\x7f])")
_SAYS: Final = re.compile(
    r"(?:error|错误|http)?[\s:：]*(?:404|410)?[\s:：!！,，.。()（）-]*(?:"
    r"(?:the )?(?:page|file|article|document|content|resource|url)(?: you[\w' ]{0,30})?(?: is| was|(?: can|could) ?not be| cannot be)?"
    r" (?:not found|no longer (?:available|exists)|missing|gone|found)|(?:error )?not found|(?:page )?doesn['’]t exist|"
    r"(?:对不起|抱歉|很抱歉)?[，,]?(?:您|你)?(?:所)?(?:要|访问|查看|请求|浏览)?(?:访问|查看|浏览)?的?(?:页面|网页|文章|内容|文件|帖子|链接|资源)(?:没有|已经|已被|已|暂时|并)?"
    r"(?:不存在|未找到|找不到(?:了)?|无法找到|找到|被删除|删除|下线|失效|丢失)(?:了)?|(?:找不到|未找到|没有找到)(?:该|此|这个|您要的|相关)?(?:页面|网页|文章|内容|文件)"
    r")[\s!！。.:()（）\d]*",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"(?:error|错误|http)?[\s:：]*404(?:[\s:：]*(?:error|page|错误|页面|错误页面|错误页))?[\s!！.。]*", re.IGNORECASE
)


def leads_home(asked: str, arrived: str) -> bool:
    """Whether somebody who asks for a page within a site is led to its front page instead."""
    one, other = urlsplit(asked), urlsplit(arrived)
    is_same = _site(one.hostname) == _site(other.hostname)
    within = [part for part in one.path.split("/") if part]
    is_within = len(within) > 1 or any(re.search(r"\d{3}|\.[a-z]{3,5}$", part) for part in within)
    return (
        is_same
        and is_within
        and not _HOME.fullmatch(one.path)
        and bool(_HOME.fullmatch(other.path))
        and not other.query
    )


def _site(host: str | None) -> str:
    return _SIDE.sub("", (host or "").lower())


def says_so(data: bytes) -> bool:
    """Whether a page's title says that nothing was found, and there is hardly anything else to read."""
    html = _decoded(data)
    found = _TITLE.search(html)
    text = " ".join(unescape(_UNREAD.sub(" ", html)).split())
    if found is None or len(text) > WORDS_MOST:
        return False
    title = " ".join(unescape(found[1]).split())
    parts = [title, *(part.strip() for part in _PARTS.split(title))]
    if any(_SAYS.fullmatch(part) for part in parts if part):
        return True
    # A number alone may be a name: then the page has to say the rest.
    return any(_NUMBER.fullmatch(part) for part in parts if part) and bool(_SAYS.search(text))


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")
