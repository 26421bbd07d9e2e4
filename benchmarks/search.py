"""How well and how fast articles are found, by the product's own words, index and questions.

    scripts/bench search --data DIR [--only judged|passages|speed] [--articles 100000] [--kept FOLDER] [--write] [--site SITE]

DIR holds ``search-judgements`` and ``zh-articles``. Judged: three sets of questions with known answers, beside SQLite's FTS5
(bm25, k1 and b tuned) over the same words and over pairs of characters; numbers are tuned on the half of the questions whose
id hashes to an even number and reported on the other. Passages: cut at random out of the texts of all articles, and strings
that no text holds. Speed: a mixed set of queries at many articles, made by putting paragraphs of the texts together
anew. ``--site`` asks the passages of a site, given by its data folder, instead. ``--write`` writes the figures to ``docs/benchmarks/search.md``.
"""

import argparse
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import _search_sets as sets
from benchmarks._search_rivals import Bm25, tuned

from haowen.derived.search import asking, engine, matching
from haowen.text import segmenting

OUT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks" / "search.md"
HARD = 600
SEED = 20261127
COMMIT = 1000
FIRST = 10
EVERYWHERE = matching.Narrowed()


def build(folder: Path, documents: Iterable[tuple[str, str]]) -> engine.Reader:
    """Write titles and texts to an index, in commits of a thousand, and open it."""
    engine.make(folder)
    waiting: list[engine.Entry] = []

    def flush() -> None:
        with engine.writing(folder) as writer:
            for entry in waiting:
                writer.add(entry)
        waiting.clear()

    for pk, (title, body) in enumerate(documents):
        waiting.append(engine.Entry(pk, title, body, at=pk))
        if len(waiting) == COMMIT:
            flush()
    flush()
    return engine.Reader(folder)


def ask(reader: engine.Reader, typed: str, most: int = 10) -> list[int]:
    """Return what the product answers."""
    return matching.match(reader, asking.read(typed), EVERYWHERE, most).keys


def judged(data: Path, say: Callable[[str], None]) -> None:
    """Measure the three judged sets on the reported half."""
    say("| set | engine | recall@10 | MRR | nDCG@10 |")
    say("|---|---|---|---|---|")
    for name, found in sets.judged(data).items():
        keys = list(found.documents)
        tune = [one for one in found.questions if one.is_for_tuning]
        report = [one for one in found.questions if not one.is_for_tuning]
        with tempfile.TemporaryDirectory() as folder:
            reader = build(Path(folder) / "index", found.documents.values())
            mine = sets.scores({one.key: [keys[pk] for pk in ask(reader, one.text)] for one in report}, report)
        rows = [("Haowen", mine)]
        same = lambda text: [*segmenting.terms(text), *segmenting.words(text)]  # noqa: E731
        for label, words in (("FTS5 bm25, same words", same), ("FTS5 bm25, pairs of characters", segmenting.terms)):
            rival = Bm25(found.documents, words)
            rows.append((label, sets.scores({one.key: rival.ask(one.text) for one in report}, report)))
            k1, b = tuned(rival, tune)
            best = {one.key: rival.ask_with(one.text, k1, b) for one in report}
            rows.append((f"BM25 tuned (k1 {k1}, b {b}), {label.split(', ')[1]}", sets.scores(best, report)))
        for label, (recall, mrr, ndcg) in rows:
            say(f"| {name} ({len(report)} questions) | {label} | {recall:.3f} | {mrr:.3f} | {ndcg:.3f} |")


def passages(data: Path, say: Callable[[str], None], site: Path | None = None) -> None:
    """Look for passages of 6 to 10 characters out of texts, and for strings that stand in none.

    Out of an index of all articles in DIR; or, with a site, out of its articles' texts as they are stored, asked as its page
    of search asks.
    """
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            documents = dict(enumerate(sets.articles(data)))
            reader = build(Path(folder) / "index", documents.values())
            asked: Callable[[str], list[int]] = lambda typed: ask(reader, typed)  # noqa: E731
        else:
            documents, asked = _of_site(site)
        _found_again(documents, asked, say)
        for label, strings in _nonsense([" ".join(body.split()) for _title, body in documents.values()]):
            found = sum(bool(asked(string)) for string in strings)
            say(f"{label}: {found} of {len(strings)} find something.")


def _found_again(
    documents: dict[int, tuple[str, str]], asked: Callable[[str], list[int]], say: Callable[[str], None]
) -> None:
    """Cut passages at any place of any article; those that stand in more than ten can not all be among the first ten."""
    chance = random.Random(SEED)
    keys = list(documents)
    flat = {pk: " ".join(segmenting.fold(f"{title}\n{body}").split()) for pk, (title, body) in documents.items()}
    tried, found, missed, shared, shared_found = 0, 0, [], 0, 0
    while tried < HARD:
        pk = chance.choice(keys)
        body, long = documents[pk][1], chance.randint(6, 10)
        if len(body) <= long:
            continue
        start = chance.randrange(len(body) - long)
        passage = body[start : start + long]
        if not segmenting.units(passage):
            continue
        tried += 1
        first = pk in asked(passage)
        literally = " ".join(segmenting.fold(passage).split())
        if sum(literally in text for text in flat.values()) > FIRST:
            shared, shared_found = shared + 1, shared_found + first
        elif first:
            found += 1
        else:
            missed.append(passage)
    say(
        f"{HARD} passages of 6 to 10 characters out of {len(documents)} articles (seed {SEED}): {HARD - shared} stand in at"
    )
    say(
        f"most ten articles, and of these {found} ({found / (HARD - shared):.1%}) find theirs among the first ten. The others"
    )
    say(f"stand in more than ten; {shared_found} of {shared} find theirs. Missed: {len(missed)}.")
    print("missed:", missed[:60], file=sys.stderr)


def _of_site(site: Path) -> tuple[dict[int, tuple[str, str]], Callable[[str], list[int]]]:
    """Return the texts of a site's articles, and its page's way of asking."""
    import django

    os.environ["HAOWEN_DATA"] = str(site.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    django.setup()
    from haowen.derived.duplicates.reading import originals_first
    from haowen.derived.search.searching import search
    from haowen.domain.articles.access import listed
    from haowen.doors.web.search import read
    from haowen.kit.clock import now

    rows = listed(now()).order_by("pk").values_list("pk", "title", "revision__body__plain")
    documents = {pk: (title, plain or "") for pk, title, plain in rows}

    def asked(typed: str) -> list[int]:
        found = search(read({"q": typed}).q, at=now())
        return originals_first([hit.article_id for hit in found.hits])[:FIRST]

    return documents, asked


def _nonsense(flat: list[str]) -> Iterator[tuple[str, list[str]]]:
    chance = random.Random(11)
    common = [c for text in chance.sample(flat, 300) for c in text if "\u4e00" <= c <= "\u9fff"]
    letters = "abcdefghijklmnopqrstuvwxyz"
    yield "Random characters, 8", ["".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(8)) for _ in range(200)]
    yield "Random letters, 10", ["".join(chance.choice(letters) for _ in range(10)) for _ in range(200)]
    for long in (6, 8, 12, 20):
        strings = ["".join(chance.choice(common) for _ in range(long)) for _ in range(200)]
        yield f"Characters as frequent as in the texts, {long}", strings


def speed(data: Path, articles: int, kept: Path | None, say: Callable[[str], None]) -> None:
    """Measure building, size, memory and a mixed set of queries."""
    with tempfile.TemporaryDirectory() as spare:
        folder = kept or Path(spare) / "index"
        if not folder.exists():
            began = time.process_time()
            build(folder, sets.recombined(data, articles))
            took = time.process_time() - began
            say(f"Built at {articles / took:.0f} articles a second of one core (words, commits and merges).")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        reader = engine.Reader(folder)
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
        say(f"{reader.size} articles, {size / 1e6:.0f} MB on disk, {reader.searcher.num_segments} segments.")
        kinds = sets.queries(data)
        say("| queries | p50 ms | p95 ms | p99 ms |")
        say("|---|---|---|---|")
        everything: list[float] = []
        for name, typed in kinds.items():
            for text in typed[:3]:
                ask(reader, text, 120)
            times = []
            for text in typed:
                began = time.thread_time()
                ask(reader, text, 120)
                times.append((time.thread_time() - began) * 1000)
            everything += times
            say(f"| {name} | {_line(times)} |")
        say(f"| all | {_line(everything)} |")
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        say(
            f"Asking took {(after - before) / 1024:.0f} MB more, the index's own pages included as far as they were touched."
        )


def _line(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return f"{cuts[49]:.1f} | {cuts[94]:.1f} | {cuts[98]:.1f}"


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--only", choices=("judged", "passages", "speed"))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--kept", type=Path, help="the index for the speed is made here, or asked if it is here")
    parser.add_argument("--site", type=Path, help="passages are cut out of this site's articles and asked of it")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    lines: list[str] = []

    def say(line: str) -> None:
        print(line, flush=True)
        lines.append(line)

    measures: dict[str, Callable[[], None]] = {
        "judged": lambda: judged(args.data, say),
        "passages": lambda: passages(args.data, say, args.site),
        "speed": lambda: speed(args.data, args.articles, args.kept, say),
    }
    for name, measure in measures.items():
        if args.only in (None, name):
            say(f"\n## {name.capitalize()}\n")
            measure()
    if args.write and not args.only:
        OUT.write_text(
            "# Search: figures\n\nWritten by `scripts/bench search --write`.\n" + "\n".join(lines) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
