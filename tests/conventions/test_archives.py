"""The table against the models: whoever adds a model or a field says whether it comes back on a second site."""

import pytest
from django.apps import apps
from django.db import models

from haowen.domain.archives.staying import STAYS
from haowen.domain.archives.travelling import TRAVELS, Sheet, Travels, beneath, fields_of, table

OURS = {
    model._meta.label: model
    for model in apps.get_models(include_auto_created=True)
    if model.__module__.startswith("haowen.domain.") and model._meta.app_label != "archives"
}


def named(row: Travels) -> str:
    return row.model


def test_every_model_of_the_domain_travels_or_stays_with_a_reason() -> None:
    unsaid = set(OURS) - set(table()) - set(STAYS)
    assert not unsaid, "say in domain/archives/travelling.py or staying.py whether these travel in an archive"
    assert not set(table()) & set(STAYS)
    assert not (set(table()) | set(STAYS)) - set(OURS), "no such model"
    assert all(STAYS.values())


@pytest.mark.parametrize("row", TRAVELS, ids=named)
def test_every_field_travels_or_stays_with_a_reason(row: Travels) -> None:
    said = [*row.fields, *row.of_host, *row.stays, *([row.under] if row.under else [])]
    assert len(said) == len(set(said))
    unsaid = set(fields_of(row.of())) - set(said)
    assert not unsaid, f"say in domain/archives/travelling.py whether these of {row.model} travel in an archive"
    assert not set(said) - {each.name for each in row.of()._meta.get_fields()}
    assert all(row.stays.values())


@pytest.mark.parametrize("row", TRAVELS, ids=named)
def test_a_row_hangs_on_one_that_travels_in_the_same_archive(row: Travels) -> None:
    if not row.under:
        assert not row.called
        return
    above = table()[str(row.of()._meta.get_field(row.under).related_model._meta.label)]  # type: ignore[union-attr]
    assert row in beneath(above.model, row.sheet)
    assert row.is_of_host or not above.is_of_host


@pytest.mark.parametrize("row", TRAVELS, ids=named)
def test_what_another_person_does_alone_never_travels(row: Travels) -> None:
    points = [
        each.related_model._meta.label for each in row.of()._meta.concrete_fields if isinstance(each, models.ForeignKey)
    ]
    assert "people.User" not in points
    assert row.sheet is not Sheet.STATISTICS or "people.Actor" not in points
