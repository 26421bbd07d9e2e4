"""What Word files say."""

import io
import zipfile

import pytest

from haowen.formats.word import NoDocumentError, read
from tests.formats.word.writing import docx, note, p, picture, table


def test_a_document_keeps_its_form():
    data = docx(p("水位", "Title") + p("夜里涨了。") + p("早上", "H1") + p("有人说", "Q") + table(("甲", "乙"), ("一", "二")) + picture() + p("完。"), image=b"\x89PNG bytes", creator="林小河")  # fmt: skip
    piece = read(data, name="a.docx")
    assert (piece.title, piece.author, piece.language, piece.remarks) == ("水位", "林小河", "zh-Hans", ())
    assert piece.html.split("\n") == [
        "<p>夜里涨了。</p>", "<h2>早上</h2>", "<blockquote><p>有人说</p></blockquote>",
        "<table><tbody><tr><td>甲</td><td>乙</td></tr><tr><td>一</td><td>二</td></tr></tbody></table>",
        '<figure data-file="picture-1.png"><img alt="一条河"></figure>', "<p>完。</p>",
    ]  # fmt: skip
    assert piece.files == {"picture-1.png": b"\x89PNG bytes"}


def test_a_line_of_a_note_is_cited_and_a_longer_one_stands_at_the_end():
    long = "长" * 401
    notes = f'<w:footnote w:id="2">{p("见《河流》。")}</w:footnote><w:footnote w:id="3">{p(long)}</w:footnote>'
    piece = read(docx(p("正文", inner=note(2)) + p("再来", inner=note(3)), footnotes=notes))
    assert [(row.key, row.title) for row in piece.notes] == [("n1", "见《河流》。")]
    assert '正文<sup data-cite="n1"></sup>' in piece.html
    assert "再来<sup>*1</sup>" in piece.html
    assert piece.html.endswith(f"<p>{long}</p>")
    assert piece.remarks == ()


def test_what_was_said_in_the_margin_is_never_published():
    data = docx(
        p("正文", inner='<w:r><w:commentReference w:id="0"/></w:r>'),
        comments=f'<w:comment w:id="0" w:author="老陈">{p("这里要删掉")}</w:comment>',
    )
    piece = read(data)
    assert "删掉" not in piece.html
    assert any("margin" in remark for remark in piece.remarks)


def test_what_was_deleted_is_not_there_and_what_was_inserted_is():
    piece = read(
        docx(
            p("前", inner="<w:del><w:r><w:delText>删</w:delText></w:r></w:del><w:ins><w:r><w:t>插</w:t></w:r></w:ins>")
        )
    )
    assert (piece.html, piece.remarks) == ("<p>前插</p>", ())


@pytest.mark.parametrize(
    ("body", "said", "title", "html"),
    [
        (p("题", "H1") + p("文"), "旧题", "题", "<p>文</p>"),
        (p("题一", "H1") + p("文") + p("题二", "H1"), "真题", "真题", "<h2>题一</h2>\n<p>文</p>\n<h2>题二</h2>"),
        (p("题一", "H1") + p("文") + p("题二", "H1"), "Microsoft Word - 文档1", "题一", "<p>文</p>\n<h2>题二</h2>"),
        (p("文。") + p("字。"), "", "文。", "<p>文。</p>\n<p>字。</p>"),
    ],
)  # fmt: skip
def test_a_title_is_the_heading_that_stands_alone_or_what_the_file_says(body, said, title, html):
    piece = read(docx(body, title=said))
    assert (piece.title, piece.html) == (title, html)


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no Word"), (b"PK\x03\x04", "no Word"), (zipped(a=b"1"), "no Word"), (docx(""), "no text"),
        (zipped(**{"word/document.xml": b"<w:document>" + b"0" * 30_000_000}), "unpacks"),
        (zipped(**{"word/document.xml": b'<!DOCTYPE a [<!ENTITY e "x">]><w:document>&e;</w:document>'}), "entities"),
        (zipped(**{"word/document.xml": b"<w:document"}), "broken"),
        (docx(p("a"))[:-200], "no Word"),
        (docx(p("a"))[40:], "broken"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_by_name(data, word):
    with pytest.raises(NoDocumentError, match=word):
        read(data)
