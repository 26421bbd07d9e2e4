"""Text dumps of invented platforms: what is seen on a page, copied as text."""

BODY_ZH = [
    "江南的梅雨从六月中旬开始,老城区的排水管网就进入了一年里最紧张的时候,值班的人一夜要起来三四次。",
    "“水从井盖里冒出来的那一刻,你就知道今晚别想睡了。”老周在泵站干了二十七年,他说这话的时候没有笑。",
    "泵站一共有六台机器,其中两台是上世纪的产品,零件已经买不到了,坏了只能自己车一个出来,再打磨上去。",
    "去年七月的那场暴雨里,最老的那台机器连续转了三十一个小时,直到天亮的时候才停下来,街上没有一户进水。",
]
BODY_EN = [
    "The ferry to the island leaves at seven in the morning, and if you miss it there is no other until the next day.",
    "Marta has sold tickets at the pier since 1988, and she knows every passenger by the shoes that they wear in winter.",
    "“People think that the sea decides when we sail,” she says, pouring tea from a flask, “but it is always the paperwork.”",
    "Last autumn the harbour office replaced her ledger with a tablet, which she keeps wrapped in a towel against the spray.",
]
LIST_ZH = [
    ("老街改造为何三年没有动工", "城事观察", "2025-03-02 08:11:09"),
    ("这座小城的早餐店凌晨两点就开门", "胡同食单", "2025-03-01 21:40:33"),
    ("一台收音机修了四十年", "旧物志", "2025-02-27 12:05:51"),
    ("为什么你的阳台总是种不好番茄", "绿手指", "2025-02-26 07:30:00"),
]


def zh_with_everything() -> str:
    """Publisher above the title, time below it, declarations, references before the notice, comments after."""
    lists = "\n".join(f"{title}\n{title}\n{name}\n{time}" for title, name, time in LIST_ZH)
    return "\n\n".join(
        [
            "南浔网 > 南浔号 > 城市 > 正文",
            "登录 注册",
            "梅雨季里守泵站的人",
            "发布时间:2025年6月18日 21:05 来源:河边慢报 阅读 1.2万",
            "作者:陈晓河 编辑:林一",
            "分享到",
            *BODY_ZH[:2],
            "旧机器的脾气",
            *BODY_ZH[2:],
            "参考资料\n[1]《城市排水三十年》,水利报,2023年5月\n[2] 梅雨季节的地下世界 南方周报 2024-06-20",
            "免责声明:以上内容为用户上传并发布,本平台仅提供信息存储服务。",
            "相关推荐\n" + lists,
            "河边慢报\n记录水边的普通人\n328文章数 1.6万粉丝",
            "全部评论(2)",
            "柳絮\n2小时前\n写得真好,我爷爷也在泵站上过班,那时候连电话都没有,全靠跑着去通知。\n回复 赞(3)",
            "关于我们 联系我们 隐私政策",
            "Copyright © 2025 南浔网 版权所有",
        ]
    )


def en_with_everything() -> str:
    """An English page: byline, share row, a box of other stories inside, sources at the end, footer."""
    return "\n\n".join(
        [
            "Skip to main content",
            "Home | News | Culture | Sport | Opinion",
            "The woman who sells the sea",
            "By Ingrid Solheim",
            "Published: March 4, 2025 at 6:30 am",
            "Share\nTweet\nEmail",
            *BODY_EN[:2],
            "Related stories\nA lighthouse without a keeper\nThe last net maker of the fjord\nWhy the herring came back",
            "What the tablet cannot do",
            *BODY_EN[2:],
            "Sources\n1. “Ferries of the north”, Coastal Review, 12 May 2023, https://example.org/ferries\n2. Harbour statistics 2024 - Port Authority (2024-11-02)",
            "Sign up for our newsletter to get the best stories in your inbox.",
            "Most read\nTen soups for ten storms\nHow to read a tide table\nThe island that moved",
            "3 comments",
            "Per says:\nMy grandmother bought her first ticket from Marta, and she still has it in her purse after all these years.\nReply",
            "About us\nPrivacy policy\nTerms of use",
            "© 2025 Fjord Courier. All rights reserved.",
        ]
    )


def about_recommendations() -> str:
    """An article whose subject is the recommendation list, with the phrase in a paragraph and as a heading."""
    return "\n\n".join(
        [
            "读网首页 > 科技",
            "那一栏“相关推荐”,究竟是谁替你选的",
            "2025-04-09 10:00",
            "打开任何一个新闻页面,拉到底部,你都会看到“相关推荐”四个字,以及下面的十几条标题,它们从来不会重样。",
            "很多人以为这一栏是编辑挑出来的,其实在大多数网站上,它是由一组并不复杂的公式算出来的,每小时更新一次。",
            "相关推荐",
            "先说名字。在业内,“相关推荐”指的是和这篇文章内容接近的文章,它看的是词,不看你是谁,也不看你读过什么。",
            "而“热点推荐”看的是所有人此刻在读什么,两者常常放在一起,读者分不清楚,网站也不太愿意讲清楚它们的区别。",
            "全部评论",
            "评论区里最常见的抱怨是推荐得太像了,看过一篇讲猫的文章,接下来一个星期满屏都是猫,想躲也躲不开。",
            "说到底,决定你看到什么的,除了公式,还有你自己点下去的每一次手指,这件事没有人能够替你负责。",
            "热点推荐\n" + "\n".join(f"{title}\n{name}\n{time}" for title, name, time in LIST_ZH),
        ]
    )


def list_page() -> str:
    """A list of articles with excerpts: no article."""
    rows = []
    for title, name, time in LIST_ZH * 3:
        rows.append(
            f"{title}\n这里说的是一件发生在城里的小事,记者走访了许多人,得到的说法各不相同...\n{name}\n{time}\n阅读全文"
        )
    return "南浔网\n首页 新闻 体育 财经 娱乐 科技 汽车\n最新文章\n" + "\n".join(rows) + "\n下一页\n关于我们 联系我们"


def home_page() -> str:
    """A home page: menus and titles."""
    titles = "\n".join(f"{title}\n{name}" for title, name, _time in LIST_ZH * 5)
    return f"登录\n注册\n首页 新闻 体育 财经 娱乐 科技 汽车\n热点推荐\n{titles}\n排行榜\n{titles}\nCopyright © 2025"


def login_page() -> str:
    """A form to sign in."""
    return "Welcome back\n\nUsername\n\nPassword\n\nRemember me\n\nLog in\n\nForgot your password?\n\nSign up\n\nPrivacy policy\n\n© 2025"
