"""The line on top of the studio's home, and the statements behind it."""

from haowen.domain.articles import restricting
from haowen.domain.articles.models import ArticleEffect
from haowen.domain.people import restricting as people
from haowen.domain.people.models import AccountEffect
from haowen.domain.statements.issuing import issue


def statement():
    return issue(ground="terms", rule="§ 7", facts="写了别人的住址", effect="withheld", by_public_id="h")


def test_the_home_says_that_nothing_rests_on_it_and_what_would_be_told(client, bob) -> None:
    client.force_login(bob)
    assert "No restriction in force" in client.get("/studio", headers={"Accept-Language": "en"}).content.decode()
    assert client.get("/studio/@river_watch/restrictions").status_code == 200


def test_a_statement_is_shown_whole_with_the_way_to_object(client, bob, alice, published) -> None:
    under = statement()
    restricting.restrict(published("被限制的"), ArticleEffect.WITHHELD, under=under)
    people.restrict(alice, AccountEffect.NO_COMMENTS, under=statement())
    client.force_login(bob)
    page = client.get("/studio", headers={"Accept-Language": "en"}).content.decode()
    assert "1 restriction in force" in page
    assert f'href="/studio/@river_watch/restrictions#s{under.public_id}"' in page
    page = client.get("/studio/@river_watch/restrictions").content.decode()
    assert "写了别人的住址" in page
    assert "§ 7" in page
    assert 'href="/contact"' in page


def test_others_find_nothing(client, mallory, publisher) -> None:
    client.force_login(mallory)
    assert client.get(f"/studio/@{publisher.handle}/restrictions").status_code == 404
