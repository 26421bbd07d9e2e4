"""Lists, and what programs write."""

import json

import pytest

from haowen.text.references import item, read

BIBTEX = r"""
Some words before.
@string{n = "Nature"}
@article{lecun2015, author = {LeCun, Yann and M{\"u}ller, J{\'o}}, title = {{Deep} learning \& rivers},
  journal = n, volume = 521, number = {7553}, pages = {436--444}, year = {2015}, month = may, doi = {10.1038/nature14539},
  abstract = {Long.}}
@misc{web, title = "The {Long} River", howpublished = {\url{https://r.example/a_b}}, date = {2020-05-01}, urldate = {2024-01-02}}
"""
RIS = """TY  - JOUR
AU  - LeCun, Yann
AU  - Bengio, Yoshua
TI  - Deep learning
JO  - Nature
PY  - 2015/05/28/
VL  - 521
IS  - 7553
SP  - 436
EP  - 444
DO  - 10.1038/nature14539
AB  - Long.
ER  -
"""
CSL = {
    "title": ["深度学习"], "container-title": "自然", "author": [{"family": "王", "given": "明"}, {"family": "Le Cun", "given": "Y."}, {"literal": "WHO"}],
    "issued": {"date-parts": [[2015, 5]]}, "accessed": {"date-parts": [[2024, 1, 2]]}, "DOI": "10.1/x", "page": "1-2", "abstract": "Long.",
}  # fmt: skip


def test_bibtex_is_read_with_its_accents_and_what_has_no_field_is_named() -> None:
    first, second, outside = sorted(read(BIBTEX).sources, key=lambda source: source.title)
    assert (first.title, first.outlet, first.authors) == (
        "Deep learning & rivers", "n, 521(7553), 436–444", "LeCun, Yann; Müller, Jó",
    )  # fmt: skip
    assert (first.dated_on, first.url, first.left) == (
        "2015-05",
        "https://doi.org/10.1038/nature14539",
        ("abstract: Long.",),
    )
    assert (outside.title, outside.url, outside.dated_on, outside.accessed_on) == (
        "The Long River", "https://r.example/a_b", "2020-05-01", "2024-01-02",
    )  # fmt: skip
    assert second.title == "Some words before"


@pytest.mark.parametrize(
    "text",
    ["@article{", "@article{a, title = {", '@book{b, title = "x', "@x(y, z = 1", "@misc{a}", "@comment{x, a = b}"],
)
def test_broken_bibtex_does_no_harm(text: str) -> None:
    read(f"{text}\n")


def test_ris_is_read() -> None:
    (source,) = read(RIS).sources
    assert (source.title, source.outlet, source.authors) == (
        "Deep learning",
        "Nature, 521(7553), 436–444",
        "LeCun, Yann; Bengio, Yoshua",
    )
    assert (source.dated_on, source.url, source.left) == (
        "2015-05-28",
        "https://doi.org/10.1038/nature14539",
        ("AB: Long.",),
    )


def test_csl_json_is_read_one_or_many() -> None:
    for text in (json.dumps(CSL), json.dumps([CSL])):
        (source,) = read(text).sources
        assert (source.title, source.outlet, source.authors) == ("深度学习", "自然, 1-2", "王明; Le Cun, Y.; WHO")
        assert (source.dated_on, source.accessed_on, source.url) == ("2015-05", "2024-01-02", "https://doi.org/10.1/x")
        assert source.left == ("abstract: Long.",)


@pytest.mark.parametrize(
    "odd", [{}, {"title": None}, {"author": 3}, {"issued": {"date-parts": [["x"]]}, "title": {"a": 1}}]
)
def test_odd_json_does_no_harm(odd: dict[str, object]) -> None:
    assert item(odd) is None


def test_a_list_with_a_heading_numbers_and_broken_lines() -> None:
    reading = read(
        "参考文献：\n[1] 王明. 城市雨洪管理\n研究[J]. 水利学报, 2020.\n\n[2] 李红. 河流[J]. 地理, 2021.\n————\n"
    )
    assert [source.title for source in reading.sources] == ["城市雨洪管理 研究", "河流"]
    assert reading.left == ("参考文献：",)


def test_an_address_below_its_title_belongs_to_it() -> None:
    first, second = read(
        "江水为什么绿了，江城晚报，2026年5月3日\nhttps://j.example/1\nRivers rise - The Guardian\nhttps://g.example/2\n"
    ).sources
    assert (first.title, first.url, second.title, second.url) == (
        "江水为什么绿了",
        "https://j.example/1",
        "Rivers rise",
        "https://g.example/2",
    )


def test_entries_parted_by_empty_lines_may_be_broken_into_several() -> None:
    rows = read("Smith, J. (2015). The long\nriver. Nature.\n\nDoe, B. (2016). The short\nriver. Science.\n").sources
    assert [row.title for row in rows] == ["The long river", "The short river"]


def test_addresses_alone_are_a_source_each() -> None:
    assert [row.url for row in read("https://a.example/1\nhttps://b.example/2\n10.1234/x.y\n").sources] == [
        "https://a.example/1", "https://b.example/2", "https://doi.org/10.1234/x.y",
    ]  # fmt: skip
