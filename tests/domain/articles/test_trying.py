import datetime as dt
from collections import Counter

import pytest

from haowen.domain.articles import trying
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.models import TrialOutcome
from haowen.domain.articles.publishing import RefusedError, publish
from haowen.domain.articles.saving import save
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 10, 20, tzinfo=dt.UTC)


@pytest.fixture
def tried(article_factory, bob):
    """An article that came out with two titles."""
    article = article_factory(by=bob)
    said = Draft("水位为什么会变", "<p>河水涨了。</p>", second_title="河水一夜涨三厘米")
    save(article, said, base=article.head, by=actor_of(bob))
    return publish(article, by=actor_of(bob))


def bring_out(article, by, title, second=""):
    save(article, Draft(title, "<p>河水涨了。</p>", second_title=second), base=article.head, by=actor_of(by))
    return publish(article, by=actor_of(by))


@pytest.mark.parametrize("where", ["/", "/c/science", "/a/k3f9", "shelf"])
def test_in_every_list_both_titles_have_the_same_time(where):
    hours = [MONDAY.replace(minute=0, hour=0) + dt.timedelta(hours=hour) for hour in range(24)]
    assert set(Counter(trying.shown(7, where, at) for at in hours).values()) == {12}


def test_which_comes_first_is_drawn_for_each_list_and_each_two_hours():
    first = [trying.shown(7, f"/t/{number}", MONDAY) for number in range(400)]
    assert 150 < first.count(trying.Shown.FIRST) < 250
    pairs = [trying.shown(7, "/", MONDAY + dt.timedelta(hours=2 * number)) for number in range(400)]
    assert 150 < pairs.count(trying.Shown.FIRST) < 250


def test_a_list_holds_to_the_end_of_the_hour_or_of_the_trial():
    assert trying.turns_at(MONDAY, MONDAY + dt.timedelta(days=1)) == MONDAY.replace(hour=11, minute=0)
    assert trying.turns_at(MONDAY, MONDAY + dt.timedelta(minutes=5)) == MONDAY + dt.timedelta(minutes=5)


def test_what_comes_out_with_a_second_title_is_tried_for_a_day(tried):
    trial = tried.title_trials.get()
    assert (trial.first, trial.second, trial.outcome) == ("水位为什么会变", "河水一夜涨三厘米", "")
    assert trial.ends_at - trial.started_at == dt.timedelta(days=1)
    assert tried.title_trial == trial
    assert tried.title == "水位为什么会变"


def test_publishing_the_text_again_does_not_begin_it_anew(tried, bob):
    save(
        tried, Draft(tried.title, "<p>又涨了。</p>", second_title="河水一夜涨三厘米"), base=tried.head, by=actor_of(bob)
    )
    with telling(now() + dt.timedelta(hours=3)):
        publish(tried, by=actor_of(bob))
    assert tried.title_trials.count() == 1


@pytest.mark.parametrize(("second", "running"), [("", 0), ("河水昨夜又涨三厘米", 1)])
def test_other_titles_end_it(tried, bob, second, running):
    before = tried.title_trials.get()
    bring_out(tried, bob, "水位到底为什么会变", second)
    before.refresh_from_db()
    tried.refresh_from_db()
    assert before.outcome == TrialOutcome.OVERTAKEN
    assert tried.title_trials.filter(outcome="").count() == running
    assert (tried.title_trial_id is not None) == bool(running)


def test_the_same_two_are_never_tried_again(tried, bob):
    bring_out(tried, bob, "水位到底为什么会变")
    bring_out(tried, bob, "水位为什么会变", "河水一夜涨三厘米")
    assert tried.title_trials.count() == 1


@pytest.mark.parametrize(
    ("second", "refused"), [("涨水", True), ("水" * 41, True), ("水位为什么会变", True), ("河水一夜涨三厘米", False)]
)
def test_both_titles_keep_to_the_hosts_bounds(article_factory, bob, second, refused):
    article = article_factory(by=bob)
    if not refused:
        assert bring_out(article, bob, "水位为什么会变", second).is_published()
        return
    with pytest.raises(RefusedError) as caught:
        bring_out(article, bob, "水位为什么会变", second)
    assert [finding.field for finding in caught.value.findings] == ["second_title"]
