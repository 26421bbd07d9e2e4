import datetime as dt

from haowen.domain.articles import restricting as articles
from haowen.domain.articles.models import ArticleEffect
from haowen.domain.moderation import deciding
from haowen.domain.moderation.models import Case
from haowen.domain.moderation.resting import over
from haowen.domain.people import restricting as people
from haowen.domain.people.models import AccountEffect
from haowen.domain.publishers import restricting as publishers
from haowen.domain.publishers.models import Publisher, PublisherEffect
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now


def statement(until=None):
    return issue(ground="terms", rule="§ 7", facts="写了别人的住址", effect="withheld", by_public_id="h", until=until)


def test_nothing_rests_on_nearly_everybody(publisher, alice) -> None:
    assert over(publisher, alice) == []


def test_what_rests_on_publisher_articles_and_person_is_told_with_its_statement(
    publisher, published, alice, bob
) -> None:
    article, until = published(), now() + dt.timedelta(days=2)
    publishers.restrict(publisher, PublisherEffect.NO_PUBLISHING, under=statement())
    articles.restrict(article, ArticleEffect.UNLISTED, under=statement(until), until=until)
    people.restrict(alice, AccountEffect.NO_COMMENTS, under=statement())
    found = over(publisher, alice)
    assert [(one.kind, one.effect) for one in found] == [
        ("publisher", "no_publishing"), ("article", "unlisted"), ("account", "no_comments"),
    ]  # fmt: skip
    assert (found[1].until, found[1].statement.rule, found[1].name) == (until, "§ 7", article.title)
    assert [one.kind for one in over(publisher, bob)] == ["publisher", "article"]


def test_what_is_over_or_rests_on_others_is_not_told(publisher, published, alice, article_factory) -> None:
    article = published()
    articles.restrict(article, ArticleEffect.UNLISTED, under=statement())
    articles.lift(article, ArticleEffect.UNLISTED)
    other = Publisher.objects.create(handle="other", name="别的号", kind="person")
    publishers.restrict(other, PublisherEffect.WITHHELD, under=statement())
    assert over(publisher, alice) == []


def test_a_decision_is_told_with_the_number_of_its_case(publisher, published, alice, dana) -> None:
    article = published()
    case = Case.objects.create(number=41, article=article)
    deciding.withhold(case, by=dana, ground="law", rule="§ 1", facts="x")
    assert [(one.kind, one.case) for one in over(publisher, alice)] == [("article", 41)]
