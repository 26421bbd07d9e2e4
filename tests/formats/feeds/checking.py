"""A checker of feeds: the rules of RFC 4287 and of the RSS 2.0 specification and profile that a program trips over.

What it finds has the names by which the W3C's test cases expect it; ``benchmarks/feeds.py`` says how many of them it judges right.
"""

from collections.abc import Iterator

from lxml import etree

from tests.formats.feeds.atom_rules import in_atom
from tests.formats.feeds.finding import ATOM, Found
from tests.formats.feeds.rss_rules import in_rss, in_titles
from tests.formats.feeds.values import is_language

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def check(data: bytes) -> list[Found]:
    """Return what is wrong with an Atom or RSS document."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except (etree.XMLSyntaxError, LookupError, ValueError) as error:
        return [Found("SAXError", str(error))]
    if root.tag in (f"{ATOM}feed", f"{ATOM}entry"):
        return [*_languages(root), *in_atom(root)]
    if root.tag == "rss":
        return [*_languages(root), *in_rss(root), *in_titles(data.decode("utf-8", "replace"))]
    return [Found("UndeterminableVocabulary", str(root.tag))]


def _languages(root: etree._Element) -> Iterator[Found]:
    for element in root.iter(etree.Element):
        value = element.get(LANG)
        if value and not is_language(value):
            yield Found("InvalidLanguage", f"{element.tag} {value}")
