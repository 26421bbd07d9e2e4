"""How well near duplicates are told from texts about the same subject.

    scripts/bench duplicates --data DIR [--half tune] [--copies 400] [--wrong 10]

DIR holds ``neardup/inews_natural_pairs.tsv``, ``zh-articles/inews_train.jsonl.xz`` and ``zh-articles/lctt_2013_2020.jsonl.xz``.
Pairs that must be found: the natural ones, and copies made here, of which 10–40 % of the letters are changed (whole
sentences taken out, exchanged for those of another article, or rewritten word by word), a third of them put into another
order besides, a third written in the other script; a third keeps its title, a third the half of it, a third has another. Pairs that must not be found: as many articles with their nearest by
subject (tf · idf over words), and those of the natural ones that share only furniture or a form (``duplicates_forms.tsv``,
read and labelled by hand). All texts lie in one pool; a pair is found as the site finds it: a band in common, sketches that
do not rule it out, and the exact comparison. Pairs fall into two halves by a hash of their names: thresholds are chosen on
one (``tune``), the other is only reported.
"""

import argparse
import csv
import hashlib
import itertools
import json
import lzma
import math
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import opencc
import rjieba

from haowen.text import similarity

FORMS = Path(__file__).with_name("duplicates_forms.tsv")
LEAST = 300  # letters of an article that is copied
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?\n]*")


@dataclass(frozen=True)
class Case:
    """Two texts of the pool by their names, and whether one is a copy of the other."""

    kind: str
    one: str
    other: str
    is_copy: bool

    def half(self) -> str:
        """Return to which half it belongs; a copy goes with its original."""
        name = min(self.one, self.other).partition("+")[0]
        return "tune" if hashlib.sha256(f"{name} half".encode()).digest()[0] % 2 else "report"


def articles(folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return texts and titles by name."""
    found, titles = {}, {}
    with lzma.open(folder / "zh-articles" / "inews_train.jsonl.xz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            found[row["id"]], titles[row["id"]] = row["body"], row["title"]
    with lzma.open(folder / "zh-articles" / "lctt_2013_2020.jsonl.xz", "rt", encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            titles[f"lctt-{number:05}"] = row["title"]
            found[f"lctt-{number:05}"] = re.sub(
                r"```.*?```|!?\[([^\]]*)\]\([^)]*\)", r"\1", row["markdown"], flags=re.DOTALL
            )
    return found, titles


def natural(folder: Path) -> Iterator[Case]:
    """Return the pairs that were found in the wild; what was labelled unclear is left out."""
    labels = {}
    with FORMS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            labels[row["id_a"], row["id_b"]] = row["label"]
    with (folder / "neardup" / "inews_natural_pairs.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            label = labels.get((row["id_a"], row["id_b"]), "copy")
            if label != "unclear":
                kind = "natural" if label == "copy" else "form"
                yield Case(kind, row["id_a"], row["id_b"], label == "copy")


def edited(text: str, other: str, share: float, chance: random.Random) -> str:
    """Return a copy of a text of which about such a share of the letters is changed."""
    sentences, theirs = _SENTENCE.findall(text), _SENTENCE.findall(other) or ["。"]
    left = share * sum(map(len, sentences))
    for place in chance.sample(range(len(sentences)), len(sentences)):
        if left <= 0:
            break
        # Of a sentence that is longer than what is still to be changed, a part is.
        most = max(10, math.ceil(left))
        part, rest = sentences[place][:most], sentences[place][most:]
        left -= len(part)
        match chance.randrange(3):
            case 0:
                part = ""
            case 1:
                part = chance.choice(theirs)[: 2 * len(part)]
            case _:
                strange = rjieba.cut(chance.choice(theirs))
                part = "".join(chance.choice([word, chance.choice(strange)]) for word in rjieba.cut(part))
        sentences[place] = part + rest
    return "".join(sentences)


def copies(texts: dict[str, str], number: int, chance: random.Random) -> Iterator[tuple[Case, str]]:
    """Make edited copies of three kinds in turn."""
    to_other_script = opencc.OpenCC("s2tw")
    for source in ("inews", "lctt"):
        names = [
            name for name, text in texts.items() if name.startswith(source) and len(similarity.folded(text)) >= LEAST
        ]
        for place, name in enumerate(chance.sample(names, number // 2)):
            share = chance.uniform(0.1, 0.4)
            made = edited(texts[name], texts[chance.choice(names)], share, chance)
            kind = ("changed", "reordered", "script")[place % 3]
            if kind == "reordered":
                sentences = _SENTENCE.findall(made)
                chance.shuffle(sentences)
                made = "".join(sentences)
            elif kind == "script":
                made = to_other_script.convert(made)
            yield Case(kind, name, f"{name}+copy", is_copy=True), made


def same_subject(
    texts: dict[str, str], number: int, known: set[frozenset[str]], chance: random.Random
) -> Iterator[Case]:
    """Return articles with the one that is nearest by subject and not known to be a copy."""
    counted = {name: Counter(word for word in rjieba.cut(text[:3000]) if len(word) > 1) for name, text in texts.items()}
    frequency = Counter(word for words in counted.values() for word in words)
    vectors, holders = {}, defaultdict(list)
    for name, words in counted.items():
        weighed = {
            word: times * math.log(len(texts) / frequency[word]) for word, times in words.items() if frequency[word] > 1
        }
        best = dict(sorted(weighed.items(), key=lambda item: -item[1])[:40])
        norm = math.sqrt(sum(value * value for value in best.values())) or 1.0
        vectors[name] = {word: value / norm for word, value in best.items()}
        for word, value in vectors[name].items():
            holders[word].append((name, value))
    names = [name for name, text in texts.items() if len(similarity.folded(text)) >= LEAST]
    for name in chance.sample(names, number):
        closeness: Counter[str] = Counter()
        for word, value in vectors[name].items():
            for other, weight in holders[word]:
                closeness[other] += value * weight  # type: ignore[assignment]
        nearest = (
            other
            for other, _value in closeness.most_common(20)
            if other != name and frozenset((name, other)) not in known
        )
        if (other := next(nearest, None)) is not None:
            yield Case("subject", name, other, is_copy=False)


@dataclass(frozen=True)
class Measured:
    """How a pair compares, and whether its texts have a band in common and sketches that are not too far apart."""

    case: Case
    is_candidate: bool
    comparison: similarity.Comparison
    is_named_alike: bool


def measure(cases: list[Case], texts: dict[str, str], titles: dict[str, str]) -> list[Measured]:
    """Compare every pair."""
    letters = {name: similarity.folded(texts[name]) for case in cases for name in (case.one, case.other)}
    sketches = {name: similarity.sketch(text) for name, text in letters.items()}
    bands = {name: set(similarity.bands(sketch)) for name, sketch in sketches.items()}
    return [
        Measured(
            case,
            bool(bands[case.one] & bands[case.other])
            and similarity.estimated(sketches[case.one], sketches[case.other]) >= similarity.LIKELY,
            similarity.compared(letters[case.one], letters[case.other]),
            similarity.are_named_alike(titles[case.one], titles[case.other]),
        )
        for case in cases
    ]


def scores(rows: list[Measured]) -> tuple[float, float, list[Measured]]:
    """Return recall and precision at the thresholds in force, and the pairs that were judged wrongly."""

    def said(row: Measured) -> bool:
        return row.is_candidate and similarity.is_copy(row.comparison, is_named_alike=row.is_named_alike)

    right = sum(row.case.is_copy and said(row) for row in rows)
    told = sum(said(row) for row in rows)
    copies = sum(row.case.is_copy for row in rows)
    return right / copies, right / max(1, told), [row for row in rows if said(row) != row.case.is_copy]


THRESHOLDS = ("CONTAINED", "COMMON_LETTERS", "CONTAINED_UNNAMED", "COMMON_LETTERS_UNNAMED")


def in_force() -> tuple[float, ...]:
    """Return the thresholds."""
    return tuple(getattr(similarity, name) for name in THRESHOLDS)


def tune(rows: list[Measured]) -> None:
    """Print what other thresholds would give."""
    before = in_force()
    for values in itertools.product((0.4, 0.5), (80, 100, 150), (0.5, 0.6, 0.7), (100, 200, 300)):
        for name, value in zip(THRESHOLDS, values, strict=True):
            setattr(similarity, name, value)
        recall, precision, _wrong = scores(rows)
        print(f"{values}: recall {recall:.3f} precision {precision:.3f}")
    for name, value in zip(THRESHOLDS, before, strict=True):
        setattr(similarity, name, value)


def retitled(title: str, other: str, chance: random.Random) -> str:
    """Return the title that a copy is given: the same, the half of it with something else, or another altogether."""
    return chance.choice([title, title[: len(title) // 2] + other[len(other) // 2 :], other])


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=("tune", "report"), default="report")
    parser.add_argument("--copies", type=int, default=400)
    parser.add_argument("--wrong", type=int, default=0, help="name so many pairs that were judged wrongly")
    options = parser.parse_args()
    chance = random.Random(20261127)
    texts, titles = articles(options.data)
    cases = list(natural(options.data))
    made = list(copies(texts, options.copies, chance))
    known = {frozenset((case.one, case.other)) for case in cases}
    positives = sum(case.is_copy for case in cases) + len(made)
    cases += list(same_subject(texts, positives, known, chance))
    texts |= {case.other: text for case, text in made}
    strange = list(titles.values())
    for case, _text in made:
        titles[case.other] = retitled(titles[case.one], chance.choice(strange), chance)
    cases += [case for case, _text in made]
    rows = [row for row in measure(cases, texts, titles) if row.case.half() == options.half]
    counted = Counter(row.case.kind for row in rows)
    print(f"half: {options.half}; pairs: " + ", ".join(f"{kind} {times}" for kind, times in sorted(counted.items())))
    if options.half == "tune":
        tune(rows)
    recall, precision, wrong = scores(rows)
    print(f"in force {in_force()}: recall {recall:.3f} precision {precision:.3f}")
    for kind in sorted(counted):
        own = [row for row in rows if row.case.kind == kind]
        candidates = sum(row.is_candidate for row in own)
        right = len(own) - sum(row.case.kind == kind for row in wrong)
        print(f"  {kind:10} {right:4} of {len(own):4} judged rightly; {candidates} share a band")
    for row in wrong[: options.wrong]:
        found = row.comparison
        print(
            f"  wrong: {row.case.kind} {row.case.one} {row.case.other} candidate {row.is_candidate} contained {found.contained:.2f} common {found.common:.2f} letters {found.letters}"
        )
    sample = [text for name, text in texts.items() if name.startswith("lctt")][:500]
    began = time.perf_counter()
    for text in sample:
        similarity.bands(similarity.sketch(similarity.folded(text)))
    took = (time.perf_counter() - began) / len(sample)
    print(f"a sketch with its bands: {took * 1000:.2f} ms of {sum(map(len, sample)) / len(sample):.0f} characters")


if __name__ == "__main__":
    main()
