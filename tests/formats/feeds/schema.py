"""As much of JSON Schema (draft 7) as the schema of JSON Feed says; a word that is not understood is an error."""

import re
from collections.abc import Iterator
from typing import Any

Rule = dict[str, Any]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "number": (int, float), "integer": (int,), "boolean": (bool,),
}  # fmt: skip
FORMS = {
    "uri": re.compile(r"[a-z][a-z0-9+.-]*:\S+"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)"),
}
UNDERSTOOD = frozenset(
    [
        "$schema",
        "title",
        "description",
        "type",
        "properties",
        "patternProperties",
        "required",
        "items",
        "enum",
        "format",
        "allOf",
        "anyOf",
        "$ref",
        "definitions",
        "minProperties",
        "additionalProperties",
    ]
)


def broken(value: Any, whole: Rule) -> list[str]:
    """Return what the schema does not allow."""
    return list(_broken(value, whole, whole, "$"))


def _broken(value: Any, rule: Rule, whole: Rule, where: str) -> Iterator[str]:
    if unknown := set(rule) - UNDERSTOOD:
        raise ValueError(f"the schema says {sorted(unknown)}")
    if "type" in rule and not isinstance(value, TYPES[rule["type"]]):
        yield f"{where} is no {rule['type']}"
        return
    yield from _combined(value, rule, whole, where)
    if "enum" in rule and value not in rule["enum"]:
        yield f"{where} is {value!r}"
    if "format" in rule and not FORMS[rule["format"]].fullmatch(value):
        yield f"{where} is no {rule['format']}: {value}"
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from _broken(one, rule.get("items", {}), whole, f"{where}[{place}]")
    if isinstance(value, dict):
        yield from _members(value, rule, whole, where)


def _combined(value: Any, rule: Rule, whole: Rule, where: str) -> Iterator[str]:
    if "$ref" in rule:
        target: Any = whole
        for step in rule["$ref"].removeprefix("#/").split("/"):
            target = target[step]
        yield from _broken(value, target, whole, where)
    for part in rule.get("allOf", []):
        yield from _broken(value, part, whole, where)
    if "anyOf" in rule and all(list(_broken(value, part, whole, where)) for part in rule["anyOf"]):
        yield f"{where} is none of what it may be"


def _members(value: dict[str, Any], rule: Rule, whole: Rule, where: str) -> Iterator[str]:
    yield from (f"{where} has no {name}" for name in rule.get("required", []) if name not in value)
    if len(value) < rule.get("minProperties", 0):
        yield f"{where} says nothing"
    named, patterns = rule.get("properties", {}), rule.get("patternProperties", {})
    for name, one in value.items():
        parts = (
            [named[name]] if name in named else [part for pattern, part in patterns.items() if re.search(pattern, name)]
        )
        for part in parts:
            yield from _broken(one, part, whole, f"{where}.{name}")
        if not parts and rule.get("additionalProperties") is False:
            yield f"{where} may not have {name}"
