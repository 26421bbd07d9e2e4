"""How well articles are read from saved pages and from text dumps of them.

    scripts/bench import_pages --data DIR [--dumps KEPT] [--half tune] [--worst 10] [--show]

DIR holds ``html_scrapinghub_90`` and ``html_gne_chinese.tar.xz`` with their references. Each page is read as it was saved;
with ``--dumps`` also as a text dump, made once with Chromium and kept in the folder KEPT. The pages fall into two halves
by a hash of their names: the rules are weighed on one (``tune``), the other is only reported. Captions are not counted,
as the references hold none. True titles are in ``import_pages_titles.tsv``, as hashes.
"""

import argparse
import gzip
import json
import os
import re
import sys
import tarfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import _page_dumps, _page_scores
from benchmarks._page_scores import Result

TITLES = Path(__file__).with_name("import_pages_titles.tsv")


@dataclass(frozen=True)
class Truth:
    """What a page says, as people wrote it down; what is not known is empty."""

    name: str
    data: bytes
    text: str = ""
    title: str = ""
    published: str = ""
    author: str = ""
    is_wide: bool = False  # in Chinese: compared by characters


def text_of(html: str) -> str:
    """Return the words of a body without captions."""
    from haowen.formats.page.containers import parse

    tree = parse(f"<div>{html}</div>")
    for each in list(tree.iter("figure")):
        each.drop_tree()
    return "\n".join(" ".join(part.split()) for part in map(str, tree.itertext()) if part.strip())


def english(folder: Path) -> Iterator[Truth]:
    """Return the 90 pages of the article extraction benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key, value in truth.items():
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        wide = bool(re.search(r"[\u4e00-\u9fff]", value["articleBody"][:200]))
        yield Truth(key, data, value["articleBody"], is_wide=wide)


def chinese(archive: Path, reference: Path) -> Iterator[Truth]:
    """Return the Chinese pages; some have a reference."""
    known = {row["page"]: row for row in json.loads(reference.read_text("utf-8"))}
    with tarfile.open(archive) as pages:
        for member in pages:
            name = member.name.partition("/")[2]
            content = pages.extractfile(member) if name.endswith(".html") else None
            if content is None:
                continue
            row = known.get(name, {})
            yield Truth(
                name,
                content.read(),
                row.get("content", ""),
                row.get("title", ""),
                row.get("publish_time", ""),
                row.get("author", ""),
                is_wide=True,
            )


def measure(truth: Truth, titles: dict[str, str], data: bytes | None = None) -> Result:
    """Read one page (or its dump) and compare."""
    from haowen.formats.page import NoArticle, read

    result = Result(truth.name, sentences=len(_page_scores.sentences(truth.text)))
    begun = time.process_time()
    try:
        page = read(truth.data if data is None else data, name="page")
    except NoArticle as refusal:
        result.refused = refusal.reason
    result.seconds = time.process_time() - begun
    if key := titles.get(truth.name) or (truth.title and _page_scores.title_key(truth.title)):
        got = "" if result.refused else page.title
        _page_scores.judge(result, "title", got, is_right=_page_scores.title_key(got) == key)
    if result.refused:
        return result
    if truth.text:
        references = "\n".join(f"{each.authors} {each.title} {each.outlet}" for each in page.references)
        _page_scores.compare(result, f"{text_of(page.html)}\n{references}", truth.text, wide=truth.is_wide)
    if truth.published:
        is_right = _numbers(page.published) == _numbers(truth.published)
        _page_scores.judge(result, "time", page.published, is_right=is_right)
    if truth.author and truth.author not in {"搜索", "未知"}:  # what the reference says where it knows no author
        names = {each.name for each in page.author_credits} | {page.source_name, page.publisher_name}
        _page_scores.judge(result, "author", ", ".join(filter(None, names)), is_right=truth.author in names)
    return result


def _numbers(moment: str) -> list[int]:
    """Return a time by its numbers, to the minute: years to minutes, however it is written."""
    found = [int(each) for each in re.findall(r"\d+", moment.partition("+")[0])]
    return found[:5]


def titles() -> dict[str, str]:
    """Return the hashes of the true titles by page."""
    rows = TITLES.read_text("utf-8").splitlines() if TITLES.exists() else []
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))


def report(heading: str, results: list[Result], asked: argparse.Namespace) -> None:
    """Print the figures of both halves, and the worst pages of the half that may be looked at."""
    halves = {"tune": [each for each in results if each.is_tuned], "report": [e for e in results if not e.is_tuned]}
    for half, found in {**halves, "both": results}.items():
        print(f"\n{heading}, {half}: {len(found)} pages")
        for line in _page_scores.summary(found) if found else ():
            print("  " + line)
    for each in sorted(halves[asked.half], key=lambda each: each.shingles.f1)[: asked.worst]:
        _tell(each, show=asked.show)
    for each in halves[asked.half]:
        for what, got in each.wrong.items():
            print(f"    {each.name[:24]} {what}: {got!r} {each.refused}")


def _tell(result: Result, *, show: bool) -> None:
    scores = result.shingles
    print(
        f"    {scores.f1:.3f} (p {scores.precision:.3f}, r {scores.recall:.3f})"
        f" kept {result.kept}/{result.sentences} leaked {len(result.leaked)} {result.name[:24]} {result.refused}"
    )
    for mark, texts in (("+", result.leaked), ("-", result.lost)) if show else ():
        for text in texts[:12]:
            print(f"        {mark} {text[:160]}")


def main() -> None:
    """Measure both sets, as saved and as dumps."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--dumps", type=Path, help="folder in which dumps are kept; without it no dumps are read")
    parser.add_argument("--half", choices=("tune", "report"), default="tune", help="whose worst pages are named")
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print the sentences that leaked (+) and were lost (-)")
    parser.add_argument("--only", choices=("source", "dump"))
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    import django

    django.setup()
    sets = {
        "html_scrapinghub_90": list(english(asked.data / "html_scrapinghub_90")),
        "html_gne_chinese": list(
            chinese(asked.data / "html_gne_chinese.tar.xz", asked.data / "html_gne_chinese_reference.json")
        ),
    }
    known = titles()
    for name, pages in sets.items():
        if asked.only != "dump":
            report(f"{name} as saved", [measure(each, known) for each in pages], asked)
        if asked.dumps and asked.only != "source":
            made = dict(_page_dumps.dumps([(each.name, each.data) for each in pages], asked.dumps))
            report(f"{name} as dumps", [measure(each, known, made[each.name]) for each in pages], asked)


if __name__ == "__main__":
    main()
