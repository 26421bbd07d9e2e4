import pytest

from haowen.domain.publishers.models import ReservedWord, WritingRule

pytestmark = pytest.mark.django_db
PAGES = ["/desk/names", "/desk/writing", "/desk/credentials", "/desk/credentials/river_watch"]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("who", ["mallory", "bob", "dana", "erin"])
def test_rules_are_the_operators(client, publisher, request, address, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address).status_code == client.post(address, {}).status_code == 404


@pytest.mark.parametrize("address", PAGES)
def test_an_operator_sees_them_and_nothing_empty_is_kept(client, publisher, olga, address):
    client.force_login(olga)
    assert client.get(address).status_code == 200
    assert client.post(address, {}).status_code == (405 if address == "/desk/credentials" else 422)


def test_words_are_put_on_and_taken_off(client, olga):
    client.force_login(olga)
    client.post("/desk/names", {"texts": "灯塔\n港口", "sort": "other"})
    word = ReservedWord.objects.get(text="灯塔")
    assert "灯塔" in client.get("/desk/names").content.decode()
    client.post("/desk/names", {"do": "take_off", "word": [word.pk, "x"]})
    assert not ReservedWord.objects.filter(text="灯塔").exists()


def test_a_line_of_the_table_is_set_and_taken_off(client, olga, channel):
    client.force_login(olga)
    client.post(
        "/desk/writing", {"kind": "person", "holds": "none", "channel": "science", "permission": "after_review"}
    )
    rule = WritingRule.objects.get()
    assert (rule.kind, rule.holds, rule.channel, rule.permission) == ("person", "none", channel, "after_review")
    assert client.post("/desk/writing", {"do": "take_off", "rule": "x"}).status_code == 404
    client.post("/desk/writing", {"do": "take_off", "rule": rule.pk})
    assert not WritingRule.objects.exists()


def test_what_was_verified_stands_on_the_publishers_page(client, publisher, olga):
    client.force_login(olga)
    here = "/desk/credentials/river_watch"
    wrong = client.post(here, {"what": "登记证书", "valid_until": "2001-01-01"})
    assert wrong.status_code == 422
    assert client.post(here, {"what": "登记证书", "number": "1", "valid_until": "2999-01-01"}).status_code == 303
    row = publisher.credentials.get()
    assert row.verified_by == olga
    assert "登记证书" in client.get(f"{here}?renews={row.pk}").content.decode()
    client.post(here, {"what": "登记证书（新）", "renews": row.pk})
    assert publisher.credentials.get().what == "登记证书（新）"
    assert "river_watch" in client.get("/desk/credentials?q=@river").content.decode()
    page = client.get("/@river_watch").content.decode()
    assert "登记证书（新）" in page
    assert "/about/badges" in page
    assert client.get("/about/badges").status_code == 200


def test_the_table_stands_beside_the_channel_where_one_publishes(client, olga, alice, channel, article_factory):
    article = article_factory(by=alice)
    client.force_login(olga)
    client.post("/desk/writing", {"kind": "", "holds": "", "channel": "science", "permission": "after_review"})
    client.force_login(alice)
    page = client.get(f"/studio/a/{article.public_id}/publish", headers={"accept-language": "en"}).content.decode()
    assert "It goes to review first: a person of the host" in page
