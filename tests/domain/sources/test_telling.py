"""Writers are told of dead addresses, once."""

import pytest

from haowen.domain.articles.drafts import DraftReference
from haowen.domain.articles.models import NoteKind, WriterNote
from haowen.domain.sources import checking, naming, tasks

pytestmark = pytest.mark.django_db
URL = "https://a.example/x"


def test_a_note_is_made_for_every_article_that_cites_it_and_none_twice(published) -> None:
    articles = [published(references=(DraftReference("甲", "r1", url=URL),)) for _number in range(2)]
    published()
    link = naming.of_url(URL)
    for _time in range(checking.GONE_TIMES):
        checking.judge(link, checking.Answered.GONE, 410)
    for _time in range(2):
        tasks.note_dead.call(link_id=link.pk)
    notes = WriterNote.objects.filter(kind=NoteKind.DEAD_LINK, text=URL)
    assert {note.article_id for note in notes} == {article.pk for article in articles}
    assert notes.count() == 2


def test_what_came_back_meanwhile_is_told_to_nobody(published) -> None:
    published(references=(DraftReference("甲", "r1", url=URL),))
    tasks.note_dead.call(link_id=naming.of_url(URL).pk)
    assert not WriterNote.objects.exists()
