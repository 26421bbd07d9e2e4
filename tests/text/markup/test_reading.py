"""What is read off a body."""

from haowen.text import markup


def test_the_text_has_one_line_for_each_paragraph_item_and_row() -> None:
    body = markup.clean(
        "<h2>H</h2><p>a <b>b</b><br>c &lt; d</p><ul><li>one</li><li>two</li></ul>"
        "<table><caption>cap</caption><tr><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><pre>x\n  y</pre>"
    )
    assert markup.to_text(body) == "H\na b\nc < d\none\ntwo\ncap\n1\t2\n3\t4\nx\ny"


def test_marks_of_ours_are_no_words() -> None:
    body = markup.clean('<p>a<sup data-cite="r1"></sup>。</p><figure data-gap="picture"></figure>')
    assert markup.to_text(body) == "a。"


def test_scripts_in_foreign_html_are_no_words() -> None:
    assert markup.to_text("<p>a</p><script>var x = '<p>b</p>'</script>") == "a"


def test_pictures_are_listed_once_in_order() -> None:
    first, second = "a" * 64, "b" * 64
    body = markup.clean("".join(f"<img data-media='{sha}' alt=''>" for sha in (second, first, second)))
    assert markup.media_keys(body) == [second, first]


def test_addresses_of_pictures_elsewhere_are_listed_as_they_are() -> None:
    body = markup.clean("<img src='https://e.org/a?b=1&amp;c=2' alt=''>" * 2)
    assert markup.remote_addresses(body) == ["https://e.org/a?b=1&c=2"]
