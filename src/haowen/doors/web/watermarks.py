"""Drawing a publisher's watermark, in the type that cards are drawn in, when it wants one or has another name."""

from haowen.domain.library import watermarks
from haowen.domain.media import marking
from haowen.domain.publishers.models import Publisher, Watermark
from haowen.kit.tasks import SLOW, task


@task(queue=SLOW)
def renew_watermark(*, publisher_id: int) -> None:
    """Draw the mark of a publisher that wants one, unless it bears it already, and put it on its pictures."""
    publisher = Publisher.objects.filter(pk=publisher_id, watermark=Watermark.NAME).first()
    if publisher is None or publisher.mark_key == marking.key_of(publisher.name):
        return
    from haowen.doors.web import drawing  # a library of pictures, which no page needs

    watermarks.switch(publisher, marking.keep(publisher.name, drawing.watermark(publisher.name)))
