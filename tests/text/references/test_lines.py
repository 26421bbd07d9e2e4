"""One reference of each way of writing them."""

import pytest

from haowen.text.references import Source, read

NAMES = ("title", "outlet", "authors", "dated_on", "url", "accessed_on")


def told(line: str) -> tuple[str, ...]:
    (source,) = read(line).sources
    values = tuple(getattr(source, name) for name in NAMES)
    return values[: max((at for at, value in enumerate(values, 1) if value), default=0)]


@pytest.mark.parametrize(("line", "fields"), [
    ("新华网. 中国发布新政策[EB/OL]. (2023-05-01)[2024-01-02]. https://www.news.example/a.html",
     ("中国发布新政策", "新华网", "", "2023-05-01", "https://www.news.example/a.html", "2024-01-02")),
    ("[1] 王明, 李红. 城市雨洪管理研究[J]. 水利学报, 2020, 12(3): 1-5.", ("城市雨洪管理研究", "水利学报, 12(3): 1-5", "王明, 李红", "2020")),
    ("[2] LECUN Y, BENGIO Y, HINTON G. Deep learning[J]. Nature, 2015, 521(7553): 436-444. DOI:10.1038/nature14539.",
     ("Deep learning", "Nature, 521(7553): 436-444", "LECUN Y, BENGIO Y, HINTON G", "2015", "https://doi.org/10.1038/nature14539")),
    ("KHAN S, 2014. 内核的测试[EB/OL]. (2014-08)[2024-01-02]. https://k.example/a.", ("内核的测试", "", "KHAN S", "2014-08", "https://k.example/a", "2024-01-02")),
    ("丁文详. 数字革命[N]. 中国青年报, 2000-11-20(15).", ("数字革命", "中国青年报(15)", "丁文详", "2000-11-20")),
    ("Smith, J. A., & Doe, B. (2020, May 1). The long river: A history. Nature, 521(7553), 436–444. https://doi.org/10.1038/abc",
     ("The long river: A history", "Nature, 521(7553), 436–444", "Smith, J. A., & Doe, B.", "2020-05-01", "https://doi.org/10.1038/abc")),
    ('Smith, John. "The Long River." The New York Times, 1 May 2020, www.nyt.example/a.html. Accessed 2 Jan. 2024.',
     ("The Long River", "The New York Times", "Smith, John", "2020-05-01", "https://www.nyt.example/a.html", "2024-01-02")),
    ("Smith, John. 2015. “The Long River.” Journal of Rivers 12 (3), May: 1–10.", ("The Long River", "Journal of Rivers 12 (3): 1–10", "Smith, John", "2015-05")),
    ("John Smith and Bo Doe, “The Long River,” Journal of Rivers 12, no. 3 (2015): 1–10.",
     ("The Long River", "Journal of Rivers 12, no. 3: 1–10", "John Smith and Bo Doe", "2015")),
    ("1. Smith J, Doe B. The long river. J Rivers. 2015;12(3):1-10.", ("The long river", "J Rivers;12(3):1-10", "Smith J, Doe B", "2015")),
    ("2. World Health Organization. Drinking water [Internet]. Geneva: WHO; 2021 [cited 2024 Jan 2]. Available from: https://who.example/x",
     ("Drinking water", "Geneva: WHO", "World Health Organization", "2021", "https://who.example/x", "2024-01-02")),
    ("[3]J. Smith and B. Doe, “The long river,” J. Rivers, vol. 12, no. 3, May 2015, doi: 10.1000/xyz.",
     ("The long river", "J. Rivers, vol. 12, no. 3", "J. Smith and B. Doe", "2015-05", "https://doi.org/10.1000/xyz")),
    ("Smith, J. and Doe, B. (2015) 'The long river', Journal of Rivers, 12(3), pp. 1–10.",
     ("The long river", "Journal of Rivers, 12(3), pp. 1–10", "Smith, J. and Doe, B.", "2015")),
    ("Smith, John. The Long River. Penguin, 2010.", ("The Long River", "Penguin", "Smith, John", "2010")),
    ('^ Smith, John (1 May 2023). "The long river". The Guardian. Archived from the original on 5 May 2023. Retrieved 2 January 2024.',
     ("The long river", "The Guardian", "Smith, John", "2023-05-01", "", "2024-01-02")),
    ("^ 张三. 长江之水. 新华网. 2023-05-01 [2024-01-02]. （原始内容存档于2023-06-01） （中文（中国大陆））.",
     ("长江之水", "新华网", "张三", "2023-05-01", "", "2024-01-02")),
    ("《河流的记忆》,湖南日报,2024年5月", ("河流的记忆", "湖南日报", "", "2024-05")),
    ("费孝通：《乡土中国》，三联书店1985年版，第5页", ("乡土中国", "三联书店，第5页", "费孝通", "1985")),
    ("国务院关于印发《中国制造2025》的通知，中国政府网，2015-05-19", ("国务院关于印发《中国制造2025》的通知", "中国政府网", "", "2015-05-19")),
    ("江水为什么绿了，江城晚报，2026年5月3日，https://j.example/1", ("江水为什么绿了", "江城晚报", "", "2026-05-03", "https://j.example/1")),
    ("Rivers rise again - The Guardian (2025-11-13)", ("Rivers rise again", "The Guardian", "", "2025-11-13")),
    ("Hello. A river rises!, The Guardian, 13 November 2025", ("Hello. A river rises!", "The Guardian", "", "2025-11-13")),
    ("[The Long River](https://r.example/a_(b)) - The Guardian, 2020", ("The Long River", "The Guardian", "", "2020", "https://r.example/a_(b)")),
    ("https://example.org/x", ("https://example.org/x", "", "", "", "https://example.org/x")),
    ("Doe J. Trials. Stat Med. 1998;17:16. doi:10.1002/(SICI)1097-0258(1998)17:15/16<1661::AID-SIM968>3.0.CO;2-2.",
     ("Trials", "Stat Med;17:16", "Doe J", "1998", "https://doi.org/10.1002/(SICI)1097-0258(1998)17:15/16%3C1661::AID-SIM968%3E3.0.CO;2-2")),
    ("doi:10.1038/nature14539", ("https://doi.org/10.1038/nature14539", "", "", "", "https://doi.org/10.1038/nature14539")),
    ("ISO 9001:2015 Quality management systems", ("ISO 9001:2015 Quality management systems",)),
    ("Rivers of the North", ("Rivers of the North",)),
])  # fmt: skip
def test_a_line_is_taken_apart(line: str, fields: tuple[str, ...]) -> None:
    assert told(line) == fields


def test_what_has_no_field_is_named() -> None:
    (source,) = read("“Rivers”. The Guardian. Archived from the original on 5 May 2023. https://a.example/1 https://web.archive.org/web/1/https://a.example/1").sources  # fmt: skip
    assert source.url == "https://a.example/1"
    assert source.left == (
        "https://web.archive.org/web/1/https://a.example/1",
        "Archived from the original on 5 May 2023",
    )


def test_a_title_that_is_too_long_is_parted_at_a_word_and_the_rest_is_named() -> None:
    (source,) = read("word " * 200).sources
    assert isinstance(source, Source)
    assert len(source.title) <= 400
    assert not source.title.endswith("wor")
    assert f"{source.title} {source.left[0]}".split() == ["word"] * 200
