"""What stands at the end of translations about their making."""

from haowen.formats.markdown import Credited, read

BODY = "# 茶\n\n正文[链接][1]。\n\n最后一句。\n"
SIGNED = """
--------------------------------------------------------------------------------

via: https://example.org/tea/

作者：[Ann Lee][a]
选题：[lu][b]
译者：[王五](https://github.com/w) 校对：[李四](https://github.com/l)

本文由 [某某组](https://github.com/g) 原创编译，[某某网](https://x.cn/) 荣誉推出

[a]: https://example.org/ann
[1]: https://example.org/one
"""


def test_a_colophon_becomes_data_and_leaves_the_text() -> None:
    piece = read(BODY + SIGNED)
    assert piece.html == '<p>正文<a href="https://example.org/one">链接</a>。</p>\n<p>最后一句。</p>'
    assert piece.via == "https://example.org/tea/"
    assert piece.credits[:3] == (
        Credited("author", "Ann Lee"), Credited("chosen by", "lu"), Credited("translator", "王五"),
    )  # fmt: skip
    assert piece.closing == "本文由 某某组 原创编译，某某网 荣誉推出"
    assert {"role": "author", "name": "Ann Lee", "address": "https://example.org/ann", "said": "[Ann Lee][a]"} in (
        piece.extra["people"]
    )
    assert len(piece.extra["colophon"]) == 5


def test_what_the_head_says_beats_the_colophon_role_by_role() -> None:
    piece = read("---\nauthor: Bo\n---\n" + BODY + SIGNED)
    assert [credit.name for credit in piece.credits if credit.role == "author"] == ["Bo"]
    assert [credit.name for credit in piece.credits if credit.role == "translator"] == ["王五"]


def test_sentences_among_and_after_the_signatures_stay() -> None:
    piece = read(BODY + SIGNED.replace("译者：", "译者简介：\n\n她喜欢喝茶。\n\n译者：") + "\n后记一句。\n")
    assert "译者简介：" in piece.html
    assert "她喜欢喝茶。" in piece.html
    assert "后记一句。" in piece.html
    assert "荣誉推出" not in piece.html


def test_a_text_that_speaks_of_such_things_keeps_them() -> None:
    for text in (
        "作者：鲁迅的笔名。\n\n正文。",
        "via: 一个英文词\n\n" + "\n\n".join(f"第{n}段正文。" for n in range(9)),
        "```\nvia: https://example.org\n译者：甲\n```\n",
        "```\nvia: https://example.org\n译者：甲\n",
        "本文由来已久，说来话长。编译是另一回事。",
    ):
        assert read(text, beside={"title": "t"}).signed == ()
