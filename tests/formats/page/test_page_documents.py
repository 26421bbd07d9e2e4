import pytest
from lxml.html import fromstring

from haowen.formats.page import NoArticle, Page, read
from haowen.formats.page.piece import Credit
from tests.formats.page.dumps import BODY_EN, BODY_ZH

HEAD = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>梅雨季里守泵站的人_城市_南浔网</title>
<link rel="canonical" href="https://nanxun.example/a/77.html"><meta property="og:site_name" content="南浔网">
<meta property="article:published_time" content="2025-06-18T21:05:00+08:00"><meta name="author" content="陈晓河"></head>"""


def page_of(body: str, head: str = HEAD) -> Page:
    chrome = '<nav><a href="/">首页</a><a href="/n">新闻</a><a href="/s">体育</a></nav>'
    footer = (
        '<div class="footer"><p>Copyright © 2025 南浔网 版权所有 网站备案信息与举报电话见页面下方的说明。</p></div>'
    )
    return read(f"{head}<body>{chrome}{body}{footer}</body></html>".encode())


def tree_of(page: Page):
    return fromstring(f"<div>{page.html}</div>")


def article(inner: str) -> str:
    return f'<div class="wrap"><h1>梅雨季里守泵站的人</h1><div class="article-content">{inner}</div></div>'


def test_a_saved_page_gives_title_address_time_and_author() -> None:
    page = page_of(article("".join(f"<p>{each}</p>" for each in BODY_ZH)))
    assert page.title == "梅雨季里守泵站的人"
    assert page.canonical_url == "https://nanxun.example/a/77.html"
    assert page.published == "2025-06-18T21:05:00+08:00"
    assert page.author_credits == (Credit("author", "陈晓河"),)
    assert page.publisher_name == "南浔网"
    assert [each.text_content() for each in tree_of(page).iter("p")] == BODY_ZH


def test_a_video_that_ends_the_article_is_kept_as_a_link() -> None:
    player = '<p><iframe data-src="https://v.qq.com/txp/iframe/player.html?vid=a1"></iframe></p><p>责任编辑：陈晓河</p>'
    page = page_of(article("".join(f"<p>{each}</p>" for each in BODY_ZH) + player))
    assert page.html.endswith('<p><a href="https://v.qq.com/txp/iframe/player.html?vid=a1">v.qq.com</a></p>')


def test_figures_tables_lists_quotations_and_code_keep_their_form() -> None:
    inner = f"""<p>{BODY_ZH[0]}</p>
    <figure><img data-src="/img/pump.jpg" src="data:image/gif;base64,R0" alt="一台旧水泵"><figcaption>旧水泵,陈晓河摄</figcaption></figure>
    <p>{BODY_ZH[1]}</p><h3>机器的年纪</h3>
    <table><caption>六台机器</caption><tr><th>编号</th><th>年份</th></tr><tr><td>一号</td><td>1986</td></tr></table>
    <ul><li>先看水位</li><li>再看油压</li></ul>
    <blockquote><p>水比人记性好。</p></blockquote><pre><code>if level &gt; 3:\n    start()</code></pre><p>{BODY_ZH[2]}</p><p>{BODY_ZH[3]}</p>"""
    tree = tree_of(page_of(article(inner)))
    figure = tree.find(".//figure")
    assert figure.get("data-remote") == "https://nanxun.example/img/pump.jpg"
    assert figure.find("figcaption").text_content() == "旧水泵,陈晓河摄"
    assert tree.find(".//table/caption").text_content() == "六台机器"
    assert [each.text_content() for each in tree.iter("td")] == ["一号", "1986"]
    assert [each.text_content() for each in tree.iter("li")] == ["先看水位", "再看油压"]
    assert tree.find(".//blockquote").text_content().strip() == "水比人记性好。"
    assert "if level > 3:\n    start()" in tree.find(".//pre").text_content()
    assert tree.find(".//img") is None


def test_share_bars_and_related_lists_inside_are_left_out() -> None:
    inner = f"""<div class="share-bar"><a href="#">微博</a><a href="#">微信</a></div><p>{BODY_ZH[0]}</p><p>{BODY_ZH[1]}</p>
    <p><strong>相关阅读:</strong><a href="/a/1">老街改造为何三年没有动工</a></p>
    <p>{BODY_ZH[2]}</p><p>{BODY_ZH[3]}</p><h3>相关推荐</h3><ul><li><a href="/a/2">这座小城的早餐店凌晨两点就开门</a></li>
    <li><a href="/a/3">一台收音机修了四十年</a></li><li><a href="/a/4">为什么你的阳台总是种不好番茄</a></li></ul>"""
    page = page_of(article(inner))
    assert [each.text_content() for each in tree_of(page).iter("p")] == BODY_ZH
    assert "收音机" not in page.html
    assert "老街" not in page.html


def test_a_section_named_like_furniture_stays_when_text_follows() -> None:
    inner = (
        f"<p>{BODY_ZH[0]}</p><h2>相关推荐</h2><p>{BODY_ZH[1]}</p><p>{BODY_ZH[2]}</p><h2>评论</h2><p>{BODY_ZH[3]}</p>"
    )
    page = page_of(article(inner))
    assert [each.text_content() for each in tree_of(page).iter("h2")] == ["相关推荐", "评论"]


def test_references_of_a_saved_page_become_data() -> None:
    inner = "".join(f"<p>{each}</p>" for each in BODY_ZH) + (
        "<h2>参考资料</h2><ol><li>《城市排水三十年》,水利报,2023年5月</li><li>梅雨的地下世界 南方周报 2024-06-20</li></ol>"
    )
    page = page_of(article(inner))
    assert [(each.title, each.outlet, each.date) for each in page.references] == [
        ("城市排水三十年", "水利报", "2023-05"),
        ("梅雨的地下世界", "南方周报", "2024-06-20"),
    ]
    assert "水利报" not in page.html


def test_a_byline_beside_the_title_gives_the_time_where_metadata_is_silent() -> None:
    head = "<!doctype html><html><head><meta charset='utf-8'><title>梅雨季里守泵站的人 - 南浔网</title></head>"
    body = (
        "<h1>梅雨季里守泵站的人</h1><div><span>2025-06-18 21:05</span> <span>来源:河边慢报</span></div><div id='text'>"
        + "".join(f"<p>{each}</p>" for each in BODY_ZH)
        + "</div><p>2025-12-31 12:00</p>"
    )
    page = page_of(body, head)
    assert page.published == "2025-06-18T21:05:00"
    assert page.source_name == "河边慢报"


def test_a_page_in_gbk_that_says_so_is_read() -> None:
    source = (
        HEAD.replace("utf-8", "gb2312")
        + "<body>"
        + article("".join(f"<p>{each}</p>" for each in BODY_ZH))
        + "</body></html>"
    )
    page = read(source.encode("gb18030"))
    assert [each.text_content() for each in tree_of(page).iter("p")] == BODY_ZH


def test_paragraphs_made_with_line_breaks_are_told_apart() -> None:
    page = page_of(article("<br><br>".join(BODY_ZH)))
    assert [each.text_content() for each in tree_of(page).iter("p")] == BODY_ZH


def test_scripts_styles_and_handlers_do_not_come_through() -> None:
    inner = "".join(f'<p style="color:red" onclick="alert(1)">{each}<script>alert(2)</script></p>' for each in BODY_EN)
    page = page_of(article(inner))
    assert "alert" not in page.html
    assert "style" not in page.html


def test_a_picture_without_an_address_is_a_counted_gap() -> None:
    inner = (
        f"<p>{BODY_ZH[0]}</p><figure><figcaption>雨中的泵站</figcaption></figure><p>{BODY_ZH[1]}</p><p>{BODY_ZH[2]}</p>"
    )
    page = page_of(article(inner))
    assert page.missing_pictures == 1
    assert "雨中的泵站" in page.html


@pytest.mark.parametrize(
    "body",
    [
        "<form><label>用户名</label><input name=u><label>密码</label><input name=p></form>",
        "<ul>"
        + "".join(
            f'<li><a href="/a/{n}">老街改造为何三年没有动工 {n}</a> <span>2025-03-0{n}</span></li>'
            for n in range(1, 10)
        )
        + "</ul>",
        "",
    ],
)
def test_saved_pages_without_an_article_are_refused(body: str) -> None:
    with pytest.raises(NoArticle) as refusal:
        page_of(body, "<!doctype html><html><head><meta charset='utf-8'><title>南浔网</title></head>")
    assert refusal.value.reason


def test_a_long_unbroken_page_is_read_in_reasonable_time() -> None:
    page = page_of(article("".join(f"<p>{BODY_ZH[n % 4]}{n}</p>" for n in range(800))))
    assert len(list(tree_of(page).iter("p"))) == 800


def test_the_speaker_of_a_quotation_and_the_footnotes_are_kept() -> None:
    inner = (
        "".join(f"<p>{text}</p>" for text in BODY_ZH)
        + "<blockquote><p>那一夜谁也没睡。</p><footer>—— 工长</footer></blockquote>"
        + f"<p>{BODY_ZH[0]}</p><h3>Footnotes</h3><ol><li>City of Ghent, Bridge Report, 2020.</li></ol>"
    )
    page = page_of(article(inner))
    assert "工长" in page.html
    assert "Bridge Report" in page.html + "".join(row.title for row in page.references)
