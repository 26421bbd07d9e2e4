"""What somebody may have meant who found nothing: a word of the index that is nearly the same, a title that sounds so."""

from tantivy import Query

from haowen.derived.search import asking, keeping
from haowen.derived.search.engine import SCHEMA, Reader, UnusableError
from haowen.domain.articles.access import listed
from haowen.kit.clock import now
from haowen.text import pinyin, segmenting

_LONG = 40  # characters of a query that are guessed at
_KEPT_LETTERS = 2  # of a word, that are taken for right
_WORDS = 3000  # of the index, that begin with them
_TITLES = 20
_SHORTEST = 4  # letters of a word with a mistake in it
_SHORTEST_CHINESE = 2
_LONG_WORD = 7  # letters; may have two mistakes


def guess(typed: str) -> str:
    """Return the query with its mistakes mended as the index knows better, or nothing."""
    question = asking.read(typed[:_LONG])
    if not question.pieces:
        return ""
    try:
        reader = keeping.reader()
        better = [_piece(reader, piece) for piece in question.pieces]
    except UnusableError:
        return ""
    if all(new == piece.text for new, piece in zip(better, question.pieces, strict=True)):
        return ""
    return " ".join(better)


def _piece(reader: Reader, piece: asking.Piece) -> str:
    units = piece.units
    if len(units) == 1 and units[0].isascii():
        return _latin(reader, units[0]) or _sounding(reader, units) or piece.text
    if all(not unit.isascii() for unit in units) and len(units) >= _SHORTEST_CHINESE:
        return _chinese(reader, piece) or piece.text
    return piece.text


def _latin(reader: Reader, word: str) -> str:
    """Return the most frequent word of the index that differs by a letter or two; nothing for a word it knows."""
    if len(word) < _SHORTEST or reader.searcher.doc_freq("body", word) or reader.searcher.doc_freq("title", word):
        return word if len(word) >= _SHORTEST else ""
    mistakes = 2 if len(word) >= _LONG_WORD else 1
    best: tuple[int, int, str] | None = None
    starts = {word[:_KEPT_LETTERS], word[1] + word[0], *(word[0] + other for other in word[2:3])}
    for start in starts:
        for term, times in reader.searcher.terms_with_prefix("body", start, limit=_WORDS):
            if abs(len(term) - len(word)) <= mistakes and (far := _distance(word, term, mistakes)) <= mistakes:
                candidate = (-far, times, term)
                best = max(best, candidate) if best else candidate
    return best[2] if best else ""


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters differ, are missing, too many or exchanged; more than ``most`` where it is more."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, last, row = row, before, [at]
        for across, against in enumerate(other, 1):
            cost = min(before[across] + 1, row[across - 1] + 1, before[across - 1] + (letter != against))
            if at > 1 and across > 1 and letter == other[across - 2] and one[at - 2] == against:
                cost = min(cost, last[across - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _chinese(reader: Reader, piece: asking.Piece) -> str:
    """Return words of a title that sound the same or differ by one character; nothing where the text itself is known."""
    if _keys(reader, Query.phrase_query(SCHEMA, "body", list(piece.units))):
        return piece.text
    return _sounding(reader, pinyin.sounds(piece.units)) or _one_wrong(reader, piece.units)


def _sounding(reader: Reader, units: tuple[str, ...]) -> str:
    """Return the characters of a title that are read like this."""
    for reading in pinyin.readings(units[0]) if len(units) == 1 else (units,):
        for title in _titles(_keys(reader, Query.phrase_query(SCHEMA, "pinyin", list(reading)))):
            if found := _stretch(segmenting.units(title), reading):
                return found
    return ""


def _one_wrong(reader: Reader, units: tuple[str, ...]) -> str:
    if len(units) <= _SHORTEST_CHINESE:
        return ""
    for wrong in range(len(units)):
        rest: list[str | tuple[int, str]] = [(at, unit) for at, unit in enumerate(units) if at != wrong]
        for title in _titles(_keys(reader, Query.phrase_query(SCHEMA, "title", rest))):
            there = segmenting.units(title)
            for start in range(len(there) - len(units) + 1):
                piece = there[start : start + len(units)]
                if sum(a != b for a, b in zip(piece, units, strict=True)) == 1:
                    return "".join(piece)
    return ""


def _stretch(units: list[str], reading: tuple[str, ...]) -> str:
    read = pinyin.sounds(units)
    for start in range(len(read) - len(reading) + 1):
        if read[start : start + len(reading)] == reading:
            return "".join(units[start : start + len(reading)])
    return ""


def _keys(reader: Reader, query: Query) -> list[int]:
    hits, _total = reader.find(query, _TITLES, counted=False)
    return reader.keys(hits)


def _titles(keys: list[int]) -> list[str]:
    if not keys:
        return []
    rows = listed(now()).filter(pk__in=keys).order_by("-heat", "-pk").values_list("title", flat=True)
    return list(rows)
