"""The fields of the plain form as they stand."""

from django import forms

from haowen.doors.studio import typed


class Some(forms.Form):
    """A form with a field of each way of sending."""

    title = forms.CharField()
    place = forms.CharField(required=False)
    number = forms.IntegerField(required=False)
    is_open = forms.BooleanField(required=False)
    kinds = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], required=False)


def test_a_form_is_told_as_a_browser_would_send_it():
    form = Some(initial={"title": "题", "place": "桥", "is_open": True, "kinds": ["b"]})
    assert typed.as_typed(form) == {"place": ["桥"], "is_open": ["on"], "kinds": ["b"]}


def test_boxes_that_were_not_ticked_send_nothing():
    assert typed.as_initial(Some.base_fields, {"place": ["桥"]}) == {"place": "桥", "is_open": False, "kinds": []}


def test_rows_are_read_in_their_order():
    said = {"credit_name": ["甲", "乙"], "credit_role": ["photo"]}
    fields = {"name": forms.CharField(), "role": forms.CharField()}
    assert typed.rows_of("credit", fields, said) == [{"name": "甲", "role": "photo"}, {"name": "乙", "role": ""}]


def test_what_was_typed_can_be_sent():
    assert typed.sent({"credit_name": ["甲", "乙"]}).getlist("credit_name") == ["甲", "乙"]
