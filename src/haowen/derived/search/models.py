"""Which index is asked. The index lies in a folder beside the database and can be thrown away and made again."""

from django.db import models

ONE = 1


class InForce(models.Model):
    """The index in force: one row. Whoever asks looks here whether it changed since they opened it.

    A new index is built in a folder of its own and put in force by this row, at once for everybody.
    """

    name = models.CharField(max_length=40)  # of the folder; begins with the form of what is in it
    changes = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    objects: models.Manager["InForce"] = models.Manager()

    class Meta:
        verbose_name_plural = "in force"

    def __str__(self) -> str:
        return self.name
