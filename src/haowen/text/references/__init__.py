"""References as people and programs write them, read into fields; sources that are the same noticed.

GB/T 7714, APA, MLA, Chicago, Harvard, IEEE, Vancouver, Wikipedia's lines, "title, outlet, date, link" in Chinese and English,
bare links and DOIs; BibTeX, RIS and CSL-JSON. No word is lost: what is not understood stays in the title, what has no field
is named.
"""

from haowen.text.references.csl import item
from haowen.text.references.reading import Reading, entries, read
from haowen.text.references.values import LONGEST, Source

__all__ = ["LONGEST", "Reading", "Source", "entries", "item", "read"]
