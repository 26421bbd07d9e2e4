"""Fields of the studio's forms."""

import pytest
from django.core.exceptions import ValidationError

from haowen.doors.studio.fields import Line, PartialDate


@pytest.mark.parametrize(
    ("said", "kept"), [("2026", "2026"), ("2026/05", "2026-05"), ("2026.05.09", "2026-05-09"), (" ", "")]
)
def test_a_date_is_taken_as_far_as_it_is_known(said: str, kept: str) -> None:
    assert PartialDate(required=False).clean(said) == kept


@pytest.mark.parametrize("said", ["2026-13", "gestern", "2026-02-30", "26"])
def test_what_is_no_date_is_refused(said: str) -> None:
    with pytest.raises(ValidationError):
        PartialDate(required=False).clean(said)


def test_a_line_is_one_line_whatever_was_pasted() -> None:
    assert Line(required=False).clean(" 一行\r\n\n  二行 ") == "一行 二行"
