"""What is missing, by step; that each has its way is tried in ``test_publications``."""

import pytest

from haowen.doors.studio.declaring import PublishForm
from haowen.doors.studio.missing import missing_of, missing_words, steps
from haowen.kit.gates import Finding, Weight

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "step", "way"),
    [
        ("title", "preview", "#id_title"), ("ai_none", "declare", "#id_ai_0"), ("source_name", "declare", "#id_repost_source"),
        ("channel", "channel", "#id_channel"), ("history", "time", "#id_history"), ("state", "preview", "/studio/a/"),
        ("body", "preview", "/studio/a/"),
    ],
)  # fmt: skip
def test_each_thing_belongs_to_a_step_and_has_a_way(article_factory, bob, field, step, way):
    article = article_factory(by=bob)
    form = PublishForm.of(article, article.head)
    (one,) = missing_of(article, form, [Finding("gate", Weight.REFUSE, "Something.", field)])
    assert (one["step"], one["message"]) == (step, "Something.")
    assert one["href"].startswith(way)
    assert steps(article, form, [one])[step]["missing"] == 1


def test_their_number_is_said() -> None:
    assert missing_words(1) == "One thing is missing; then it can be published"
    assert missing_words(3) == "3 things are missing"
