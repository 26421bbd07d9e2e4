import pytest

from haowen.domain.publishers import stepping
from haowen.domain.publishers.models import Application
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_person_has_one_draft(carol):
    first = stepping.say_kind(carol, kind="person")
    assert stepping.say_kind(carol, kind="media", organisation="临江报").pk == first.pk
    assert Application.objects.get().organisation == "临江报"


def test_steps_open_one_after_another(carol):
    assert stepping.first_open(None) == stepping.KIND
    draft = stepping.say_kind(carol, kind="person")
    assert stepping.first_open(draft) == stepping.NAMES
    stepping.say_names(draft, name="看河的人", handle="river_eyes")
    assert stepping.first_open(draft) == stepping.PURPOSE
    stepping.say_purpose(draft, motivation="我想写这条河的四季。")
    assert stepping.first_open(draft) == stepping.LOOK_OVER
    stepping.hand_in(draft)
    assert stepping.draft_of(carol) is None


def test_a_second_page_does_not_change_what_was_handed_in(carol):
    draft = stepping.say_kind(carol, kind="person")
    stepping.say_names(draft, name="看河的人", handle="river_eyes")
    stepping.say_purpose(draft, motivation="我想写这条河的四季。")
    stale = Application.objects.get(pk=draft.pk)
    stepping.hand_in(draft)
    with pytest.raises(Refused):
        stepping.say_names(stale, name="别的名字", handle="other_name")
    with pytest.raises(Refused):
        stepping.hand_in(stale)
    draft.refresh_from_db()
    assert draft.name == "看河的人"
