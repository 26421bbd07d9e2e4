import pytest

from haowen.domain.publishers import applying
from haowen.doors import letters

pytestmark = pytest.mark.django_db


def test_a_letter_is_written_in_the_language_that_is_asked_for(carol, olga):
    said = {"kind": "person", "name": "Low Water", "handle": "low_water", "motivation": "I look at rivers."}
    application = applying.submit(carol, **said)
    applying.ask(application, by=olga, questions="Which river?")
    for language, subject in (("en", "Questions about"), ("zh-hans", "Low Water")):
        told, paragraphs = letters.application(application, language)
        assert subject in told
        assert "Which river?" in paragraphs
