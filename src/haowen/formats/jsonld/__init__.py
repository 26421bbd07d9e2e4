"""JSON-LD (schema.org) of articles, lists, publishers and the site, for search engines and other programs.

It says nothing that readers are not told: an unknown date is not there, a month stays a month.
"""

from haowen.formats.jsonld.articles import Corrected, Picture, Source, Told, Update, Video, article
from haowen.formats.jsonld.pages import Listed, Profile, front, listing, profile
from haowen.formats.jsonld.writing import written

__all__ = [
    "Corrected",
    "Listed",
    "Picture",
    "Profile",
    "Source",
    "Told",
    "Update",
    "Video",
    "article",
    "front",
    "listing",
    "profile",
    "written",
]
