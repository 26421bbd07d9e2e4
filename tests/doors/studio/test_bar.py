"""The bar of the studio leads nobody to a room that is closed to them."""

import lxml.html
import pytest

from haowen.domain.publishers.models import Member
from tests.journeys.visiting import linked


@pytest.mark.parametrize(("role", "rooms"), [
    ("owner", {"new", "comments", "media", "profile", "export"}), ("analyst", set()),
])  # fmt: skip
def test_every_door_of_the_bar_opens(client, publisher, bob, role, rooms) -> None:
    Member.objects.filter(publisher=publisher, user=bob).update(role=role)
    client.force_login(bob)
    page = lxml.html.document_fromstring(client.get(f"/studio/@{publisher.handle}/members").content.decode())
    doors = {address.partition("?")[0] for address in linked(page.get_element_by_id("nav"))} - {"/accounts/preferences"}
    names = {door.rpartition("/")[2] for door in doors}
    assert (
        names - {"studio", "statistics", "reviews", "import", "references", "trash", "reposts", "members", "join"}
        == rooms
    )
    assert {door: client.get(door, follow=True).status_code for door in doors} == dict.fromkeys(doors, 200)
    assert [link.get("href") for link in page.xpath("//nav//a[@aria-current='page']")] == [
        f"/studio/@{publisher.handle}/members"
    ]


def test_a_page_without_a_publisher_has_the_doors_of_the_first(client, publisher, bob) -> None:
    client.force_login(bob)
    assert f"/studio/@{publisher.handle}/comments" in client.get("/studio/reviews").content.decode()
