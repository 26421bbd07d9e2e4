"""Pages of invented platforms in the shapes that real ones have: saved, and copied as text."""

ZH = [
    "老城的钟楼在去年冬天停了摆，修钟的人来过三次，每次都说零件要从外地调，一等就是两个月。",
    "街坊们起初不习惯，早上醒来先看手机，后来索性按卖豆浆的吆喝声起床，反倒比从前更准了一些。",
    "直到开春，一位退休的钳工自己车出了那个齿轮，他说：“它不是坏了，只是累了，歇一歇就好。”",
    "钟声重新响起来的那天，整条街的人都站在门口听，没有人说话，连平日最吵的孩子也安静下来。",
]
HANT = [
    "老城的鐘樓在去年冬天停了擺，修鐘的人來過三次，每次都說零件要從外地調，一等就是兩個月。",
    "街坊們起初不習慣，早上醒來先看手機，後來索性按賣豆漿的吆喝聲起床，反倒比從前更準了一些。",
    "直到開春，一位退休的鉗工自己車出了那個齒輪，他說：「它不是壞了，只是累了，歇一歇就好。」",
]
EN = [
    "The bakery on Quill Street opens at four, an hour before the first tram, and the line is already there.",
    "Its owner, a former surveyor, weighs the flour on the scales that he used for soil, and swears they are the better for it.",
    "“Bread is only ground that somebody has been patient with,” he said, and went back to the oven without an answer.",
    "By nine the shelves are empty, and the shutters come down over a street that smells of rye until the evening.",
]
TITLE = "钟楼停摆的那个冬天"
SHORT = "记者从市交通局获悉，经过四十天抢修，南湖大桥于今天早晨六点恢复双向通行，公交二十一路同时恢复原线路。"
CAPTION = "雨后的钟楼，塔尖还挂着水，修钟的老人坐在台阶上，脚边是一只装齿轮的铁盒。"
LOGIN = "登录即代表同意《用户协议》和《隐私政策》，未注册的手机号将自动创建账号。"


def copied(rows: list[str]) -> str:
    """Return the lines of a page as they are copied."""
    return "\n".join(rows)


CHAT_ACCOUNT = f"""{TITLE}
原创 林小满 慢城笔记 2025-03-12 21:08 浙江

{ZH[0]}
{ZH[1]}

图片
▲ 修钟的老人 摄影/陈木

{ZH[2]}
{ZH[3]}

END
作者 | 林小满
编辑 | 阿树
图片来源于网络，侵删

预览时标签不可点
喜欢作者
赞
在看
微信扫一扫
关注该公众号
继续滑动看下一个
慢城笔记
向上滑动看下一个"""
ANSWERS = copied([
    "首页", "发现", "等你来答", "登录/注册", "城市", "钟表", "老城的钟楼为什么会停？", "关注问题", "写回答", "邀请回答",
    "好问题 12", "3 条评论", "分享", "5 个回答", "默认排序", "林小满", "慢城笔记主笔，写旧物", "关注", "286 人赞同了该回答",
    *ZH, "发布于 2024-05-06 10:21・IP 属地浙江", "赞同 286", "24 条评论", "分享", "收藏", "喜欢", "收起", "路过的人",
    "不太懂，但是我觉得也许是天气太冷了。", "发布于 2024-05-07 09:00", "赞同 3", "添加评论",
])  # fmt: skip
THREAD = copied([
    "本地论坛 › 城市杂谈 › 老街", "返回列表", "查看: 1203|回复: 3", f"[讨论] {TITLE}", "林小满", "楼主",
    "发表于 2024-5-6 10:21:09 | 只看该作者", *ZH, "回复 举报", "路人甲", "沙发", "发表于 2024-5-6 11:00:00",
    "顶一个，写得不错，我小时候也住那条街上。", "回复 举报", "路人乙", "板凳", "发表于 2024-5-6 12:10:00",
    "楼上说得对，那个钟真的很多年了，以前还能听到。", "回复 举报", "Powered by Discuz! X3.4",
])  # fmt: skip
PAYWALL = copied([
    "The Daily Quill", "Subscribe | Log in", "The surveyor who bakes", "By Ann Petrie", "June 3, 2024", *EN[:2],
    "To continue reading, subscribe today", "Already a subscriber? Log in", "Subscribe now for $1 a week", "Terms of use",
])  # fmt: skip
SHORT_NEWS = copied([
    "首页 新闻 社会 民生", "南湖大桥今晨恢复双向通行", "2025-02-03 07:20 来源：本市发布", "分享到", SHORT, "责任编辑：王一",
    "相关新闻", "大桥维修进入收尾阶段", "2025-01-20", "公交改线公告", "2025-01-02", "关于我们 联系我们",
])  # fmt: skip
GALLERY = copied([
    "首页 > 图片 > 正文", "雨后的钟楼", "慢城摄影 2025-06-01 08:00", "1/8", CAPTION, "上一张", "下一张", "分享", "相关图集",
    "城南的早市", "河边的夜灯",
])  # fmt: skip
LOGIN_WALL = copied([
    "慢城号", "登录", "扫码登录", "密码登录", "手机号", "密码", "忘记密码", LOGIN, "其他方式登录", "微信", "QQ",
])  # fmt: skip
LISTING = copied([
    "慢城笔记 首页 归档 标签",
    *(row for at in range(8) for row in (f"第{at}条街的故事与它的主人", "2025-03-02 10:00", ZH[at % 4], "继续阅读 »")),
    "上一页 下一页",
])  # fmt: skip
ISLAND = copied([
    "首頁 / 生活 / 城市", "鐘樓停擺的那個冬天", "記者 林小滿／臺北報導", "2025/03/12 09:00", "分享", "A A A", *HANT, "延伸閱讀",
    "修鐘人的一天", "老街的最後一家書店", "※ 本文版權所有，未經授權不得轉載", "熱門新聞", "我要留言",
])  # fmt: skip
BLOG = copied([
    "Quill & Crumb", "About", "Archive", "Newsletter", "The surveyor who bakes", "June 3, 2024 · 4 min read · Ann Petrie",
    EN[0], "Photo: The scales of Quill Street. Ann Petrie", EN[1], "What the scales know", *EN[2:],
    "Enjoyed this post? Subscribe to get the next one.", "← Older post", "Newer post →", "© 2024 Ann Petrie",
])  # fmt: skip
BEHIND_A_NOTICE = copied([
    *(f"Section {word}" for word in ("News", "Food", "Trams", "Rye", "Letters", "Maps", "Help", "Jobs")),
    "Quotes are delayed by at least fifteen minutes. Prices are provided by the exchange, and by nobody else at all.",
    "Terms of use", "Food", "The surveyor who bakes bread on Quill Street", "By Ann Petrie", "June 3, 2024", *EN,
])  # fmt: skip
ABOUT_PAGES = [
    "文章末尾的“上一篇 下一篇”，是纸质书留给网页的最后一点礼貌，许多人从来没有点过它，却也舍不得删掉。",
    "上一篇",
    ZH[1],
    "下一篇",
    ZH[2],
]
INTERVIEW = [
    "慢城笔记：您第一次上钟楼是什么时候？",
    "修钟人：八四年，我刚出师，师傅说钟楼上的活没人愿意干，风大，冷，也没有外快。",
    "慢城笔记：为什么留了下来？",
    "修钟人：因为它准。人会骗你，钟不会，它慢了就是慢了，你给它加一点油，它就还你一天。",
    "慢城笔记：以后呢？",
    "修钟人：没想过。",
]


def saved(body: str, title: str = "", *, charset: str = "utf-8", head: str = "") -> str:
    """Return the source of a page."""
    return f"<!doctype html><html><head><meta charset={charset}><title>{title}</title>{head}</head><body>{body}</body></html>"


def paragraphs(texts: list[str]) -> str:
    """Return texts as paragraphs."""
    return "".join(f"<p>{each}</p>" for each in texts)


SAVED_CHAT_ACCOUNT = saved(
    f'<div id="img-content"><h1 class="rich_media_title">{TITLE}</h1><div id="meta_content" class="rich_media_meta_list">'
    '<span class="rich_media_meta">原创</span><span class="rich_media_meta">林小满</span> <a href="javascript:;">慢城笔记</a>'
    '<em class="rich_media_meta">2025-03-12 21:08</em></div><div id="js_content" style="visibility: hidden">'
    + "".join(f"<section><span>{each}</span></section>" for each in ZH)
    + "<section>END</section><section>编辑 | 阿树</section></div></div>",
    TITLE,
)
SAVED_ANSWERS = saved(
    '<h1 class="QuestionHeader-title">老城的钟楼为什么会停？</h1><div>'
    + "".join(
        f'<div class="AnswerItem"><span>{name}</span><div class="inner">{paragraphs(texts)}</div><div>发布于 {day} 10:21</div></div>'
        for name, texts, day in (
            ("林小满", ZH, "2024-05-06"),
            ("路过的人", ["不太懂，但是我觉得也许是天气太冷了，零件缩了。"], "2024-05-07"),
        )
    )
    + "</div>",
    "老城的钟楼为什么会停？ - 问答样站",
)
SAVED_THREAD = saved(
    f'<h1><a href="#">[讨论]</a> <span>{TITLE}</span></h1>'
    + "".join(
        f'<table class="plhin"><tr><td><a href="/u/1">{name}</a></td><td><em>发表于 {day} 10:21:09</em>'
        f'<table><tr><td id="postmessage_{day[-1]}">{"<br><br>".join(texts)}</td></tr></table></td></tr></table>'
        for name, texts, day in (
            ("林小满", ZH, "2024-5-6"),
            ("路人甲", ["顶一个，写得不错，我小时候也住那条街上。"], "2024-5-7"),
        )
    ),
    f"{TITLE} - 城市杂谈 - 本地论坛",
)
SAVED_LISTING = saved(
    "".join(
        f'<div class="item"><h2><a href="/{at}">第{at}条街的故事与它的主人</a></h2><div>2025-03-0{at + 1}</div><p>{ZH[at % 4]}</p></div>'
        for at in range(8)
    ),
    "慢城笔记",
)
SAVED_GALLERY = saved(
    '<div class="gallery"><h1>雨后的钟楼</h1><div class="info">慢城摄影 2025-06-01 08:00</div><ul>'
    + "".join(f'<li><img src="https://i.example/{at}.jpg" width="900"></li>' for at in range(6))
    + f'</ul><div class="desc">{CAPTION}</div></div><ul><li><a href="/1">城南的早市从四点开始的那些年</a></li></ul>',
    "雨后的钟楼_图片频道_慢城网",
)
SAVED_SHORT_NEWS = saved(
    '<div class="nav"><a href="/">首页</a> <a href="/n">新闻</a></div><div class="art"><h1>南湖大桥今晨恢复双向通行</h1>'
    f'<p class="info">2025-02-03 07:20 来源：本市发布</p><p>{SHORT}</p><p>责任编辑：王一</p></div>'
    '<div class="more"><a href="/1">大桥维修进入收尾阶段</a><a href="/2">公交改线公告</a></div>',
    "南湖大桥今晨恢复双向通行_本市新闻",
)
