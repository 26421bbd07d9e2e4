from haowen.formats.markdown.standing import standing


def test_a_text_of_the_host_loses_no_word_and_no_line() -> None:
    made = standing("# 一\n文\n行\n\n\n- 甲\n- 乙\n\n末 **粗** [条款](/terms)\r\n尾")
    assert made == (
        "<h2>一</h2>\n<p>文<br>行</p>\n<ul><li>甲</li><li>乙</li></ul>\n"
        '<p>末 <strong>粗</strong> <a href="/terms">条款</a><br>尾</p>'
    )
    assert standing("  \n ") == ""


def test_what_could_harm_is_text_or_gone() -> None:
    made = standing(
        "<script>x()</script> [a](javascript:x()) <b onclick=x()>b</b>\n\n<iframe src=//evil.example></iframe>"
    )
    assert "<script" not in made
    assert "<a" not in made
    assert "<iframe" not in made
    assert "&lt;script&gt;x()&lt;/script&gt;" in made
