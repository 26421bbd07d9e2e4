"""What every page of forms stands in: masthead, footer, head, made by the reader pages' engine when a template asks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``chrome`` (lazily), ``site`` and ``chosen`` (the reader's choices).

    ``this_site`` is ``site`` on the account pages too, where the sign-in library has a ``site`` of its own.
    """
    site = SimpleLazyObject(_site)
    return {
        "chrome": SimpleLazyObject(lambda: _chrome(request)),
        "site": site,
        "this_site": site,
        "chosen": getattr(request, "choices", None),
        "sheets": _SHEETS,
        "is_mail_kept_here": settings.EMAIL_BACKEND.endswith("FileBackend"),
    }


class _Sheets:
    """Addresses of style sheets and scripts with the hash of their content: ``{{ sheets.forms_css }}``."""

    FILES = {
        "forms_css": "web/forms.css",
        "kinds_css": "web/kinds.css",
        "passkeys_js": "web/passkeys.js",
        "desk_css": "desk/desk.css",
        "studio_css": "studio/studio.css",
        "editor_js": "django_prose_editor/editor.js",
        "writing_js": "studio/writing.js",
        "reviewing_js": "studio/reviewing.js",
        "publishing_js": "studio/publishing.js",
        "importing_js": "studio/importing.js",
        "exporting_js": "studio/exporting.js",
    }

    def __getattr__(self, name: str) -> str:
        from haowen.doors.web.statics import address

        if name not in self.FILES:
            raise AttributeError(name)
        return address(self.FILES[name])


_SHEETS = _Sheets()


def _chrome(request: HttpRequest) -> Any:
    from haowen.doors.web import engine

    return engine.chrome(request)


def _site() -> Any:
    from haowen.domain.site import changing

    return changing.current()
