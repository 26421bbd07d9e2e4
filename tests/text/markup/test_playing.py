"""Videos in a body: a player that loads nothing by itself, captions, and what is said as text below."""

from lxml import html

from haowen.text import markup

KEY = "a" * 64
BODY = f'<p>前</p><figure><img data-media="{KEY}" alt="一条 &quot;河&quot;"><figcaption>说明</figcaption></figure><p>后</p>'
WORDS = {"gap": "缺", "remote": "", "unplaced": "", "cite": "{n}", "video": "视频", "save": "存下", "soon": "快了", "transcript": "文字"}  # fmt: skip
FILM = markup.Film(
    sources=((f"/media/{KEY}/h360.mp4", "video/mp4", ""), (f"/media/{KEY}/play.mp4", "", "")),
    tracks=(markup.Track(f"/media/{KEY}/c1.vtt", "zh-Hans", "中文"), markup.Track(f"/media/{KEY}/c2.vtt", "en", "English")),
    transcripts=(("zh-Hans", ("甲<b>：你好",)), ("en", ("A: hello",))),
    is_soon=True,
)  # fmt: skip


def picture(film: markup.Film | None) -> markup.Picture:
    return markup.Picture(f"/media/{KEY}/w640.webp", "", "", 640, 360, "#000", film)


def test_a_video_is_played_where_its_figure_stands() -> None:
    root = html.fromstring(markup.shown(BODY, pictures={KEY: picture(FILM)}, cited={}, words=WORDS))
    (video,) = root.xpath("//figure/video")
    assert (video.get("preload"), video.get("poster"), video.get("aria-label")) == (
        "none",
        f"/media/{KEY}/w640.webp",
        '一条 "河"',
    )
    assert video.xpath(".//source/@src") == [source[0] for source in FILM.sources]
    assert video.xpath("(.//source)[2]/@type") == []
    assert [(t.get("srclang"), t.get("label"), t.get("default")) for t in video.xpath(".//track")] == [
        ("zh-Hans", "中文", ""),
        ("en", "English", None),
    ]
    assert root.xpath("string(//figure/*[@class='soon'])") == "快了"
    assert root.xpath("string(//figure/figcaption)") == "说明"
    said = root.xpath("//figure/following-sibling::details")
    assert [one.xpath("string(.//p)") for one in said] == ["甲<b>：你好", "A: hello"]
    assert said[0].xpath("string(summary)") == "文字 · 中文"


def test_without_a_description_it_is_called_a_video() -> None:
    shown = markup.shown(
        f'<figure><img data-media="{KEY}" alt=""></figure>', pictures={KEY: picture(FILM)}, cited={}, words=WORDS
    )
    assert 'aria-label="视频"' in shown


def test_in_a_feed_every_address_is_whole() -> None:
    carried = markup.carried(
        BODY,
        base="https://s.example",
        page="https://s.example/a/x",
        pictures={KEY: picture(FILM)},
        cited={},
        words=WORDS,
    )
    root = html.fromstring(carried)
    assert all(one.startswith("https://s.example/") for one in root.xpath("//@src | //@poster | //@href"))
    assert root.xpath("//video//a/img/@alt") == ['一条 "河"']


def test_what_is_not_there_is_a_gap() -> None:
    assert "缺" in markup.shown(BODY, pictures={}, cited={}, words=WORDS)
