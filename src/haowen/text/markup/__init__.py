"""The article's body: a strict, small HTML vocabulary, how foreign HTML becomes it, and how readers are shown it.

Blocks are ``p h2 h3 blockquote(p, footer) ul ol li figure(img, figcaption) table(caption thead tbody tr th td) pre hr``,
inline are ``strong em del sub sup code a[href] br``. Marks of our own:

- a picture ``<figure><img data-media="<sha256>" alt="…"><figcaption>…</figcaption></figure>``
- a citation ``<sup data-cite="r1"></sup>``
- a picture that is missing ``<figure data-gap="picture"><figcaption>…</figcaption></figure>``
- a picture elsewhere, not fetched yet ``<figure data-remote="https://…"><a href="https://…">alt</a></figure>``
- a video as a picture: what a file is, its row says; its description takes the place of the alternative text
- text that an importer could not place ``<aside data-unplaced>…</aside>``
- the lead ``<p data-lead>``, as the first block only
- whose a picture is, at the end of its caption ``<small data-credit>…</small>``; a picture that says nothing which the text
  does not ``<figure data-decorative>``; pictures that belong together ``<div data-gallery>`` around their figures
- a note ``<aside data-note>…</aside>``
- a poll ``<aside data-poll="2026-12-31"><p>question</p><ul><li>answer</li>…</ul></aside>``; the last day may be missing

There are no classes, styles or ids. Besides the marks only ``href``, ``start`` (ol), ``colspan`` and ``rowspan`` are kept.
"""

from haowen.text.markup.carrying import carried
from haowen.text.markup.citing import cited, mark_id, numbered
from haowen.text.markup.cleaning import clean, clean_keeping_names
from haowen.text.markup.parting import joined, led_by, parted
from haowen.text.markup.playing import Film, Track
from haowen.text.markup.polls import Asked, polls
from haowen.text.markup.reading import alternatives, headings, media_keys, remote_addresses, to_text
from haowen.text.markup.replacing import put_in, taken_in
from haowen.text.markup.showing import Picture, shown
from haowen.text.markup.vocabulary import SANITISER_VERSION, Canonical, Clean

__all__ = [
    "SANITISER_VERSION",
    "Asked",
    "Canonical",
    "Clean",
    "Film",
    "Picture",
    "Track",
    "alternatives",
    "carried",
    "cited",
    "clean",
    "clean_keeping_names",
    "headings",
    "joined",
    "led_by",
    "mark_id",
    "media_keys",
    "numbered",
    "parted",
    "polls",
    "put_in",
    "remote_addresses",
    "shown",
    "taken_in",
    "to_text",
]
