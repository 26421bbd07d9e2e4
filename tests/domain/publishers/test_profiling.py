import pytest

from haowen.derived.pages import spoiling
from haowen.domain.publishers.models import Member
from haowen.domain.publishers.profiling import Profile, say
from haowen.kit.refusals import Refused
from tests.conftest import make_user


def test_what_is_said_stands_on_the_page_at_once(publisher, alice, monkeypatch) -> None:
    spoiled: list[str] = []
    monkeypatch.setattr(spoiling.pagestore, "announce", spoiled.extend)
    profile = Profile(tagline=" 看河  的人 ", about="一\n二", links=[("旧站", "https://example.org/")])
    say(publisher, profile, by=alice)
    assert (publisher.tagline, publisher.about) == ("看河 的人", "一\n二")
    assert [(row.label, row.url) for row in publisher.links.all()] == [("旧站", "https://example.org/")]
    assert f"publisher:{publisher.pk}" in spoiled
    say(publisher, Profile(), by=alice)
    assert not publisher.links.exists()


@pytest.mark.parametrize(
    "profile",
    [
        Profile(tagline="长" * 161),
        Profile(about="长" * 2001),
        Profile(language="xx"),
        Profile(links=[("x", "javascript:alert(1)")]),
        Profile(links=[("", "https://example.org")]),
        Profile(links=[("x", "https://")]),
        Profile(links=[("x", "https://example.org")] * 6),
    ],
)
def test_what_cannot_stand_there_is_refused_and_changes_nothing(publisher, alice, profile) -> None:
    with pytest.raises(Refused):
        say(publisher, profile, by=alice)
    publisher.refresh_from_db()
    assert publisher.tagline == "看河的人"


@pytest.mark.parametrize(("role", "may"), [("editor", True), ("writer", False), ("analyst", False), (None, False)])
def test_owners_and_editors_say_it(publisher, role, may) -> None:
    user = make_user("ann")
    if role:
        Member.objects.create(publisher=publisher, user=user, role=role)
    if may:
        say(publisher, Profile(tagline="新"), by=user)
    else:
        with pytest.raises(Refused):
            say(publisher, Profile(tagline="新"), by=user)
