"""Pictures that lie elsewhere on the web: covers that wait to be fetched, and what was found in place of a picture."""

from django.db import models
from django.db.models import Q

from haowen.domain.articles.models.article import Article
from haowen.domain.media.models import Media


class Trouble(models.TextChoices):
    """Why a picture stays elsewhere."""

    PLACEHOLDER = "placeholder"  # its host shows other sites a stand-in
    REFUSED = "refused"  # its host shows it to nobody from elsewhere
    NO_PICTURE = "no_picture"  # a page, or a file of another kind
    GONE = "gone"
    UNUSABLE = "unusable"  # too large, broken, or of a kind that is not shown here
    NO_ANSWER = "no_answer"
    PRIVATE = "private"  # leads into a private network, or is no web address


class PictureElsewhere(models.Model):
    """A picture of an import: a cover to be fetched, or one of which something is known beside its link in the text."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="pictures_elsewhere")
    address = models.CharField(max_length=2000)
    is_cover = models.BooleanField(default=False)
    media = models.ForeignKey(Media, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")  # of a cover
    trouble = models.CharField(max_length=12, choices=Trouble.choices, blank=True, default="")
    sha256 = models.CharField(max_length=64, blank=True, default="")  # of a placeholder, which is so known again
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "pictures elsewhere"
        indexes = [models.Index(fields=["sha256"], condition=~Q(sha256=""), name="placeholder_is_known_again")]
        constraints = [
            models.UniqueConstraint(fields=["article", "address", "is_cover"], name="picture_elsewhere_is_unique"),
            models.CheckConstraint(condition=Q(trouble__in=["", *Trouble.values]), name="picture_trouble_is_known"),
        ]

    def __str__(self) -> str:
        return self.address
