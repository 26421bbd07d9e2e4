"""What the conventions read: the files of the repository, and their syntax trees."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "haowen"


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Return the files of the repository: those git knows, and new ones it does not ignore."""
    asked = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip
    if asked.returncode:  # unpacked from an archive: everything but what is made
        made = {".venv", ".git", ".cache", "data", "__pycache__"}
        return tuple(p for p in sorted(ROOT.rglob("*")) if p.is_file() and not made & set(p.relative_to(ROOT).parts))
    names = asked.stdout.decode().split("\0")
    return tuple(ROOT / name for name in sorted(names) if name and (ROOT / name).is_file())


def modules() -> list[Path]:
    """Return the product's modules, migrations left out."""
    return [p for p in tracked() if p.suffix == ".py" and p.is_relative_to(SOURCE) and "migrations" not in p.parts]


def name_of(path: Path) -> str:
    """Return a file's path inside the repository."""
    return str(path.relative_to(ROOT))


@functools.cache
def tree(path: Path) -> ast.Module:
    """Return a module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))
