import re
import stat

from tests.conventions.sources import ROOT, name_of, tracked

TEXT = {".py", ".md", ".txt", ".toml", ".html", ".css", ".js", ".svg", ".json", ".yml", ".yaml", ".po", ".cfg", ""}
# Written in parts, so that this file does not name them itself.
REGISTRIES = [
    "pypi" + ".org",
    "files.python" + "hosted",
    "registry.npm" + "js",
    "npm" + "mirror",
    "tuna.tsing" + "hua",
    "jsdel" + "ivr",
    "unp" + "kg.com",
]
MACHINE = [r"(?<![\w.])/" + "work/", r"/tmp/" + r"\w", "/root" + "/", "/home" + r"/\w+/"]  # noqa: S108 - looked for, not used
SECRETS = [
    r"-----BEGIN [A-Z ]*PRIVATE " + "KEY-----",
    r"AKIA[0-9A-Z]{16}",
    r"(?:secret_key|SECRET_KEY)\s*=\s*[\"'][^\"'{]{12,}[\"']",
]


def texts() -> "list[tuple[str, str]]":
    found = []
    for path in tracked():
        if path.suffix in TEXT and "corpus" not in path.parts:
            try:
                found.append((name_of(path), path.read_text(encoding="utf-8")))
            except UnicodeDecodeError:
                continue
    return found


def matches(patterns: list[str]) -> list[str]:
    wanted = re.compile("|".join(patterns))
    return [f"{name}: {hit.group(0)}" for name, text in texts() if (hit := wanted.search(text))]


def test_no_package_index_is_named() -> None:
    assert not matches([re.escape(host) for host in REGISTRIES])


def test_no_machine_is_named() -> None:
    assert not matches(MACHINE)


def test_no_secret_is_kept() -> None:
    assert not matches(SECRETS)


def test_nothing_is_left_for_later() -> None:
    assert not matches([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"\bXX" + r"X\b"])


def test_the_lock_is_whole_and_names_no_place() -> None:
    for kind in ("app", "test"):
        text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
        assert "--index" not in text
        assert "://" not in text
        blocks = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
        loose = [block.split()[0] for block in blocks if not block.startswith("#") and "--hash=sha256:" not in block]
        assert not loose


def test_what_tests_use_is_what_sites_use() -> None:
    def pins(kind: str) -> set[str]:
        text = (ROOT / "requirements" / f"{kind}.txt").read_text(encoding="utf-8")
        return set(re.findall(r"^([A-Za-z0-9._-]+(?:\[[^]]*])?==[^ ;\\]+)", text, re.MULTILINE))

    assert pins("app") <= pins("test")


def test_what_is_run_can_be_run() -> None:
    for name in ("scripts/serve", "scripts/test", "scripts/check", ".ci/run"):
        assert (ROOT / name).stat().st_mode & stat.S_IXUSR


def test_ci_calls_the_tests_and_nothing_else() -> None:
    lines = [
        line
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith(("#", "set "))
    ]
    assert len(lines) == 1
    assert "scripts/test" in lines[0]
