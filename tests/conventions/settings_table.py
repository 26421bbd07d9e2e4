"""Writes docs/operating/settings.md: ``python -m tests.conventions.settings_table``."""

from pathlib import Path

from haowen.config.environment import Environment

PAGE = Path(__file__).parents[2] / "docs" / "operating" / "settings.md"
HEAD = """# Settings of a deployment

What a deployment says is said in environment variables; what a host says about its site (its name, notices, footer,
channels, terms) is data, set on `/desk/site`. Options on the command line beat the environment.

This page is made from `src/haowen/config/environment.py` by `python -m tests.conventions.settings_table`; a test compares the two.

| variable | default | meaning |
|---|---|---|
"""


def table() -> str:
    """Return the page as it should be."""
    rows = []
    for name, field in Environment.model_fields.items():
        default = "" if field.default in ("", False) else f"`{field.default}`"
        rows.append(f"| `HAOWEN_{name.upper()}` | {default} | {field.description} |\n")
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
