"""Word files (docx): text, notes, tables, lists and the pictures inside."""

from haowen.formats.word.documents import NoDocumentError, read

__all__ = ["NoDocumentError", "read"]
