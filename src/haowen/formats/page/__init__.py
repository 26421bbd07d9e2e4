"""Pages of other sites come in: saved HTML and text dumps become articles."""

from haowen.formats.page.piece import Credit, Declared, Dropped, NoArticle, Page, Source
from haowen.formats.page.reading import read

__all__ = ["Credit", "Declared", "Dropped", "NoArticle", "Page", "Source", "read"]
