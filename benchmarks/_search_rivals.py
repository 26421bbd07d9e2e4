"""What the index is measured against: SQLite's FTS5 with bm25, and BM25 with numbers of one's own, over given words."""

import math
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from benchmarks._search_sets import Question, scores

Words = Callable[[str], list[str]]


class Bm25:
    """FTS5 over given words; any of a question's words may occur."""

    def __init__(self, documents: dict[str, tuple[str, str]], words: Words) -> None:
        """Index title and text of every document."""
        self.keys = list(documents)
        self.words = words
        self.posts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.lengths: list[int] = []
        self.base = sqlite3.connect(":memory:")
        self.base.execute('CREATE VIRTUAL TABLE texts USING fts5(words, tokenize="unicode61 remove_diacritics 0")')
        for at, (title, body) in enumerate(documents.values()):
            given = words(f"{title}\n{body}")
            self.base.execute("INSERT INTO texts (rowid, words) VALUES (?, ?)", [at, " ".join(given)])
            self.lengths.append(len(given))
            for word, times in Counter(given).items():
                self.posts[word].append((at, times))
        self.mean = sum(self.lengths) / len(self.lengths)

    def ask(self, text: str) -> list[str]:
        """Return the ten best by FTS5's own bm25 (k1 1.2, b 0.75)."""
        expression = " OR ".join(f'"{word}"' for word in dict.fromkeys(self.words(text)))
        if not expression:
            return []
        rows = self.base.execute(
            "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 10", [expression]
        )
        return [self.keys[row[0]] for row in rows]

    def ask_with(self, text: str, k1: float, b: float) -> list[str]:
        """Return the ten best by BM25 with other numbers."""
        found: Counter[int] = Counter()
        for word, often in Counter(self.words(text)).items():
            posts = self.posts.get(word, ())
            rarity = math.log(1 + (len(self.keys) - len(posts) + 0.5) / (len(posts) + 0.5))
            for at, times in posts:
                long = 1 - b + b * self.lengths[at] / self.mean
                found[at] += often * rarity * times * (k1 + 1) / (times + k1 * long)  # type: ignore[assignment]
        return [self.keys[at] for at, _score in found.most_common(10)]


def tuned(engine: Bm25, questions: Sequence[Question]) -> tuple[float, float]:
    """Return the k1 and b of the best nDCG on these questions."""
    some = list(questions)[:300]
    pairs = [(k1, b) for k1 in (0.6, 0.9, 1.2, 1.6, 2.0) for b in (0.3, 0.5, 0.75, 0.9)]
    return max(pairs, key=lambda pair: scores({one.key: engine.ask_with(one.text, *pair) for one in some}, some)[2])
