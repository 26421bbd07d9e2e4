"""Texts folded into templates."""

import pytest

from haowen.doors.web.folding import FoldingError, fold, messages

TEXTS = {"Like": "赞", "Floor %(n)s": "%(n)s 楼", 'a "b" <c>': "甲 & <乙>", "Best": "最佳"}


def test_a_text_that_stands_alone_becomes_escaped_text() -> None:
    assert fold('<b>{{ _("Like") }}</b>', TEXTS.__getitem__) == "<b>赞</b>"
    assert fold(r'{{ _("a \"b\" <c>") }}', TEXTS.__getitem__) == "甲 &amp; &lt;乙&gt;"


def test_a_value_keeps_its_place_in_the_sentence() -> None:
    assert fold('{{ _("Floor %(n)s", n=c.floor) }}', TEXTS.__getitem__) == "{{ c.floor }} 楼"


def test_a_text_within_an_expression_stays_an_expression() -> None:
    assert fold('{% for x in [["best", _("Best")]] %}', TEXTS.__getitem__) == '{% for x in [["best", ("最佳")]] %}'
    assert fold('{{ f(_("Floor %(n)s", n=g(1, 2))) }}', TEXTS.__getitem__) == '{{ f(((g(1, 2)) ~ " 楼")) }}'


def test_names_that_only_end_like_the_call_are_left_alone() -> None:
    assert fold('{{ item_("Like") }}', TEXTS.__getitem__) == '{{ item_("Like") }}'


def test_a_value_without_a_name_is_refused() -> None:
    with pytest.raises(FoldingError):
        fold('{{ _("Like", 3) }}', TEXTS.__getitem__)


def test_the_messages_of_a_template_are_found() -> None:
    assert list(messages('{{ _("Like") }} _("no") {% if _("Best") %}')) == ["Like", "Best"]
