"""Models whose rows do not travel in an archive, each with the reason; those that do are in ``travelling``."""

from collections.abc import Mapping
from typing import Final

_PEOPLE: Final = "people are named in the archive and do not travel; only names come back"
_APPLYING: Final = "between an applicant and the host"
_BROUGHT: Final = "how an import went; what came of it are articles"
_CASES: Final = "between those who report and the host"
_COUNTED: Final = "who it was is nobody's business but theirs; how many is in the statistics"
_AGAIN: Final = "can be made again"

STAYS: Final[Mapping[str, str]] = {
    "site.SiteChange": "the diary of the site it was written on",
    "people.User": _PEOPLE,
    "people.Actor": _PEOPLE,
    "people.User_groups": _PEOPLE,
    "people.User_user_permissions": _PEOPLE,
    "people.Session": _PEOPLE,
    "people.AccountRestriction": _PEOPLE,
    "people.SentMail": "a letter is sent once, by the site that sent it",
    "media.Rendition": _AGAIN,
    "media.Encoding": _AGAIN,
    "media.Mark": _AGAIN,
    "publishers.Member": "listed by name and role in the publisher's file; a claim makes new ones",
    "publishers.Application": _APPLYING,
    "publishers.Application_channels": _APPLYING,
    "publishers.ApplicationWord": _APPLYING,
    "publishers.ApplicationFlag": _APPLYING,
    "publishers.NameChange": _APPLYING,
    "publishers.Document": _APPLYING,
    "publishers.DocumentOpening": _APPLYING,
    "publishers.Credential": "another host verifies by itself",
    "publishers.Invitation": "a key that opens the site it was made on",
    "articles.Article_tags": "stands as the tags of the article",
    "articles.RevisionMedia": "read off the text again",
    "articles.StagePerson": _PEOPLE,
    "articles.Prepared": "what is to come out with a next text is set anew by whoever publishes it",
    "sources.Link": _AGAIN,
    "sources.Copy": "a page of others: whether it is kept is for each host to say",
    "articles.Autosave": "belongs to whoever types it; becomes a revision after ten idle minutes",
    "imports.Import": _BROUGHT,
    "imports.Item": _BROUGHT,
    "imports.Outcome": _BROUGHT,
    "audience.CoReading": "says what readers of several publishers share",
    "readers.Follow": _COUNTED,
    "readers.Like": _COUNTED,
    "readers.Bookmark": _COUNTED,
    "readers.PollVote": _COUNTED,
    "comments.BlockedPerson": _PEOPLE,
    "comments.CommentLike": _COUNTED,
    "moderation.Case": _CASES,
    "moderation.Report": _CASES,
    "moderation.Decision": _CASES,
}
