"""XML of unknown origin: streamed, with entities and network off."""

import io
import os
import tracemalloc

import pytest

from haowen.formats.foreign.xmlreading import BrokenError, items, text_of

ITEMS = frozenset({"item"})


def texts(data: bytes, **more):
    return [text_of(element) for element in items(lambda: io.BytesIO(data), ITEMS, **more)]


def laughs(depth: int) -> bytes:
    lines = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, depth))
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY l0 "ha">{lines}]><rss><item a="&l{depth - 1};">&l{depth - 1};</item></rss>'.encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_billion_laughs_are_refused_within_little_memory(encoding):
    data = laughs(10).decode().replace("?>", f' encoding="{encoding[:6]}"?>', 1).encode(encoding)
    tracemalloc.start()
    with pytest.raises(BrokenError, match="entities"):
        texts(data)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><rss><item>&e;</item></rss>',
        b'<?xml version="1.0"?><!-- c --><!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:9/"> %p;]><rss><item>x</item></rss>',
        b'<?xml version="1.0" encoding="UTF-7"?>+ADw-rss/+AD4-',
        b"no xml at all",
        b"",
        b"<!-- " + b"x" * 2_000_000,
    ],
)
def test_what_could_read_or_fill_something_is_refused_by_name(data):
    with pytest.raises(BrokenError):
        texts(data)


def test_a_document_type_without_entities_is_read():
    assert texts(b'<!DOCTYPE rss PUBLIC "-//X//Y" "http://127.0.0.1:9/x.dtd"><rss><item>a</item></rss>') == ["a"]


def test_what_stands_before_a_break_is_whole():
    found = []

    def take():
        for element in items(lambda: io.BytesIO(b"<rss><item>a</item><item>b</item><item>c"), ITEMS):
            found.append(text_of(element))  # noqa: PERF401 - what came before the break is what counts

    with pytest.raises(BrokenError, match="line"):
        take()
    assert found == ["a", "b"]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("a & b", "a & b"),
        ("x?a=1&b=2&amp;c=3", "x?a=1&b=2&c=3"),
        ("caf&eacute;&nbsp;&unknown;", "caf\u00e9\u00a0&unknown;"),
        ("bell\x07 and \x0b tab", "bell and  tab"),
        ("<![CDATA[nested <![CDATA[ tags ]]> end]]>", "nested <![CDATA[ tags ]]> end"),
        ("<![CDATA[a ]]]]><![CDATA[> b]]>", "a ]]> b"),
        ("<![CDATA[]]>]]>", "]]>"),
        ("<![CDATA[a & b < c]]>\n ", "a & b < c\n "),
    ],
)
@pytest.mark.parametrize("padding", [0, 262_100, 262_130, 262_143])
def test_mending_loses_nothing_wherever_a_part_ends(inside, text, padding):
    data = f"<rss><x>{'.' * padding}</x><item>{inside}</item></rss>".encode()
    assert texts(data, mends=True) == [text]


def test_a_long_file_is_read_in_little_memory(tmp_path):
    path = tmp_path / "long.xml"
    with path.open("wb") as file:
        file.write(b"<rss><channel>")
        for _ in range(300):
            file.write(b"<item>" + os.urandom(64).hex().encode() * 800 + b"</item>\n")
        file.write(b"</channel></rss>")
    assert path.stat().st_size > 30_000_000
    tracemalloc.start()
    assert sum(len(text_of(each)) > 0 for each in items(lambda: path.open("rb"), ITEMS)) == 300
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
