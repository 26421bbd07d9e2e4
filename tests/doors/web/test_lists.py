"""Addresses of lists."""

import pytest

from haowen.config.urls import without_slash

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "answered"),
    [("/c/science/", "/c/science"), ("/about/?x=1", "/about?x=1"), ("/@a_b/", "/@a_b"), ("//evil.example/", "/evil.example"),
     ("/\\evil.example/", "/evil.example")],
)  # fmt: skip
def test_an_address_with_a_slash_at_its_end_leads_to_the_one_without(client, site, asked, answered) -> None:
    path, _, query = asked.partition("?")
    answer = client.get("/", PATH_INFO=path, QUERY_STRING=query)
    assert (answer.status_code, answer["Location"]) == (301, answered)


def test_a_form_sent_to_an_address_with_a_slash_is_not_sent_on(site, rf) -> None:
    assert without_slash(rf.post("/about/", headers={"accept-language": "en"}), "about").status_code == 404
