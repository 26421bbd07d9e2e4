"""What other sites' programs look for."""

import json
from typing import Any

import pytest

from haowen.domain.publishers import renaming, restricting
from haowen.domain.publishers.models import PublisherEffect
from haowen.domain.statements.issuing import issue

pytestmark = pytest.mark.django_db

BASE = "http://localhost:8000"
WEBFINGER = "/.well-known/webfinger"


def test_a_publisher_is_found_by_its_handle(client: Any, site: Any, publisher: Any) -> None:
    resources = ("acct:river_watch@localhost:8000", "acct:@River_Watch@LOCALHOST:8000", f"{BASE}/@river_watch")
    answers = [client.get(WEBFINGER, {"resource": one}) for one in resources]
    assert len({answer.content for answer in answers}) == 1
    said = json.loads(answers[0].content)
    assert answers[0]["Content-Type"] == "application/jrd+json"
    assert answers[0]["Access-Control-Allow-Origin"] == "*"
    assert said["subject"] == "acct:river_watch@localhost:8000"
    assert {
        "rel": "http://webfinger.net/rel/profile-page",
        "type": "text/html",
        "href": f"{BASE}/@river_watch",
    } in said["links"]


@pytest.mark.parametrize(
    "resource",
    ["acct:nobody_at_all@localhost:8000", "acct:river_watch@elsewhere.example", "acct:river_watch", "river_watch",
     f"{BASE}/about", "mailto:river_watch@localhost:8000", "acct:@localhost:8000"],
)  # fmt: skip
def test_what_is_unknown_is_not_found(client: Any, site: Any, publisher: Any, resource: str) -> None:
    assert client.get(WEBFINGER, {"resource": resource}).status_code == 404


def test_a_question_without_a_resource_is_none(client: Any, site: Any) -> None:
    assert client.get(WEBFINGER).status_code == 400


def test_a_publisher_that_is_withheld_is_not_found(client: Any, site: Any, publisher: Any, dana: Any) -> None:
    statement = issue(ground="terms", rule="1", facts="x", effect="withheld", by_public_id=dana.public_id)
    restricting.restrict(publisher, PublisherEffect.WITHHELD, under=statement)
    assert client.get(WEBFINGER, {"resource": "acct:river_watch@localhost:8000"}).status_code == 404


def test_a_former_handle_leads_to_the_present_one(client: Any, site: Any, publisher: Any, olga: Any) -> None:
    renaming.rename(publisher, "river_people", by=olga)
    said = json.loads(client.get(WEBFINGER, {"resource": "acct:river_watch@localhost:8000"}).content)
    assert said["subject"] == "acct:river_people@localhost:8000"


def test_the_node_tells_its_numbers(client: Any, site: Any, published: Any, carol: Any) -> None:
    published()
    (link,) = json.loads(client.get("/.well-known/nodeinfo").content)["links"]
    answer = client.get(link["href"].removeprefix(BASE))
    said = json.loads(answer.content)
    assert said["version"] == "2.1"
    assert said["software"]["name"] == "haowen"
    assert said["usage"]["localPosts"] == 1
    assert said["usage"]["users"]["total"] >= 1
    assert said["protocols"] == []
