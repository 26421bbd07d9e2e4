import pytest

from haowen.domain.publishers.models import FlagReason, FormerHandle, NameChange, Publisher, ReservedWord
from haowen.domain.publishers.renaming import VERIFIED, asked_for, decide, rename, take_back
from haowen.kit.refusals import Refused


@pytest.fixture
def unverified(publisher):
    Publisher.objects.filter(pk=publisher.pk).update(verified_at=None)
    publisher.refresh_from_db()
    return publisher


@pytest.fixture
def evening(db):
    return Publisher.objects.create(handle="jiangcheng", name="江城晚报", kind="media")


def named(publisher):
    return Publisher.objects.values_list("name", "handle").get(pk=publisher.pk)


def test_a_name_that_resembles_nothing_is_taken_at_once(unverified, alice) -> None:
    assert rename(unverified, "river_bank", name="河岸笔记", by=alice) is None
    assert named(unverified) == ("河岸笔记", "river_bank")
    assert FormerHandle.objects.get().handle == "river_watch"


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize(
    ("name", "handle", "reason"),
    [
        ("江成晚报", "", FlagReason.SOUNDS),
        ("江城晩報", "", FlagReason.SAME),
        ("江城晚报社", "", FlagReason.SIMILAR),
        ("江城 晚报", "", FlagReason.SAME),
        ("", "jiangchenq", None),
        ("", "j1angcheng", FlagReason.SAME),
        ("新华河流", "", FlagReason.RESERVED),
        ("Rіver Post", "", FlagReason.LOOKALIKE),
    ],
)
def test_a_name_that_imitates_waits_for_the_host(unverified, alice, name, handle, reason) -> None:
    ReservedWord.objects.get_or_create(text="新华", defaults={"sort": "media"})
    change = rename(unverified, handle, name=name, by=alice)
    if reason is None:
        assert change is None
        return
    assert reason in [why for why, _what in change.resembles]
    assert named(unverified) == ("河流观察", "river_watch")


def test_what_one_resembles_already_is_no_reason_to_look_again(alice, publisher) -> None:
    Publisher.objects.filter(pk=publisher.pk).update(verified_at=None)
    Publisher.objects.create(handle="other", name="河流观察站", kind="person")
    publisher.refresh_from_db()
    assert rename(publisher, "rivers", by=alice) is None


def test_a_verified_name_changes_only_when_the_host_has_looked(publisher, alice, olga) -> None:
    change = rename(publisher, name="河岸笔记", by=alice)
    assert change.resembles == [[VERIFIED, "河流观察"]]
    with pytest.raises(Refused):
        decide(change, grants=True, by=alice)
    decide(change, grants=True, by=olga)
    assert named(publisher) == ("河岸笔记", "river_watch")
    with pytest.raises(Refused):
        decide(change, grants=False, reasons="x", by=olga)


def test_a_refusal_has_reasons_and_changes_nothing(publisher, alice, olga) -> None:
    change = rename(publisher, name="河岸笔记", by=alice)
    with pytest.raises(Refused):
        decide(change, grants=False, by=olga)
    decide(change, grants=False, reasons="与别号太像", by=olga)
    assert (asked_for(publisher).reasons, named(publisher)[0]) == ("与别号太像", "河流观察")


def test_asking_again_takes_the_place_of_what_was_asked_before(publisher, alice, olga) -> None:
    first = rename(publisher, name="河岸笔记", by=alice)
    second = rename(publisher, name="河边笔记", by=alice)
    assert NameChange.objects.get() == second
    with pytest.raises(Refused):
        decide(first, grants=True, by=olga)
    take_back(second, by=alice)
    assert not NameChange.objects.exists()


@pytest.mark.usefixtures("evening")
def test_a_handle_that_was_taken_meanwhile_is_not_granted(unverified, alice, olga) -> None:
    change = rename(unverified, "jiangchengg", name="江城晚报社", by=alice)
    Publisher.objects.create(handle="jiangchengg", name="别的", kind="person")
    with pytest.raises(Refused, match="taken"):
        decide(change, grants=True, by=olga)
    change.refresh_from_db()
    assert change.is_granted is None


def test_the_host_itself_gives_any_name_and_others_none(publisher, olga, bob, mallory) -> None:
    assert rename(publisher, name="河岸笔记", by=olga) is None
    for who in (bob, mallory):
        with pytest.raises(Refused):
            rename(publisher, name="河边笔记", by=who)
