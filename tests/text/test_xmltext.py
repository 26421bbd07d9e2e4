"""XML as text."""

from lxml import etree

from haowen.text.xmltext import element, known, legal


def test_whatever_stands_in_an_element_comes_out_of_it_again() -> None:
    text = 'a]]>b <script>&amp; "quoted" 水位 🌊 \u202eright to left\u202c\ttab\nline\rreturn'
    read = etree.fromstring(element("t", text, attributes={"a": text}))
    assert read.text == text
    assert read.attrib["a"] == text


def test_what_xml_cannot_hold_is_left_out() -> None:
    assert legal("a\x00b\x08c\x1fd\ud800e\uffffe\x7f") == "abcdee\x7f"
    assert etree.fromstring(element("t", "a\x0bb")).text == "ab"


def test_what_says_nothing_is_not_there() -> None:
    assert known("t", " \x00") == ""
    assert element("t", known("u", ""), attributes={"a": "", "n": 0}) == '<t n="0"/>'
