"""The archive of a publisher or of a whole site: a ZIP file that other programs read, and that a second Haowen brings back."""

from haowen.formats.archive.layout import FORMAT, VERSION
from haowen.formats.archive.reading import Broken, Fault, Reader
from haowen.formats.archive.views import View
from haowen.formats.archive.writing import Writer

__all__ = ["FORMAT", "VERSION", "Broken", "Fault", "Reader", "View", "Writer"]
