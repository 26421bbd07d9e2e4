"""How well articles are read from pages: precision, recall, kept and leaked sentences, page by page.

Run as ``python benchmarks/import_pages.py DIR`` with the folder that holds ``html_scrapinghub_90`` and
``html_gne_chinese.tar.xz``. Captions are counted apart, as the references hold none.
"""

import argparse
import gzip
import json
import os
import re
import statistics
import sys
import tarfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SHINGLE = 4
LEAST_SENTENCE = 12


@dataclass
class Result:
    """One page measured."""

    name: str
    precision: float
    recall: float
    kept: int
    sentences: int
    leaked: int
    seconds: float
    note: str = ""

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def tokens(text: str, *, wide: bool) -> list[str]:
    """Characters of Chinese, words of everything else."""
    return re.findall(r"\w" if wide else r"\w+", text.lower())


def shingles(text: str, *, wide: bool) -> Counter[tuple[str, ...]]:
    """All runs of four tokens."""
    found = tokens(text, wide=wide)
    return Counter(tuple(found[at : at + SHINGLE]) for at in range(max(1, len(found) - SHINGLE + 1)))


def sentences(text: str) -> list[str]:
    """Sentences by their letters alone, long enough to tell."""
    parts = re.split(r"(?<=[。！？!?])|(?<=[.])\s|\n", text)
    return [key for part in parts if len(key := "".join(re.findall(r"\w", part.lower()))) >= LEAST_SENTENCE]


def text_of(html: str) -> str:
    """Return the words of a body without captions."""
    from haowen.formats.page.containers import parse

    tree = parse(f"<div>{html}</div>")
    for each in list(tree.iter("figure")):
        each.drop_tree()
    return "\n".join(" ".join(part.split()) for part in map(str, tree.itertext()) if part.strip())


def measure(name: str, data: bytes, wanted: str, *, wide: bool, titles: tuple[str, str] = ("", "")) -> Result:
    """Read one page and compare."""
    from haowen.formats.page import NoArticle, read

    begun = time.perf_counter()
    try:
        page = read(data, name=name)
    except NoArticle as refusal:
        return Result(
            name, 0.0, 0.0, 0, len(sentences(wanted)), 0, time.perf_counter() - begun, f"refused: {refusal.reason}"
        )
    seconds = time.perf_counter() - begun
    got = (
        text_of(page.html) + "\n" + "\n".join(f"{each.authors} {each.title} {each.outlet}" for each in page.references)
    )
    have, want = shingles(got, wide=wide), shingles(wanted, wide=wide)
    common = sum((have & want).values())
    flat_have, flat_want = ("".join(re.findall(r"\w", text.lower())) for text in (got, wanted))
    wanted_sentences = sentences(wanted)
    kept = sum(1 for each in wanted_sentences if each in flat_have)
    leaked = sum(1 for each in sentences(got) if each not in flat_want)
    note = "" if not titles[0] or page.title == titles[0] else f"title: {page.title!r} not {titles[0]!r}"
    note += f" time: {page.published!r}, page says {titles[1]!r}" if titles[1] else ""
    return Result(
        name,
        common / max(1, sum(have.values())),
        common / max(1, sum(want.values())),
        kept,
        len(wanted_sentences),
        leaked,
        seconds,
        note,
    )


def english(folder: Path) -> Iterator[Result]:
    """Return the 90 pages of the article extraction benchmark."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    for key, value in truth.items():
        data = gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())
        yield measure(
            f"{key[:8]} {value['url'][:60]}",
            data,
            value["articleBody"],
            wide=bool(re.search(r"[\u4e00-\u9fff]", value["articleBody"][:200])),
        )


def chinese(archive: Path, reference: Path) -> Iterator[Result]:
    """Return the Chinese pages that have a reference."""
    with tarfile.open(archive) as pages:
        for row in json.loads(reference.read_text("utf-8")):
            member = pages.extractfile(f"html_gne_chinese/{row['page']}")
            if member is not None:
                yield measure(
                    row["page"], member.read(), row["content"], wide=True, titles=(row["title"], row["publish_time"])
                )


def report(title: str, results: list[Result], worst: int) -> None:
    """Medians, sums, and the worst pages."""
    print(f"\n{title}: {len(results)} pages")
    for name in ("f1", "precision", "recall"):
        values = [getattr(each, name) for each in results]
        print(
            f"  {name:9} median {statistics.median(values):.3f}  mean {statistics.mean(values):.3f}  worst {min(values):.3f}"
        )
    print(
        f"  sentences kept {sum(each.kept for each in results)} of {sum(each.sentences for each in results)}, leaked {sum(each.leaked for each in results)}"
    )
    print(
        f"  seconds a page: median {statistics.median(each.seconds for each in results):.3f}, most {max(each.seconds for each in results):.3f}"
    )
    for each in sorted(results, key=lambda each: each.f1)[:worst]:
        print(
            f"  {each.f1:.3f} (p {each.precision:.3f}, r {each.recall:.3f}) kept {each.kept}/{each.sentences} leaked {each.leaked} {each.name} {each.note}"
        )


def main() -> None:
    """Measure both sets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--worst", type=int, default=10)
    asked = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
    import django

    django.setup()
    report("English and others", list(english(asked.folder / "html_scrapinghub_90")), asked.worst)
    report(
        "Chinese",
        list(chinese(asked.folder / "html_gne_chinese.tar.xz", asked.folder / "html_gne_chinese_reference.json")),
        20,
    )


if __name__ == "__main__":
    main()
