import pytest

from haowen.domain.publishers import access
from haowen.domain.publishers.membership import add, remove
from haowen.domain.publishers.models import FormerHandle, PublisherEffect
from haowen.domain.publishers.naming import checked_handle, handle_for, handles_for
from haowen.domain.publishers.opening import kept_by_host, open_publisher
from haowen.domain.publishers.renaming import rename
from haowen.domain.publishers.restricting import lift, restrict
from haowen.domain.statements.issuing import issue
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "handle"),
    [
        ("河流观察", "heliuguancha"),
        ("Café Noir", "cafe_noir"),
        ("新", "xin"),
        ("鹅", "e_hao"),
        ("！！", "publisher"),
        ("admin", "admin_2"),
    ],
)
def test_a_handle_is_made_of_the_name(db, name, handle):
    assert handle_for(name) == handle


def test_a_taken_handle_gets_a_number(db):
    first, second = (
        kept_by_host("河流观察"),
        open_publisher(handle=handle_for("河流观察"), name="河流观察", kind="media"),
    )
    assert (first.handle, second.handle) == ("heliuguancha", "heliuguancha_2")


def test_what_the_host_keeps_is_found_by_its_name(db):
    assert kept_by_host("河流观察") == kept_by_host(" 河流观察 ")
    assert kept_by_host("Jaroslav Štěpánek") == kept_by_host("Jaroslav Štěpánek")
    assert kept_by_host("Vivek Gite") == kept_by_host("VIVEK GITE")


def test_a_name_alone_does_not_find_somebodys_publisher(publisher):
    assert kept_by_host(publisher.name) != publisher


def test_a_renamed_publisher_keeps_its_old_address(publisher, alice, mallory):
    with pytest.raises(Refused):
        rename(publisher, "mallorys", by=mallory)
    rename(publisher, "rivers", by=alice)
    assert FormerHandle.objects.get(handle="river_watch").publisher == publisher
    with pytest.raises(Refused):
        open_publisher(handle="river_watch", name="冒名", kind="person")
    rename(publisher, "river_watch", by=alice)
    assert list(FormerHandle.objects.values_list("handle", flat=True)) == ["rivers"]


def test_the_last_owner_stays(publisher, alice, bob):
    with pytest.raises(Refused):
        remove(publisher, alice)
    with pytest.raises(Refused):
        add(publisher, alice, "writer")
    add(publisher, bob, "owner")
    remove(publisher, alice)
    assert publisher.members.get().user == bob


def test_who_belongs_and_who_writes(publisher, bob, carol):
    assert list(access.written_by(bob)) == [publisher]
    add(publisher, carol, "analyst")
    assert list(access.of_user(carol)) == [publisher]
    assert not access.written_by(carol).exists()
    with pytest.raises(Refused):
        add(publisher, carol, "king")


def test_a_withheld_publisher_is_seen_by_nobody(publisher):
    statement = issue(ground="terms", rule="第三条", facts="冒充他人。", effect="withheld", by_public_id="x")
    restrict(publisher, PublisherEffect.WITHHELD, under=statement)
    assert not access.visible().exists()
    lift(publisher, PublisherEffect.WITHHELD)
    assert list(access.visible()) == [publisher]


def test_many_names_get_handles_that_are_free_and_differ(publisher):
    names = ["江边观察", "Jiang Bian Guan Cha", "江边 观察!", publisher.handle, "张", "admin"]
    handles = handles_for(names)
    assert len(set(handles.values())) == len(names)
    assert publisher.handle not in handles.values()
    assert all(checked_handle(handle) == handle for handle in handles.values())
