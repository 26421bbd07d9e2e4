"""Which index is asked. The index lies in a folder beside the database and can be thrown away and made again."""

from django.db import models

from haowen.domain.publishers.models import Publisher

ONE = 1


class InForce(models.Model):
    """The index in force: one row. Whoever asks looks here whether it changed since they opened it.

    A new index is built in a folder of its own and put in force by this row, at once for everybody.
    """

    name = models.CharField(max_length=40)  # of the folder; begins with the form of what is in it
    changes = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "in force"

    def __str__(self) -> str:
        return self.name


class Naming(models.Model):
    """How a publisher's name may be typed besides as it stands: in the other script, and by its sound."""

    publisher = models.OneToOneField(Publisher, on_delete=models.CASCADE, primary_key=True, related_name="+")
    name = models.CharField(max_length=60)  # that this was made from
    folded = models.CharField(max_length=120, db_index=True)
    sound = models.CharField(max_length=400, db_index=True)
    letters = models.CharField(max_length=60, db_index=True)  # the first of each syllable

    def __str__(self) -> str:
        return f"{self.folded} {self.sound}"
