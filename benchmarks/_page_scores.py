"""Scores of what was read from a page against the truth: shingles, words, sentences, titles.

``Overlap`` of shingles is what the article extraction benchmark of Scrapinghub measures: runs of four tokens, precision and
recall averaged over pages, F1 of the averages.
"""

import hashlib
import re
import statistics
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

SHINGLE = 4
LEAST_SENTENCE = 12


@dataclass(frozen=True)
class Overlap:
    """How far two bags of tokens are the same."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


NOTHING = Overlap(0.0, 0.0)


@dataclass
class Result:
    """One page measured."""

    name: str
    shingles: Overlap = NOTHING
    words: Overlap = NOTHING
    kept: int = 0
    sentences: int = 0
    leaked: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    seconds: float = 0.0
    refused: str = ""
    wrong: dict[str, str] = field(default_factory=dict)  # what is not as the truth says: title, time, author
    right: list[str] = field(default_factory=list)

    @property
    def is_tuned(self) -> bool:
        """Whether the page is of the half that the rules may be weighed on; the other half is only reported."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0


def tokens(text: str, *, wide: bool) -> list[str]:
    """Characters of Chinese, words of everything else."""
    return re.findall(r"\w" if wide else r"\w+", text)


def overlap(got: str, wanted: str, *, wide: bool, run: int) -> Overlap:
    """Compare two texts by their runs of tokens."""
    have, want = (
        Counter(tuple(found[at : at + run]) for at in range(max(1, len(found) - run + 1)) if found)
        for found in (tokens(text, wide=wide) for text in (got, wanted))
    )
    common = sum((have & want).values())
    return Overlap(common / max(1, have.total()), common / max(1, want.total()))


def sentences(text: str) -> list[str]:
    """Sentences by their letters alone, long enough to tell."""
    parts = re.split(r"(?<=[。！？!?])|(?<=[.])\s|\n", text)
    return [part.strip() for part in parts if len(letters(part)) >= LEAST_SENTENCE]


def letters(text: str) -> str:
    """Return a text by its letters and digits alone."""
    return "".join(re.findall(r"\w", unicodedata.normalize("NFKC", text).casefold()))


def title_key(title: str) -> str:
    """Return what stands for a title in the file of true titles: the texts of the pages are not ours to keep."""
    return hashlib.sha256(letters(title).encode()).hexdigest()[:20]


def compare(result: Result, got: str, wanted: str, *, wide: bool) -> None:
    """Fill in how the text that was read compares with the true one."""
    result.shingles = overlap(got, wanted, wide=wide, run=SHINGLE)
    result.words = overlap(got, wanted, wide=wide, run=1)
    have, want = letters(got), letters(wanted)
    true = sentences(wanted)
    result.sentences = len(true)
    result.lost = [each for each in true if letters(each) not in have]
    result.kept = len(true) - len(result.lost)
    result.leaked = [each for each in sentences(got) if letters(each) not in want]


def judge(result: Result, what: str, got: str, *, is_right: bool) -> None:
    """Note that a fact is as the truth says, or what was read in its place."""
    if is_right:
        result.right.append(what)
    else:
        result.wrong[what] = got


def summary(results: list[Result]) -> list[str]:
    """Return the figures of a set of pages, in lines for people."""
    texts = [each for each in results if each.sentences]
    lines = []
    for name in ("shingles", "words"):
        found: list[Overlap] = [getattr(each, name) for each in texts]
        if found:
            mean = Overlap(statistics.mean(o.precision for o in found), statistics.mean(o.recall for o in found))
            lines.append(
                f"{name:9} F1 {mean.f1:.3f}  precision {mean.precision:.3f}  recall {mean.recall:.3f}"
                f"  (page by page: median {statistics.median(o.f1 for o in found):.3f},"
                f" mean {statistics.mean(o.f1 for o in found):.3f}, worst {min(o.f1 for o in found):.3f})"
            )
    if texts:
        lines.append(
            f"sentences kept {sum(each.kept for each in texts)} of {sum(each.sentences for each in texts)},"
            f" leaked {sum(len(each.leaked) for each in texts)}"
        )
    for what in ("title", "time", "author"):
        right = sum(1 for each in results if what in each.right)
        wrong = sum(1 for each in results if what in each.wrong)
        if right + wrong:
            lines.append(f"{what}s right {right} of {right + wrong}")
    times = [each.seconds for each in results]
    lines.append(
        f"refused {sum(1 for each in results if each.refused)}; seconds a page: median {statistics.median(times):.3f},"
        f" mean {statistics.mean(times):.3f}, most {max(times):.3f}"
    )
    return lines
