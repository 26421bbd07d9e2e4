"""What the editor says."""

import re
from pathlib import Path

from haowen.doors import studio
from haowen.doors.studio.editorwords import editor_words, tools

SCRIPTS = Path(studio.__file__).parent / "static" / "studio"


def test_every_text_that_the_scripts_ask_for_is_there() -> None:
    asked = {
        name
        for path in SCRIPTS.glob("*.js")
        for name in re.findall(r"\bwords\.(\w+)", path.read_text(encoding="utf-8"))
    }
    assert asked <= set(editor_words())


def test_every_tool_has_an_act_in_the_script() -> None:
    script = (SCRIPTS / "writing.js").read_text(encoding="utf-8")
    assert [tool["act"] for group in tools() for tool in group["tools"] if f"\n  {tool['act']}: " not in script] == []
