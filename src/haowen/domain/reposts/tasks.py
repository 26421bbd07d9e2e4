"""What is done later about reposts."""

from haowen.domain.articles.models import Article
from haowen.domain.reposts import reposting
from haowen.kit.tasks import task


@task()
def recognise_repost(*, article_id: int) -> None:
    """See whether an article that came out is a repost of another here."""
    article = Article.objects.select_related("revision", "publisher").filter(pk=article_id).first()
    if article is not None and article.is_published():
        reposting.recognise(article)
