import pytest
from django.db import connection

from haowen.domain.articles import filing, trashing
from haowen.domain.articles.importing import tag
from haowen.domain.articles.listing import Asked, Tab, counted, found, of_tab, series_of, with_reasons, writers_of
from haowen.domain.articles.models import Article, NoteKind, Series, State, WriterNote
from haowen.domain.people.acting import actor_of, host_actor


@pytest.fixture
def returned(article_factory):
    article = article_factory("被退回的")
    WriterNote.objects.create(article=article, kind=NoteKind.SENT_BACK, text="请补出处")
    return article


def test_every_article_is_counted_in_one_place(publisher, article_factory, returned) -> None:
    article_factory("草稿")
    trashing.trash(article_factory("扔掉的"), by=host_actor())
    Article.objects.filter(pk=article_factory("等着的").pk).update(state=State.IN_REVIEW)
    numbers = counted(found(publisher))
    assert numbers[Tab.ALL] == sum(count for tab, count in numbers.items() if tab != Tab.ALL) == 3
    assert (numbers[Tab.RETURNED], numbers[Tab.DRAFT], numbers[Tab.IN_REVIEW]) == (1, 1, 1)


def test_what_is_sent_in_again_is_no_longer_among_the_returned(publisher, returned) -> None:
    assert with_reasons(of_tab(found(publisher), Tab.RETURNED)).get().given_back == "请补出处"
    Article.objects.filter(pk=returned.pk).update(state=State.IN_REVIEW)
    assert not of_tab(found(publisher), Tab.RETURNED).exists()
    assert of_tab(found(publisher), Tab.IN_REVIEW).get() == returned


def test_each_filter_narrows_and_a_tag_is_found_by_name_or_slug(publisher, article_factory, channel) -> None:
    wanted = article_factory("长江")
    article_factory("黄河")
    filing.file(wanted, by=host_actor(), channel=channel, tags=[tag("Night Ferry")])
    for asked in (Asked(words="长"), Asked(channel="science"), Asked(tag="night ferry"), Asked(tag="night-ferry")):
        assert found(publisher, asked).get() == wanted
    assert not found(publisher, Asked(words="长", language="en")).exists()


def test_writers_are_those_who_began_something_members_or_not(publisher, article_factory, mallory) -> None:
    article_factory(by=mallory)
    Series.objects.create(publisher=publisher, title="看河")
    assert writers_of(publisher) == [(actor_of(mallory).public_id, "Mallory")]
    assert [title for _key, title in series_of(publisher)] == ["看河"]


def test_a_page_of_the_studio_is_found_by_an_index_without_sorting(publisher) -> None:
    for tab, index in ((Tab.ALL, "article_in_studio"), (Tab.DRAFT, "article_in_studio_by_state")):
        rows = of_tab(found(publisher), tab).order_by("-head_id", "-pk")[:50]
        plan = rows.explain()
        assert f"USING INDEX {index} " in plan or f"USING COVERING INDEX {index} " in plan, plan
    assert connection.vendor == "sqlite"
