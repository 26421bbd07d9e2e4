"""What is done later, when an article's fate in the lists may have changed."""

from haowen.derived.search.indexing import index, is_indexed
from haowen.kit.tasks import task


@task()
def index_article(*, article_id: int) -> None:
    """Bring one article's entry up to date, if it is not."""
    if not is_indexed(article_id):
        index([article_id])


@task()
def index_publisher(*, publisher_id: int) -> None:
    """Bring the entries of all articles of a publisher up to date (it was renamed, withheld, or given back)."""
    from haowen.domain.articles.models import Article

    index(Article.objects.published().filter(publisher_id=publisher_id).values_list("pk", flat=True))
