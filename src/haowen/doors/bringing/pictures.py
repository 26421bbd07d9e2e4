"""Pictures that lie beside what comes in."""

from collections.abc import Iterable
from pathlib import Path

from django.utils.translation import gettext as _

from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.kit.refusals import Refused


def kept_beside(
    addresses: Iterable[str], folder: Path | None, inside: Path | None = None
) -> tuple[dict[str, Media], list[str]]:
    """Keep the pictures that lie beside the text; what is not there, or no picture, is said and stays a gap.

    A picture may lie anywhere ``inside`` the folder that was given (of a single text: in its own), named from the
    text's place or from the top.
    """
    kept: dict[str, Media] = {}
    notes: list[str] = []
    for address in addresses:
        if address.lower().startswith(("http://", "https://")):
            continue  # a task fetches it; nothing is hot-linked
        path = _lying(address, folder, inside or folder) if folder else None
        if path is None:
            notes.append(_("Picture not found: %(name)s") % {"name": address})
            continue
        try:
            kept[address] = keep(path.read_bytes(), by=host_actor())
        except (Refused, OSError) as error:
            notes.append(_("Picture not usable: %(name)s: %(reason)s") % {"name": address, "reason": error})
    return kept, notes


def _lying(address: str, folder: Path, inside: Path | None) -> Path | None:
    """Return the file that an address means, None where there is none or where it leads out of what was given."""
    top = (inside or folder).resolve()
    for start in (folder, top):
        path = (start / address.lstrip("/")).resolve()
        if path.is_relative_to(top) and path.is_file():
            return path
    return None
