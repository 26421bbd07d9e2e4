"""Whatever is pasted, every letter and digit of it is found again."""

from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from haowen.text.references import LONGEST, entries, read

PIECES = st.sampled_from([
    "王明, 李红", "Smith, J. A., & Doe, B.", "et al.", "等", "新华网", "The Guardian", "《人民日报》", "“水从哪里来”", '"The Long River."',
    "城市雨洪管理研究", "Deep learning", "[J]", "[EB/OL]", "(2023-05-01)", "[2024-01-02]", "2015, 521(7553): 436-444", "(2020, May 1)", "2020",
    "1 May 2023", "2024年5月", "Retrieved 2 January 2024, from", "访问日期：2024-01-02", "Archived from the original on 5 May 2023", "（中文）",
    "https://example.org/a(b)?c=d#e", "www.example.org/x,", "doi:10.1000/xyz(2).", "https://web.archive.org/web/2020/https://a.example", "[1]",
    "1.", "①", "^", "[Internet]", "Available at:", "In", "版", "第5页", "[题](https://example.org/t)", "'quoted title here'", "don't", "…", "//", "A.",
])  # fmt: skip
LINES = st.lists(st.one_of(PIECES, st.text(max_size=12)), min_size=1, max_size=9).flatmap(
    lambda parts: st.sampled_from([" ", "", ". ", ", ", "，", " - ", "\t"]).map(lambda between: between.join(parts))
)


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text if character.isalnum())


@settings(max_examples=200, deadline=None)
@given(LINES)
@example("Smith J, Doe B. The long river. J Rivers. 2015;12(3):1-10.")
@example("0 1 May 2023 0")
@example("2001 2002-03 2003-04-05 (2006) [2007-08-09] 2010年")
@example("长" * 1200)
@example("https://example.org/" + "a" * 1200)
def test_every_letter_of_a_line_is_in_a_field_or_named(line: str) -> None:
    reading = read(line)
    kept = Counter[str]()
    for source in reading.sources:
        fields = (source.title, source.outlet, source.authors, source.url)
        kept += letters(" ".join((*fields, *source.formal, *source.left)))
        assert all(len(getattr(source, name)) <= most for name, most in LONGEST.items())
        assert source.title
    kept += letters(" ".join(reading.left))
    missing = letters(line) - kept
    assert not missing, (missing, reading)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=30), max_size=8))
def test_no_line_of_a_list_is_lost_between_its_entries(rows: list[str]) -> None:
    rows = [" ".join(row.split()) for row in rows]
    assert letters("".join(entries(rows))) == letters("".join(rows))
