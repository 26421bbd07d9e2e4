"""What an archive says about itself to whoever opens it, in both languages."""

from typing import Final

_TEXT: Final = """\
{name}
{line}

这是从 {site}（{address}）导出的好文（Haowen）归档，不需要好文也能阅读。
This is an archive exported from {site} ({address}), made by Haowen. You do not need Haowen to read it.

index.html           全部文章的目录，用浏览器打开即可
                     the list of all articles: open it in a browser
articles/<id>.html   每篇文章的完整网页 · each article as a whole page
articles/<id>.md     每篇文章的 Markdown（Hugo、Jekyll 可读） · each article as Markdown, for Hugo, Jekyll and others
articles/<id>.json   文章的全部版本、声明、来源、署名等 · all revisions with declarations, references, credits …
comments/<id>.json   跟帖：楼层、显示的名字、时间、文字 · comments: floor, name as shown, time, words
statistics/<id>.json 按小时的阅读数 · reads by the hour
statistics.csv       每篇文章的合计（表格软件可读） · the sums of each article, for spreadsheets
publishers/          号的资料、成员（名字与角色）、系列、素材库 · profile, members by name and role, series, library
shared/              频道、标签、媒体、决定说明 · channels, tags, media, statements of reasons
reposts/             转载授权 · who may repost what
people.json          谁做了什么：只有名字 · who did what: names only
{more}media/<sha256>.*     原始文件，一个字节都没有改动 · original files, not a byte changed
media/*.shown.*      去掉位置和设备信息的副本；网页和 Markdown 用的是它
                     copies without location and device data; pages and Markdown show these
manifest.json        格式版本和每个文件的 SHA-256 · the format's version and the SHA-256 of every file

注意：media/ 中的原始文件可能带有拍摄地点和设备信息。转交他人之前请想一想。
Mind: original files in media/ may tell where and with what they were taken. Think before you pass them on.

没有收入：读者的身份和邮箱、草稿的自动保存、申请材料、账号和密码。被限制展示的跟帖只留楼层号。
Left out: who readers are and their e-mail addresses, autosaves, papers of applications, accounts and passwords.
Of comments that are withheld, only the number of the floor is here.

在另一个空的好文站点上恢复 · To bring it back on another, empty Haowen site:
    haowen import archive FILE
号会先由站方代管，本人申请认领即可。 · The host keeps a publisher then, until its owner claims it.
"""
_SITE: Final = (
    "site/                站点设置、条款、头条、原创栏目 · settings, terms, headlines, originals of the site\n"
)


def about(*, name: str, site: str, address: str, is_whole: bool) -> bytes:
    """Return the text that lies beside everything else."""
    words = _TEXT.format(
        name=name, line="=" * max(8, 2 * len(name)), site=site, address=address, more=_SITE if is_whole else ""
    )
    return words.encode()
