"""The fields of the plain form as they stand: kept with every autosave, and put back into a form that is opened again."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict

# What is kept by itself with the text, names a state of the window, or is sent only once.
APART: Final = frozenset(
    ("base", "written", "shown_tab", "shown_sequence", "may_empty", "title", "summary", "body", "picture", "cover")
)
Typed = Mapping[str, Sequence[str]]


def as_initial(fields: Mapping[str, forms.Field], typed: Typed) -> dict[str, Any]:
    """Return what was typed as the beginning of a form; a box that was not ticked sends nothing."""
    initial: dict[str, Any] = {}
    for name, field in fields.items():
        said = typed.get(name, ())
        if name in APART:
            continue
        if isinstance(field, forms.MultipleChoiceField):
            initial[name] = list(said)
        elif isinstance(field, forms.BooleanField):
            initial[name] = bool(said)
        elif said:
            initial[name] = said[0]
    return initial


def rows_of(word: str, fields: Mapping[str, forms.Field], typed: Typed) -> list[dict[str, str]]:
    """Return equal rows of a form as they were typed."""
    columns = {name: typed.get(f"{word}_{name}", ()) for name in fields}
    count = max((len(values) for values in columns.values()), default=0)
    return [
        {name: values[number] if number < len(values) else "" for name, values in columns.items()}
        for number in range(count)
    ]


def as_typed(form: forms.Form) -> dict[str, list[str]]:
    """Return the fields of a form as a browser would send them."""
    typed: dict[str, list[str]] = {}
    for name, field in form.fields.items():
        value = form[name].value()
        if name in APART or value is None:
            continue
        if isinstance(field, forms.MultipleChoiceField):
            typed[name] = [str(one) for one in value]
        elif isinstance(field, forms.BooleanField):
            typed |= {name: ["on"]} if value else {}
        else:
            typed[name] = [str(field.prepare_value(value))]
    return typed


def sent(typed: Typed) -> QueryDict:
    """Return what was typed as a form that was sent."""
    said = QueryDict(mutable=True)
    for name, values in typed.items():
        said.setlist(name, list(values))
    return said
