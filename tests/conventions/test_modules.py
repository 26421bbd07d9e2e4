import ast
import re
from pathlib import Path

from tests.conventions.sources import ROOT, SOURCE, modules, name_of, tracked, tree

LONGEST = 400
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "core", "misc", "services", "managers"}

# Modules without a test file of their own, each with what tries it instead.
TRIED_ELSEWHERE = {
    "config/apps": "every test that starts Django",
    "config/environment": "tests/conventions/test_settings.py and tests/doors/cli",
    "config/routers": "tests/kit/test_limits.py (the cache's table is in its own file)",
    "config/settings": "every test that starts Django",
    "config/urls": "tests/conventions/test_addresses.py and every page's test",
    "config/wiring": "tests/conventions/test_wiring.py",
    "config/wsgi": "tests/doors/test_serve.py and the page store's tests over the real site",
    "text/times": "tests/formats/page/test_page_parts.py and test_page_dumps.py",
    "kit/clock": "every test that moves time",
    "kit/later": "tests/kit/test_tasks.py",
    "kit/working": "tests/kit/test_tasks.py",
    "kit/personal": "tests/conventions/test_models.py",
    "kit/refusals": "every test of a refusal",
    # parts of the article page and of lists: what they make is read from the finished page
    **dict.fromkeys(
        ("doors/web/declarations", "doors/web/statements", "doors/web/shelf", "doors/web/reasons", "doors/web/placed"),
        "tests/doors/web/test_articles_page.py and test_query_budget.py",
    ),
    **dict.fromkeys(("doors/web/items", "doors/web/paging", "doors/web/clockwork"), "tests/doors/web/test_lists.py"),
    **dict.fromkeys(
        ("doors/web/series", "doors/web/tags", "doors/web/originals", "doors/web/why", "doors/web/robots"),
        "tests/doors/web/test_lists.py and test_public_pages.py",
    ),
    **dict.fromkeys(("doors/web/discovery", "doors/web/feeding"), "tests/doors/web/test_feeds.py"),
    "doors/web/trying": "tests/doors/web/test_search_page.py",
    "doors/web/joinforms": "tests/doors/web/test_joining.py and test_applied.py",
    "doors/web/threads": "tests/doors/web/test_comments_page.py",
    "doors/web/marks": "tests/doors/web/test_marking.py",
    "doors/web/signup": "tests/doors/web/test_accounts.py",
    "doors/web/choosing": "tests/doors/web/test_accounts.py and test_public_pages.py",
    "doors/web/house": "tests/doors/web/test_engine.py",
    "doors/web/middleware": "tests/doors/web/test_public_pages.py",
    "doors/web/surroundings": "every test of a form's page",
}
TRIED_BY_FOLDER = {
    "doors/cli": "tests/doors/cli and tests/doors/test_serve.py run the commands from outside",
    "doors/desk": "tests/doors/desk goes through the pages, as a moderator does",
    "doors/studio": "tests/doors/studio goes through the pages, as a writer does",
    "kit/pagestore": "tests/kit/pagestore",
    "text/markup": "tests/text/markup",
    "text/references": "tests/text/references",
    "formats/feeds": "tests/formats/feeds",
    "formats/jsonld": "tests/formats/jsonld",
    "formats/page": "tests/formats/page",
    "formats/archive": "tests/formats/archive and tests/doors/test_packing.py",
    "domain/archives": "tests/conventions/test_archives.py and, from one site to another, tests/doors",
    "formats/markdown": "tests/formats/markdown",
    "derived/pushing": "tests/derived/pushing",
    "formats/foreign": "tests/formats/foreign and the tests of each format that stands on it",
    "formats/wordpress": "tests/formats/wordpress",
    "formats/ghost": "tests/formats/ghost",
    "formats/medium": "tests/formats/medium",
    "formats/word": "tests/formats/word",
    "formats/syndicated": "tests/formats/syndicated",
    "derived/search": "tests/derived/search",
    "derived/recommend": "tests/derived/recommend",
    "derived/duplicates": "tests/derived/duplicates",
}
FORMS_ONLY = {
    "models",
    "events",
    "apps",
    "__init__",
    "__main__",
    "urls",
}  # shape without logic; migrations and doors try them


def test_no_module_is_longer_than_its_subject() -> None:
    long = {
        name_of(path): length
        for path in modules()
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert not long


def test_no_module_is_named_after_nothing() -> None:
    bad = [name_of(path) for path in modules() if path.stem in FORBIDDEN_NAMES or set(path.parts) & FORBIDDEN_NAMES]
    assert not bad


def test_every_module_with_logic_has_its_test() -> None:
    tests = [path for path in tracked() if path.is_relative_to(ROOT / "tests") and path.stem.startswith("test_")]
    topics = set[str]().union(*map(taken, tests))
    missing = []
    for path in modules():
        module = str(path.relative_to(SOURCE).with_suffix(""))
        if path.stem in FORMS_ONLY or module in TRIED_ELSEWHERE or not has_logic(path):
            continue
        if any(module.startswith(f"{folder}/") and has_tests(folder) for folder in TRIED_BY_FOLDER):
            continue
        folder = ROOT / "tests" / path.relative_to(SOURCE).parent
        stem = path.stem.strip("_")
        mirrored = any(test.parent == folder and test.stem.startswith(f"test_{stem}") for test in tests)
        if not mirrored and "haowen." + module.replace("/", ".") not in topics:
            missing.append(module)
    assert not missing


def has_logic(path: "object") -> bool:
    return any(
        isinstance(node, (ast.If, ast.For, ast.While, ast.Try, ast.comprehension)) for node in ast.walk(tree(path))
    )  # type: ignore[arg-type]


def has_tests(folder: str) -> bool:
    return any((ROOT / "tests" / folder).rglob("test_*.py"))


def taken(test: Path) -> set[str]:
    """Return the dotted names that a test takes in hand: modules, and what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(tree(test)):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return found


def test_the_lists_of_exceptions_name_what_exists() -> None:
    gone = [name for name in TRIED_ELSEWHERE if not (SOURCE / f"{name}.py").exists()]
    gone += [name for name in TRIED_BY_FOLDER if not (SOURCE / name).is_dir()]
    assert not gone


# Addresses and times that our own code has made of safe characters: the engine of the reader pages escapes "/" too, and
# an address would be unreadable in the source of the page. Texts are never among them.
PLAIN_ADDRESSES = {
    "address", "as_of.iso", "base", "c.at.iso", "c.at_iso", "canonical", "changed.iso", "feed[0]", "feed[1]", "m[1]", "next",
    "one[0]", "other[1]", "pair[0]", "related_as_of.iso", "tag.slug",
}  # fmt: skip


def test_sanitised_text_is_a_type_and_no_claim() -> None:
    word = "mark" + "_safe"
    pages = [path for path in tracked() if path.suffix == ".html" and path.is_relative_to(SOURCE)]
    bad = [name_of(path) for path in [*modules(), *pages] if word in path.read_text(encoding="utf-8")]
    for path in pages:
        claims = re.findall(r"([\w.\[\]]+)\s*\|\s*safe\b", path.read_text(encoding="utf-8"))
        is_reader_page = "templates/web/" in path.as_posix()
        bad += [f"{name_of(path)}: {claim}" for claim in claims if not (is_reader_page and claim in PLAIN_ADDRESSES)]
    assert not bad


def test_no_page_is_exempt_from_the_token() -> None:
    word = "csrf" + "_exempt"
    assert not [name_of(path) for path in modules() if word in path.read_text(encoding="utf-8")]


def test_texts_are_whole_sentences_for_translators() -> None:
    bad = []
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and called(node) in ("_", "gettext", "gettext_lazy", "ngettext", "pgettext"):
                bad += [
                    f"{name_of(path)}:{node.lineno}"
                    for argument in node.args[:2]
                    if isinstance(argument, (ast.JoinedStr, ast.BinOp))
                ]
    assert not bad


def called(node: ast.Call) -> str:
    return (
        node.func.id
        if isinstance(node.func, ast.Name)
        else node.func.attr
        if isinstance(node.func, ast.Attribute)
        else ""
    )


def test_the_house_reads_one_clock() -> None:
    bad = []
    for path in modules():
        if path == SOURCE / "kit" / "clock.py":
            continue
        for node in ast.walk(tree(path)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("now", "utcnow", "today")
            ):
                owner = ast.unparse(node.func.value)
                if owner.split(".")[-1] in ("datetime", "date", "timezone", "dt"):
                    bad.append(f"{name_of(path)}:{node.lineno}")
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "time.time":
                bad.append(f"{name_of(path)}:{node.lineno}")
    assert not bad


def test_no_test_is_skipped_or_empty() -> None:
    bad = []
    for path in tracked():
        if path.is_relative_to(ROOT / "tests") and path.stem.startswith("test_") and path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
            if re.search(r"pytest\.(mark\.)?(skip|xfail)|assert True\b", text) and path.name != "test_modules.py":
                bad.append(name_of(path))
    assert not bad
