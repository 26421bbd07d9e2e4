import pytest

from haowen.text.markup import clean
from haowen.text.stumbles import Kind, in_body, in_title

KEY = "a" * 64


def kinds(html, references=()):
    return [one.kind for one in in_body(html, references)]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (f'<figure><img data-media="{KEY}" alt=""></figure>', [Kind.NO_ALTERNATIVE]),
        (f'<figure><img data-media="{KEY}" alt=" "></figure>', [Kind.NO_ALTERNATIVE]),
        (f'<figure><img data-media="{KEY}" alt="" data-decorative></figure>', []),
        (f'<figure><img data-media="{KEY}" alt="河"></figure>', []),
        ("<h3>起因</h3>", [Kind.HEADING_JUMP]),
        ("<h2>起因</h2><h3>细节</h3><h2>后来</h2>", []),
        ("<h2> </h2>", [Kind.EMPTY_HEADING]),
        ('<p><a href="https://example.org/"></a></p>', [Kind.EMPTY_LINK]),
        ('<p><a href="https://example.org/">这里</a></p>', []),
    ],
)
def test_what_readers_stumble_over_is_found_and_nothing_else(html, found) -> None:
    assert kinds(html) == found


def test_references_that_nobody_cites_and_citations_of_nothing() -> None:
    html = clean('<p>据报道<sup data-cite="r1"></sup>，另据<sup data-cite="r9"></sup>。</p>')
    found = in_body(html, [("r1", "公报"), ("r2", "年鉴")])
    assert [(one.kind, one.number, one.passage) for one in found] == [
        (Kind.NEVER_CITED, 2, "年鉴"),
        (Kind.CITES_NOTHING, 0, "r9"),
    ]


@pytest.mark.parametrize(
    "title", ["震惊！河水竟然变绿", "河水变绿了！！", "WHY THE RIVER TURNED GREEN", "真的吗？！", "快！快！看！"]
)
def test_a_title_that_shouts_is_noticed(title) -> None:
    assert [one.kind for one in in_title(title)] == [Kind.SHOUTS]


@pytest.mark.parametrize(
    "title", ["河水为什么变绿", "NASA 与 ESA 的新任务", "加油！临江", "Why the river turned green"]
)
def test_a_calm_title_is_left_alone(title) -> None:
    assert in_title(title) == []
