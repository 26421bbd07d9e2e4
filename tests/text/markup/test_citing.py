"""Numbers of sources: by first use in the text."""

from hypothesis import given
from hypothesis import strategies as st

from haowen.text import markup

MARKED = markup.clean(
    '<p>先<sup data-cite="b"></sup>后<sup data-cite="a"></sup>，再说<sup data-cite="b"></sup>，'
    '又<sup data-cite="gone"></sup>。</p>'
)


def test_sources_are_counted_by_first_use_and_the_uncited_follow_as_they_stand() -> None:
    assert markup.numbered(MARKED, ["x", "a", "y", "b"]) == {"b": 1, "a": 2, "x": 3, "y": 4}
    assert markup.cited(MARKED) == {"b": 2, "a": 1, "gone": 1}


def test_what_is_cited_but_not_listed_takes_no_number() -> None:
    assert markup.numbered(MARKED, ["a"]) == {"a": 1}


def test_two_marks_of_one_source_share_its_number_and_have_ids_of_their_own() -> None:
    cited = markup.numbered(MARKED, ["a", "b"])
    shown = markup.shown(MARKED, pictures={}, cited=cited, words={"cite": "Reference {n}"})
    assert shown.count("[1]") == 2
    assert f'id="{markup.mark_id(1, 1)}"' in shown
    assert f'id="{markup.mark_id(1, 2)}"' in shown
    assert [markup.mark_id(3, times) for times in (1, 2, 26, 27, 28)] == ["c3", "c3b", "c3z", "c3-27", "c3-28"]


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef"), unique=True))
def test_every_listed_source_has_one_number_and_none_is_missing(marks: list[str], listed: list[str]) -> None:
    body = markup.clean("<p>" + "".join(f'文<sup data-cite="{key}"></sup>' for key in marks) + "</p>")
    numbers = markup.numbered(body, listed)
    assert sorted(numbers.values()) == list(range(1, len(listed) + 1))
    first = [key for key in dict.fromkeys(marks) if key in listed]
    assert sorted(first, key=numbers.__getitem__) == first
