"""Whose a page is, and what on it others cannot write."""

from haowen.doors.bringing.owning import said_on

TEXT = "河水在夜里涨了三厘米，岸边的人都看见了。" * 10
WECHAT = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="水位">
<meta property="og:site_name" content="微信公众平台"><link rel="canonical" href="https://mp.weixin.qq.com/s/x"></head><body>
<h1 class="rich_media_title" id="activity-name">水位</h1><a id="js_name">江边</a>
<div class="rich_media_content" id="js_content"><p>{TEXT}</p><p>haowen-code1</p><p>{TEXT}</p></div>
<div class="comments"><p>haowen-other</p></div></body></html>"""
PROFILE = """<!DOCTYPE html><html><head><title>江边 - 某站</title><meta name="description" content="写河的人 haowen-code1"></head>
<body><h1>江边</h1><a href="/1">一</a></body></html>"""


def test_an_article_names_its_account_and_comments_are_not_its_words():
    said = said_on(WECHAT.encode())
    assert (said.names, said.is_article) == (("江边",), True)
    assert "haowen-code1" in said.words
    assert "haowen-other" in said.whole
    assert "haowen-other" not in said.words


def test_any_other_page_is_named_by_its_titles():
    said = said_on(PROFILE.encode())
    assert {"江边", "某站"} <= set(said.names)
    assert not said.is_article
    assert "haowen-code1" in said.words


def test_what_is_no_page_says_itself():
    said = said_on(b"haowen-code1\n")
    assert (said.names, "haowen-code1" in said.whole) == ((), True)
