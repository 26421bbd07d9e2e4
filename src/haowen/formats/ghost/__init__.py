"""Ghost exports: posts and pages in any of the forms in which Ghost has kept texts."""

from haowen.formats.ghost.exports import NoExportError, read

__all__ = ["NoExportError", "read"]
