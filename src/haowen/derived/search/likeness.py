"""More like this: which articles speak of the same things, by the words that say most about one."""

import math
from collections import Counter
from collections.abc import Iterable

from haowen.derived.search import engine, keeping, matching
from haowen.domain.articles.models import Article
from haowen.text import segmenting

TERMS = 24
_OFTEN = 300  # the most frequent words of a text that are looked up
_TITLE_COUNTS = 3
_EVERYWHERE = 0.4  # of all texts: a word that so many hold says nothing


def alike(article_ids: Iterable[int], most: int = 40) -> dict[int, float]:
    """Return the articles nearest to these in subject, none of these among them, with a closeness above nought.

    The telling words (frequent in the text, rare elsewhere: tf · idf) are asked of the index as alternatives. Empty where
    the index cannot be asked.
    """
    keys = list(article_ids)
    try:
        reader = keeping.reader()
        rows = _texts(keys)
        terms = telling(
            reader, [f"{title}\n" * _TITLE_COUNTS + plain for title, plain in rows], [title for title, _plain in rows]
        )
        if not terms:
            return {}
        return matching.nearest(reader, terms, keys, most)
    except engine.UnusableError:
        keeping.suspect()
        return {}


def _texts(keys: list[int]) -> list[tuple[str, str]]:
    rows = Article.objects.filter(pk__in=keys, revision__isnull=False)
    return list(rows.values_list("title", "revision__body__plain"))


def telling(
    reader: engine.Reader, texts: Iterable[str], titles: Iterable[str] = (), most: int = TERMS
) -> dict[str, float]:
    """Return the words that say most about these texts taken together, with their weights (tf · idf).

    Words of the titles weigh twice: in texts full of commands and listings they alone may say what it is about.
    """
    named = {word for title in titles for word in (*segmenting.words(title), *segmenting.terms(title))}
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(segmenting.words(text))
        counts.update(term for term in segmenting.terms(text) if term.isascii() and not term.isdigit())
    often = [term for term, times in counts.most_common(_OFTEN) if len(term) > 1 and (times > 1 or len(counts) < TERMS)]
    articles = max(1, reader.size)
    weights: dict[str, float] = {}
    for term in often:
        holding = reader.searcher.doc_freq(engine.BAGS["body"], term)
        # A word that no other text holds leads nowhere; one that most texts hold says nothing.
        if 1 < holding <= max(2, articles * _EVERYWHERE):
            weights[term] = (1 + math.log(counts[term])) * math.log(1 + articles / holding) * (1 + (term in named))
    best = sorted(weights, key=lambda term: (-weights[term], term))[:most]
    return {term: weights[term] for term in best}
