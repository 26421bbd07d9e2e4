"""The guards that migrations name are the ones that stand in the database."""

import importlib
import pkgutil

import pytest
from django.db import connection

from haowen import domain
from haowen.kit.guards import Guard

pytestmark = pytest.mark.django_db


def named():
    guards: list[Guard] = []
    for module in pkgutil.walk_packages(domain.__path__, "haowen.domain."):
        if ".migrations." in module.name:
            guards += getattr(importlib.import_module(module.name), "GUARDS", [])
    return guards


def test_every_guard_stands(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {name for (name,) in cursor.fetchall()}
    assert {guard.name for guard in named()} <= standing
    assert len({guard.name for guard in named()}) == len(named())


def test_a_guard_is_said_for_postgresql_too():
    function, trigger = Guard("g", "t", "UPDATE", "no", "OLD.a IS DISTINCT FROM NEW.a").create("postgresql")
    assert "IF OLD.a IS DISTINCT FROM NEW.a THEN RAISE EXCEPTION 'no'" in function
    assert trigger == "CREATE TRIGGER g BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION g()"
