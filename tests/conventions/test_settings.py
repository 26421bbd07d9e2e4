import re

from haowen.config.environment import Environment
from tests.conventions.settings_table import PAGE, table
from tests.conventions.sources import SOURCE


def test_the_table_of_settings_is_what_the_code_reads() -> None:
    assert PAGE.read_text(encoding="utf-8") == table()


def test_every_variable_that_is_read_is_declared() -> None:
    declared = {f"HAOWEN_{name.upper()}" for name in Environment.model_fields}
    inside = {"HAOWEN_PARENT"}  # said by a parent process to its children, never by a person
    read = set()
    for path in SOURCE.rglob("*.py"):
        read |= set(
            re.findall(
                r"environ(?:\.get\(|\.setdefault\(|\.pop\(|\[)\s*\"(HAOWEN_[A-Z_]+)\"", path.read_text(encoding="utf-8")
            )
        )
    assert read <= declared | inside
