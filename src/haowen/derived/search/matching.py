"""From a question to the articles that answer it, best first, out of one index.

Three ways. *To the letter*: what was typed stands so in the text, blanks and punctuation included, wherever it was cut; who
has it comes first. *As typed*: every piece occurs; Latin words in any of their forms, pairs of characters as words, everything
longer as a passage. *By most of its words*, only where the others found too little: whatever shares most with it by BM25 over pairs and stems; of these
the best are looked at again with single characters and neighbouring words, and kept where what they share is evidence and
no chance. (A dictionary's words are in the index, but are not asked for: pairs, looked at again by characters, found the
right text as often, and keep 35 MB of dictionary out of every process that answers.)
"""

import itertools
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from haowen.derived.search.asking import Piece, Question
from haowen.derived.search.engine import BAGS, ORDERED, SCHEMA, Reader, among
from haowen.text import pinyin, segmenting

_WEIGHTS = {"title": 3.0, "body": 1.0, "more": 1.5}
_ENOUGH = 10  # answers as typed; with fewer, others are looked for
_PASSAGE = 4  # units: so many in a row are a passage of a text, and who has it comes first
_PASSAGE_FIRST = 1000.0
_LITERAL = 6  # characters: so many can be a passage cut anywhere
_LITERAL_SHORTEST = 5  # with punctuation or blanks
_LITERAL_FIRST = 2000.0


@dataclass(frozen=True, slots=True)
class Tuning:
    """Numbers of the third way, found on judged questions; docs/search.md says which, and what was not kept apart."""

    candidates: int = 60
    title: float = 0.5
    more: float = 0.3
    neighbours: float = 0.3  # two rare Latin words of the query near each other
    nearness: int = 8
    rare: float = 0.4
    share: float = 0.7  # of the query's weight: enough by itself
    evidence: float = 1.7  # in terms as rare as can be: enough where a run of the text is shared
    much_evidence: float = 2.2  # enough without
    growth: float = 0.1  # of both with each term more than
    short: int = 7
    asked: float = 0.36  # of both where a question is asked: that is no chance string
    latin: float = 0.6  # a stem is a whole word: needs less of them
    smallest: int = 10_000  # articles: in a smaller index a term is taken for no rarer than in one of this size


TUNING = Tuning()


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What the answers must be besides: keys and kind as the index has them, seconds inclusive."""

    channel: int | None = None
    publisher: int | None = None
    kind: str = ""
    since: int | None = None
    until: int | None = None

    def clauses(self) -> list[tuple[Occur, Query]]:
        """Return it as parts of a query that add nothing to a score."""
        out = []
        for name, value in (("channel", self.channel), ("publisher", self.publisher), ("kind", self.kind or None)):
            if value is not None:
                out.append(Query.term_query(SCHEMA, name, str(value), "basic"))
        if self.since is not None or self.until is not None:
            out.append(Query.range_query(SCHEMA, "at", tantivy.FieldType.Integer, self.since, self.until))
        return [(Occur.Must, Query.const_score_query(query, 0.0)) for query in out]


@dataclass(frozen=True, slots=True)
class Matches:
    """The first of what was found, best (or newest) first, and how many there are in all.

    ``is_loose``: nothing holds the query as typed, these share most with it.
    """

    keys: list[int]
    total: int
    is_loose: bool = False


def match(
    reader: Reader,
    question: Question,
    narrowed: Narrowed,
    most: int,
    *,
    newest: bool = False,
    tuning: Tuning = TUNING,
) -> Matches:
    """Find what answers a question. Raises UnusableError when the index is damaged."""
    if not question.pieces:
        return Matches([], 0)
    limits = narrowed.clauses()
    literal = _literal(question)
    as_typed = _as_typed(question)
    is_word = question.is_word
    if literal is not None and not is_word:
        as_typed = _any([as_typed, Query.const_score_query(literal, _LITERAL_FIRST)])
    hits, total = reader.find(_all([as_typed, *limits]), most, newest=newest)
    keys = reader.keys(hits)
    if literal is not None and is_word and total < _ENOUGH:
        hits, more = reader.find(_all([literal, *limits]), _ENOUGH, newest=newest)
        keys, total = _together(keys, total, reader.keys(hits), more)
    if (
        total >= _ENOUGH
        or question.is_exact
        or (total and (len(question.units) < _PASSAGE or len(question.pieces) == 1))
    ):
        return Matches(keys, total)
    loose = _by_most(reader, question, limits, tuning)
    is_loose = bool(loose) and not total
    keys, total = _together(keys, total, loose, len(loose))
    if newest and loose:
        keys = _newest(reader, keys)
    return Matches(keys[:most], total, is_loose)


def _together(keys: list[int], total: int, others: Sequence[int], other_total: int) -> tuple[list[int], int]:
    new = [key for key in others if key not in keys]
    return [*keys, *new], total + max(len(new), other_total - len(others) + len(new))


def _newest(reader: Reader, keys: list[int]) -> list[int]:
    hits, _total = reader.find(among(keys), max(1, len(keys)), newest=True, counted=False)
    return reader.keys(hits)


def _all(clauses: Iterable[tuple[Occur, Query] | Query]) -> Query:
    return Query.boolean_query([one if isinstance(one, tuple) else (Occur.Must, one) for one in clauses])


def _any(queries: Iterable[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _in_fields(queries: dict[str, Query]) -> Query:
    weighted = [Query.boost_query(query, _WEIGHTS[name]) for name, query in queries.items()]
    return Query.disjunction_max_query(weighted, 0.1)


def _as_typed(question: Question) -> Query:
    whole: list[tuple[Occur, Query]] = []
    if len(question.pieces) > 1 and not question.is_exact:
        passage = _passage(question.units, ())
        first = len(question.units) >= _PASSAGE
        whole = [(Occur.Should, Query.const_score_query(passage, _PASSAGE_FIRST) if first else passage)]
    return _all([*map(_piece, question.pieces), *whole])


def _piece(piece: Piece) -> Query:
    if len(piece.units) == 1:
        unit = piece.units[0]
        if piece.is_exact or not unit.isascii():
            return _in_fields({name: Query.term_query(SCHEMA, name, unit, "freq") for name in ORDERED})
        return _sounding(piece, _term(piece.terms[0]))
    if len(piece.terms) == 1:  # a pair of Chinese characters
        return _term(piece.terms[0])
    return _passage(piece.units, piece.terms)


def _term(term: str) -> Query:
    return _in_fields({name: Query.term_query(SCHEMA, bag, term, "freq") for name, bag in BAGS.items()})


def _sounding(piece: Piece, query: Query) -> Query:
    """Let Latin letters that can be read as Chinese syllables find titles and names of that sound, too."""
    readings = pinyin.readings(piece.units[0])
    return (
        _any([query, *(Query.phrase_query(SCHEMA, "pinyin", list(reading)) for reading in readings)])
        if readings
        else query
    )


def _passage(units: Sequence[str], terms: Sequence[str]) -> Query:
    """Return the query for units that follow each other; pairs are rarer than characters and show quickly where to look."""
    found = {name: Query.phrase_query(SCHEMA, name, list(units)) for name in ORDERED}
    pairs = [
        Query.const_score_query(Query.term_query(SCHEMA, BAGS["body"], term, "basic"), 0.0)
        for term in terms
        if len(term) > 1
    ]
    found["body"] = _all([*pairs, found["body"]])
    return _in_fields(found)


def _literal(question: Question) -> Query | None:
    """Return the query for what was typed just as it stands in title or body, also cut out of Latin words.

    Punctuation and blanks count. Nothing where it is too short to be a passage.
    """
    text = question.typed.strip()
    if len(text) < _LITERAL and (len(text) < _LITERAL_SHORTEST or text.isalnum()):
        return None
    shingles, rest = segmenting.inner_shingles(text)
    if len(shingles) == 1:
        return Query.term_query(SCHEMA, "literal", shingles[0], "basic")
    if not rest:
        return Query.phrase_query(SCHEMA, "literal", list(shingles))
    patterns = [*map(re.escape, shingles), f"{re.escape(rest)}."]
    return Query.regex_phrase_query(SCHEMA, "literal", list(patterns))


def _by_most(reader: Reader, question: Question, limits: list[tuple[Occur, Query]], tuning: Tuning) -> list[int]:
    counts = Counter(question.terms)
    if len(counts) < 2:  # noqa: PLR2004 - of a single word there is no most
        return []
    words = []
    for term, times in counts.items():
        for name, weight in (("body", 1.0), ("title", tuning.title), ("more", tuning.more)):
            query = Query.term_query(SCHEMA, BAGS[name], term, "freq")
            words.append(Query.boost_query(query, weight * times) if weight * times != 1 else query)
    most = _all([_any(words), *limits]) if limits else _any(words)
    hits, _total = reader.find(most, tuning.candidates, counted=False)
    if not hits:
        return []
    scores = dict(zip(reader.keys(hits), (score for score, _address in hits), strict=True))
    candidates = among(scores)
    weights = _weights(reader, dict.fromkeys(question.terms), tuning)
    shared = _sums(reader, candidates, [_held(term, weight) for term, weight in weights.items()])
    runs = _sums(reader, candidates, _runs(question, weights))
    kept = _evident(weights, shared, runs, tuning, asks=question.asks)
    near = _sums(reader, candidates, _neighbours(question, weights, tuning))
    return sorted(kept, key=lambda key: -scores[key] - near.get(key, 0))


def _neighbours(question: Question, weights: dict[str, float], tuning: Tuning) -> list[Query]:
    """Return queries for two rare Latin words of the query near each other: that tells apart texts of the same words."""
    rare = [unit for unit in question.units if unit.isascii() and weights.get(segmenting.stem(unit), 0) >= tuning.rare]
    return [
        Query.boost_query(Query.phrase_query(SCHEMA, "body", list(pair), tuning.nearness), tuning.neighbours)
        for pair in dict.fromkeys(itertools.pairwise(rare))
    ]


def _evident(
    weights: dict[str, float], shared: dict[int, float], runs: dict[int, float], tuning: Tuning, *, asks: bool
) -> list[int]:
    """Return the candidates that share enough with a question: most of it, much of what is rare, or a run of text.

    The weight of a term is its inverse document frequency, as a share of that of a term nobody has used.
    """
    whole = sum(weights.values())
    latin = sum(weight for term, weight in weights.items() if term.isascii()) / whole
    longer = tuning.growth * max(0, len(weights) - tuning.short)  # chance has more room in a long query
    lenient = tuning.asked if asks else 1.0
    need = lenient * ((tuning.evidence + longer) * (1 - latin) + tuning.latin * latin)
    much = lenient * ((tuning.much_evidence + longer) * (1 - latin) + 2 * tuning.latin * latin)
    much = min(much, tuning.share * whole)
    return [key for key, sum_ in shared.items() if sum_ >= much or (sum_ >= need and runs.get(key, 0) >= 1)]


def _weights(reader: Reader, terms: Iterable[str], tuning: Tuning) -> dict[str, float]:
    size = max(reader.size, tuning.smallest)
    often = {term: reader.searcher.doc_freq(BAGS["body"], term) for term in terms}
    top = math.log(1 + (size + 0.5) / 0.5)
    return {term: math.log(1 + (size - times + 0.5) / (times + 0.5)) / top for term, times in often.items()}


def _held(term: str, number: float) -> Query:
    held = _any(Query.term_query(SCHEMA, bag, term, "basic") for bag in BAGS.values())
    return Query.const_score_query(held, number)


def _runs(question: Question, weights: dict[str, float]) -> list[Query]:
    """Return queries for what is seldom shared by chance: three Chinese characters in a row, two Latin words.

    Pairs and words are rarer than characters and say quickly where to look.
    """
    out = [_held(term, 0.5) for term in weights if term.isascii()]
    for piece in question.pieces:
        for three in dict.fromkeys(zip(piece.units, piece.units[1:], piece.units[2:], strict=False)):
            pairs = ["".join(pair) for pair in itertools.pairwise(three)]
            if all(pair in weights for pair in pairs):
                out.append(Query.const_score_query(_passage(three, pairs), 1.0))
    return out


def _sums(reader: Reader, candidates: Query, parts: list[Query]) -> dict[int, float]:
    """Return for each candidate the sum of its scores in these queries."""
    if not parts:
        return {}
    hits, _total = reader.find(_all([candidates, _any(parts)]), TUNING.candidates, counted=False)
    return dict(zip(reader.keys(hits), (score for score, _address in hits), strict=True))


def nearest(reader: Reader, terms: dict[str, float], but: Sequence[int], most: int) -> dict[int, float]:
    """Return the articles that hold most of these terms by their weights, without some, with their scores."""
    top = max(terms.values())
    query = _any(
        Query.boost_query(Query.term_query(SCHEMA, bag, term, "freq"), weight / top)
        for term, weight in terms.items()
        for bag in (BAGS["body"], BAGS["title"])
    )
    hits, _total = reader.find(query, most + len(but), counted=False)
    found = {key: score for key, (score, _address) in zip(reader.keys(hits), hits, strict=True) if key not in but}
    return dict(list(found.items())[:most])
