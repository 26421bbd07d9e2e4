"""What the index holds. Rows here can be thrown away and made again from the articles."""

from django.db import models

from haowen.domain.articles.models import Article


class Document(models.Model):
    """One indexed article: what it was when it was indexed. The words themselves lie in two FTS5 tables by its key.

    ``plain`` is the text that readers see, kept beside the index so that passages need no second table.
    """

    article = models.OneToOneField(Article, on_delete=models.CASCADE, primary_key=True, related_name="+")
    revision_id = models.BigIntegerField()
    plain = models.TextField()
    indexed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"document of article {self.article_id}"
