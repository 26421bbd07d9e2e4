"""Promise 7: every model that can point at a person says whether it is exported, erased or kept, and for how long."""

import pytest
from django.apps import apps

from haowen.domain.people.models import Actor, User
from haowen.kit.personal import Fate, Personal

pytestmark = pytest.mark.django_db


def ours():
    return [model for model in apps.get_models() if model.__module__.startswith("haowen.")]


def pointing_at_people():
    people = {User, Actor}
    return [
        model
        for model in ours()
        if model in people
        or any(field.related_model in people for field in model._meta.concrete_fields if field.is_relation)
    ]


def test_every_model_that_points_at_a_person_says_what_becomes_of_it():
    silent = [
        model.__name__ for model in pointing_at_people() if not isinstance(getattr(model, "personal", None), Personal)
    ]
    assert silent == []


def test_what_is_kept_says_for_how_long():
    kept = [model for model in ours() if getattr(model, "personal", None) and model.personal.fate is Fate.KEPT]
    assert kept
    assert [model.__name__ for model in kept if not model.personal.kept_days] == []


def test_what_is_detached_can_stand_without_its_person():
    people = {User, Actor}
    for model in pointing_at_people():
        if model not in people and model.personal.fate is Fate.DETACHED:
            fields = [
                field for field in model._meta.concrete_fields if field.is_relation and field.related_model in people
            ]
            assert all(field.null for field in fields), model
