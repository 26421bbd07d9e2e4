"""What the editor says, in the reader's language."""

from typing import Any

from django.utils.translation import gettext as _


def editor_words() -> dict[str, str]:
    """Return the texts that the editor's script puts in."""
    return {
        "text": _("Text"),
        "placeholder": _("Write here. Pictures can be pasted and dropped."),
        "saved": _("Saved"),
        "saving": _("Saving …"),
        "offline": _("No connection. What you write is kept in this browser and sent when it is back."),
        "failed": _("Not sent yet. What you write is kept in this browser; it is tried again."),
        "signedOut": _(
            "Your sign-in ran out. What you write is kept in this browser and sent once you have signed in again."
        ),
        "unkept": _(
            "This browser keeps nothing: a private window, or its storage is full. Leave this window open until it says that your text is saved."
        ),
        "offered": _("This browser has text from %(when)s that was not sent.") % {"when": "{when}"},
        "putBack": _("Put it back"),
        "throwAway": _("Throw it away"),
        "merged": _("The changes of both were put together: %(who)s had saved meanwhile.") % {"who": "{who}"},
        "newer": _("%(who)s saved at %(clock)s. With your next save both are put together.")
        % {"who": "{who}", "clock": "{clock}"},
        "newerYou": _("You saved at %(clock)s in another window. With your next save both are put together.")
        % {"clock": "{clock}"},
        "seeWhat": _("See what was changed"),
        "emptyYes": _("Yes, remove it"),
        "emptyNo": _("No, bring it back"),
        "credit": _("Whose picture"),
        "alt": _("What the picture shows, for those who cannot see it"),
        "decorative": _("Only decoration: nothing to describe"),
        "altVideo": _("What the video shows, for those who cannot see it"),
        "creditVideo": _("Whose video"),
        "captions": _("Captions are added in the library."),
        "sending": _("%(name)s is being sent …") % {"name": "{name}"},
        "caption": _("Caption"),
        "poll": _("Poll: the question, and below it the answers as a list"),
        "pollUntil": _("Open until (may be left empty)"),
        "video": _("Video"),
        "picture": _("Picture"),
        "remote": _("Picture on another site, is fetched after saving:"),
        "gap": _("A picture is missing here"),
        "kept": _("Kept as it is:"),
        "cite": _("Cite in the text"),
        "newSource": _("New source"),
        "uncited": _("not cited yet"),
        "up": _("Up"),
        "down": _("Down"),
        "remove": _("Remove"),
        "undo": _("Undo"),
        "moved": _("Now place %(n)s of %(all)s.") % {"n": "{n}", "all": "{all}"},
        "removed": _("“%(title)s” was removed.") % {"title": "{title}"},
        "removedCited": _("The text cites it: those marks lead nowhere now."),
        "mergedSource": _("“%(title)s” was put together with the other.") % {"title": "{title}"},
        "same": _("Looks like [%(n)s].") % {"n": "{n}"},
        "merge": _("Put together"),
        "readingSources": _("Reading …"),
        "notRead": _("That could not be read just now. It still stands in the box."),
        "added": _("Added: %(n)s") % {"n": "{n}"},
        "noSources": _("There is no source yet: paste a link, a DOI or a list here."),
        "notTaken": _("The file was not taken."),
        "left": _("Pasted with its structure. Left out: %(what)s.") % {"what": "{what}"},
        "and": _(", "),
        "left_colour": _("colours"),
        "left_font": _("typefaces and sizes"),
        "left_placing": _("alignment and indents"),
        "left_player": _("players (a link stands there)"),
        "left_picture": _("pictures that lie on your computer: drop them here"),
        "tidied": _("Tidied. Undo takes it back."),
        "tidyNothing": _("There was nothing to tidy."),
        "cropWide": _("In lists"),
        "cropSquare": _("Square"),
        "focusAt": _("Focus at %(x)s % from the left, %(y)s % from above; arrow keys move it")
        .replace("%(x)s", "{x}")
        .replace("%(y)s", "{y}"),
        "inText": _("In the text: %(alt)s") % {"alt": "{alt}"},
        "chosenBefore": _("The picture chosen before"),
        "libraryFound": _("Files: %(n)s. Page %(page)s of %(pages)s.")
        % {"n": "{n}", "page": "{page}", "pages": "{pages}"},
        "libraryChosen": _("Chosen: %(n)s") % {"n": "{n}"},
        "libraryNothing": _("Nothing was found."),
        "libraryFailed": _("The library could not be read just now. Please try again."),
        "unnamed": _("not described yet"),
        "galleryHow": _("Put two or more pictures one after another, then press this."),
    }


def tools() -> list[dict[str, Any]]:
    """Return the groups of the toolbar in their order; the script knows what each act does."""

    def tool(act: str, name: str, keys: str = "", *, toggles: bool = False) -> dict[str, Any]:
        return {"act": act, "name": name, "keys": keys, "aria": keys.replace("Ctrl", "Control"), "toggles": toggles}

    return [
        {"name": _("Words"), "tools": [
            tool("heading", _("Heading"), "Ctrl+Alt+2", toggles=True), tool("subheading", _("Subheading"), "Ctrl+Alt+3", toggles=True),
            tool("bold", _("Strong"), "Ctrl+B", toggles=True), tool("italic", _("Emphasis"), "Ctrl+I", toggles=True),
            tool("strike", _("Struck"), toggles=True), tool("link", _("Link"), "Ctrl+K", toggles=True),
        ]},
        {"name": _("Structure"), "tools": [
            tool("lead", _("Lead paragraph"), toggles=True), tool("list", _("List"), toggles=True), tool("numbered", _("Numbered"), toggles=True),
            tool("quote", _("Quotation"), toggles=True), tool("code", _("Code"), toggles=True), tool("rule", _("Break")),
            tool("table", _("Table")), tool("rowAfter", _("Row +")), tool("columnAfter", _("Column +")),
            tool("rowGone", _("Row −")), tool("columnGone", _("Column −")),
        ]},
        {"name": _("Put in"), "tools": [tool("picture", _("Picture")), tool("video", _("Video")), tool("library", _("Library")), tool("gallery", _("Gallery")), tool("poll", _("Poll"))]},
        {"name": _("Sources"), "tools": [tool("cite", _("Reference")), tool("note", _("Note in the text"), toggles=True)]},
        {"name": _("In order"), "tools": [tool("tidy", _("Tidy")), tool("undo", _("Undo"), "Ctrl+Z"), tool("redo", _("Redo"), "Ctrl+Y")]},
    ]  # fmt: skip
