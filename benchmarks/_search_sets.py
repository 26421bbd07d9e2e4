"""The material of the search benchmark: judged questions, articles, and articles put together anew."""

import functools
import gzip
import hashlib
import json
import lzma
import math
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from haowen.formats import markdown
from haowen.text import markup

_SHORTEST = 20  # characters of a paragraph that is used again
_GAIN = {1: 4, 2: 3, 3: 2, 4: 1}  # of Cranfield's grades; 1 is the best


@dataclass(frozen=True)
class Question:
    """A question with its answers: documents and what each is worth."""

    key: str
    text: str
    answers: dict[str, int]

    @property
    def is_for_tuning(self) -> bool:
        """Whether it is of the half that numbers are found on."""
        return hashlib.sha256(self.key.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True)
class Judged:
    """A set: documents (title and text by id) and questions."""

    documents: dict[str, tuple[str, str]]
    questions: list[Question]


def judged(data: Path) -> dict[str, Judged]:
    """Read the three judged sets."""
    folder = data / "search-judgements"
    return {
        "CMRC 2018, zh-Hans": _squad(folder / "cmrc2018_zh_hans" / "cmrc2018_trial.json.gz"),
        "DRCD, zh-Hant": _squad(folder / "drcd_zh_hant" / "DRCD_dev.json.gz"),
        "Cranfield, English": _cranfield(folder / "cranfield_en"),
    }


def _squad(path: Path) -> Judged:
    documents: dict[str, tuple[str, str]] = {}
    questions = []
    for article in json.loads(gzip.decompress(path.read_bytes()))["data"]:
        for paragraph in article["paragraphs"]:
            documents[paragraph["id"]] = (article.get("title", ""), paragraph["context"])
            questions += [Question(one["id"], one["question"], {paragraph["id"]: 1}) for one in paragraph["qas"]]
    return Judged(documents, questions)


def _cranfield(folder: Path) -> Judged:
    documents = {}
    with gzip.open(folder / "cran.all.1400.gz", "rt", encoding="utf-8") as file:
        text = file.read()
    for block in re.split(r"^\.I ", text, flags=re.MULTILINE)[1:]:
        key, title, body = re.match(r"(\d+)\s+\.T\n(.*?)\.A\n.*?\.W\n(.*)", block, re.DOTALL).groups()  # type: ignore[union-attr]
        documents[key] = (" ".join(title.split()), body)
    answers: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "cranqrel").read_text().splitlines():
        number, key, grade = line.split()
        answers[number][key] = _GAIN.get(int(grade), 0)
    blocks = re.split(r"^\.I ", (folder / "cran.qry").read_text(), flags=re.MULTILINE)[1:]
    texts = [" ".join(block.split(".W\n")[1].split()) for block in blocks]
    return Judged(documents, [Question(str(at), one, answers[str(at)]) for at, one in enumerate(texts, 1)])


def scores(answers: dict[str, list[str]], questions: list[Question]) -> tuple[float, float, float]:
    """Return recall@10, MRR (of the first ten) and nDCG@10."""
    recall = first = gain = 0.0
    for one in questions:
        got = answers[one.key][:10]
        good = {key for key, worth in one.answers.items() if worth > 0}
        recall += len(good.intersection(got)) / len(good) if good else 0
        first += next((1 / at for at, key in enumerate(got, 1) if key in good), 0.0)
        reached = sum((2 ** one.answers.get(key, 0) - 1) / math.log2(at + 1) for at, key in enumerate(got, 1))
        ideal = sorted(one.answers.values(), reverse=True)[:10]
        best = sum((2**worth - 1) / math.log2(at + 1) for at, worth in enumerate(ideal, 1))
        gain += reached / best if best else 0
    return recall / len(questions), first / len(questions), gain / len(questions)


def articles(data: Path) -> Iterator[tuple[str, str]]:
    """Give title and text of every article as the product would keep them."""
    folder = data / "zh-articles"
    with lzma.open(folder / "lctt_2013_2020.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            piece = markdown.from_row(row)
            if piece is not None:
                yield piece.title or row["title"], markup.to_text(piece.html)
    with lzma.open(folder / "inews_train.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["title"], row["body"]


@functools.cache
def _shelf(data: Path) -> tuple[list[str], list[str]]:
    titles, paragraphs = [], []
    for title, body in articles(data):
        titles.append(title)
        paragraphs += [part for part in re.split(r"\n+|(?<=[。！？])(?=.{200})", body) if len(part.strip()) > _SHORTEST]
    return titles, paragraphs


def recombined(data: Path, count: int) -> Iterator[tuple[str, str]]:
    """Give so many articles made of paragraphs of others, of 300 to 2,500 characters."""
    chance = random.Random(3)
    titles, paragraphs = _shelf(data)
    for number in range(count):
        wanted = chance.randint(300, 2500)
        parts: list[str] = []
        while sum(map(len, parts)) < wanted:
            parts.append(chance.choice(paragraphs)[:1500])
        yield f"{chance.choice(titles)} {number}", "\n".join(parts)


def queries(data: Path) -> dict[str, list[str]]:
    """Return a mixed set of what people type: words, names, passages, questions, nonsense."""
    chance = random.Random(5)
    titles, paragraphs = _shelf(data)
    questions = [one.text for found in judged(data).values() for one in found.questions]

    def piece(texts: list[str], least: int, most: int) -> str:
        text = chance.choice(texts)
        long = chance.randint(least, most)
        start = chance.randrange(max(1, len(text) - long))
        return text[start : start + long].strip() or "的"

    return {
        "one or two characters": [piece(titles, 1, 2) for _ in range(200)],
        "words": [" ".join(piece(titles, 2, 4) for _ in range(chance.randint(1, 3))) for _ in range(300)],
        "titles": [chance.choice(titles) for _ in range(200)],
        "passages": [piece(paragraphs, 6, 10) for _ in range(400)],
        "questions": chance.sample(questions, 200),
        "nonsense": ["".join(chance.choice(chance.choice(titles)) for _ in range(8)) for _ in range(100)],
    }
