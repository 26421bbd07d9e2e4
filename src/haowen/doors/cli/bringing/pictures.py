"""Pictures that lie beside what comes in."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.kit.refusals import Refused


def kept_beside(addresses: Iterable[str], folder: Path | None) -> tuple[dict[str, Media], list[str]]:
    """Keep the pictures that lie beside the text; what is not there, or no picture, is said and stays a gap."""
    kept: dict[str, Media] = {}
    notes: list[str] = []
    for address in addresses:
        if address.lower().startswith(("http://", "https://")):
            continue  # a task fetches it; nothing is hot-linked
        path = (folder / address).resolve() if folder else None
        if path is None or folder is None or not path.is_relative_to(folder.resolve()) or not path.is_file():
            notes.append(_("Picture not found: %(name)s") % {"name": address})
            continue
        try:
            kept[address] = keep(path.read_bytes(), by=host_actor())
        except (Refused, OSError) as error:
            notes.append(_("Picture not usable: %(name)s: %(reason)s") % {"name": address, "reason": error})
    return kept, notes
