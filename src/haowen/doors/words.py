"""What stored values are called to people, in the reader's language; every door shows the same words."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from haowen.domain.articles.importing import Fate
from haowen.domain.articles.models import CreditRole, DeclarationKind, NoteKind, State, Trouble
from haowen.domain.articles.models import Kind as ArticleKind
from haowen.domain.headlines.models import Place
from haowen.domain.imports.models import ItemState
from haowen.domain.moderation.models import CaseState, Outcome, Reason
from haowen.domain.publishers.models import ApplicationState, FlagReason, MemberRole, Permission, ReservedSort
from haowen.domain.publishers.models import Kind as PublisherKind
from haowen.domain.reposts.models import Answer, Who
from haowen.domain.site.models import Language, Origin
from haowen.domain.statements.models import Ground

PUBLISHER_KINDS = {
    PublisherKind.PERSON: _("Person"),
    PublisherKind.ORGANISATION: _("Organisation"),
    PublisherKind.COMPANY: _("Company"),
    PublisherKind.MEDIA: _("Media"),
    PublisherKind.GOVERNMENT: _("Government"),
}
ARTICLE_KINDS = {
    ArticleKind.ARTICLE: _("Article"),
    ArticleKind.VIDEO: _("Video"),
    ArticleKind.GALLERY: _("Gallery"),
    ArticleKind.SHORT: _("Short post"),
    ArticleKind.LIVE: _("Live report"),
}
ARTICLE_STATES = {
    State.DRAFT: _("Draft"),
    State.IN_REVIEW: _("In review"),
    State.SCHEDULED: _("Scheduled"),
    State.PUBLISHED: _("Published"),
    State.WITHDRAWN: _("Withdrawn"),
}
DECLARATIONS = {
    DeclarationKind.ORIGINAL: _("Original work"),
    DeclarationKind.REPOST: _("Repost"),
    DeclarationKind.AI_NONE: _("Made without AI"),
    DeclarationKind.AI_ASSISTED: _("AI helped"),
    DeclarationKind.AI_GENERATED: _("AI generated"),
    DeclarationKind.FICTION: _("Fiction"),
    DeclarationKind.OPINION: _("Opinion"),
    DeclarationKind.OLD_EVENT: _("Tells of an old event"),
    DeclarationKind.OWN_FOOTAGE: _("Own pictures or video"),
    DeclarationKind.ADVERTISING: _("Advertising"),
}
CREDIT_ROLES = {
    CreditRole.AUTHOR: _("Author"),
    CreditRole.REPORTER: _("Reporter"),
    CreditRole.PHOTO: _("Photographs"),
    CreditRole.EDITOR: _("Editor"),
    CreditRole.PROOF: _("Proofreading"),
    CreditRole.APPROVER: _("Approved by"),
    CreditRole.TRANSLATOR: _("Translation"),
}
REASONS = {
    Reason.FALSE: _("False or misleading"),
    Reason.INSULT: _("Insult or harassment"),
    Reason.HATE: _("Hatred against a group"),
    Reason.SEXUAL: _("Sexual content"),
    Reason.VIOLENCE: _("Violence or danger"),
    Reason.SPAM: _("Spam or hidden advertising"),
    Reason.RIGHTS: _("Somebody else's work or rights"),
    Reason.PRIVACY: _("Private data"),
    Reason.MINORS: _("Harm to minors"),
    Reason.OTHER: _("Something else"),
}
APPLICATION_STATES = {
    ApplicationState.DRAFT: _("Being filled in"),
    ApplicationState.SUBMITTED: _("Waiting to be read"),
    ApplicationState.ASKED: _("Waiting for an answer"),
    ApplicationState.APPROVED: _("Approved"),
    ApplicationState.REFUSED: _("Refused"),
    ApplicationState.WITHDRAWN: _("Withdrawn by the applicant"),
}
FLAG_REASONS = {
    FlagReason.SAME: _("Looks the same"),
    FlagReason.SOUNDS: _("Sounds the same"),
    FlagReason.SIMILAR: _("Similar name"),
    FlagReason.LOOKALIKE: _("Mixed alphabets"),
    FlagReason.RESERVED: _("Reserved word"),
}
RESERVED_SORTS = {
    ReservedSort.STATE: _("Organs of state"),
    ReservedSort.MEDIA: _("Media"),
    ReservedSort.PLACE: _("Places"),
    ReservedSort.OTHER: _("Other"),
}
PERMISSIONS = {
    Permission.AT_ONCE: _("At once"),
    Permission.AFTER_REVIEW: _("After review"),
    Permission.NOT_AT_ALL: _("Not at all"),
}
PICTURE_TROUBLES = {
    Trouble.PLACEHOLDER: _("Its host shows other sites a placeholder"),
    Trouble.REFUSED: _("Its host refuses it to other sites"),
    Trouble.NO_PICTURE: _("What is there is no picture"),
    Trouble.GONE: _("It is no longer there"),
    Trouble.UNUSABLE: _("It is too large, broken, or of a kind that is not shown here"),
    Trouble.NO_ANSWER: _("Its host has not answered yet; it is asked again"),
    Trouble.PRIVATE: _("Its address leads to no public place"),
}
CASE_STATES = {CaseState.OPEN: _("Open"), CaseState.DECIDED: _("Decided")}
OUTCOMES = {
    Outcome.NO_ACTION: _("No action"),
    Outcome.WITHHELD: _("Withheld"),
    Outcome.RESTORED: _("Restored"),
}
GROUNDS = {
    Ground.LAW: _("A law demands it"),
    Ground.TERMS: _("Against the terms of this site"),
    Ground.COURT: _("An order of a court"),
}
ORIGINS = {
    Origin.NEWSROOM: _("The host's newsroom"),
    Origin.CONTRACTED: _("Contracted media"),
    Origin.UPLOAD: _("Uploaded by a user"),
    Origin.REPOST: _("Reposts"),
}
PLACES = {
    Place.LEAD: _("Front page: lead story"),
    Place.SECOND: _("Front page: beside the lead"),
    Place.CHANNEL: _("Headline of a channel"),
}
MEMBER_ROLES = {
    MemberRole.OWNER: _("Owner"),
    MemberRole.EDITOR: _("Editor"),
    MemberRole.WRITER: _("Writer"),
    MemberRole.ANALYST: _("Analyst"),
}
LANGUAGES = {Language.ZH_HANS: "简体中文", Language.EN: "English"}
ARTICLE_LANGUAGES = (("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文"), ("en", "English"))
IMPORT_STATES = {
    ItemState.WAITING: _("Waits for its turn"),
    ItemState.WORKING: _("Is being read"),
    ItemState.DONE: _("Done"),
    ItemState.REFUSED: _("Nothing came in"),
    ItemState.STOPPED: _("Stopped"),
}
IMPORT_KINDS = {
    "page": _("Saved page"),
    "markdown": "Markdown",
    "wordpress": "WordPress",
    "ghost": "Ghost",
    "medium": "Medium",
    "word": "Word",
    "feed": _("Feed"),
}
IMPORT_FATES = {
    Fate.MADE.value: _("new draft"),
    Fate.CHANGED.value: _("brought up to date"),
    Fate.SAME.value: _("was here already"),
    Fate.LEFT_ALONE.value: _("left as it is"),
}
REPOST_GRANTS = {
    Who.NOBODY: _("Nobody"),
    Who.ASK: _("Whoever asks first"),
    Who.NAMED: _("Named publishers"),
    Who.ALL: _("Everybody"),
}
REPOST_ANSWERS = {Answer.OPEN: _("Waits for an answer"), Answer.GRANTED: _("Granted"), Answer.REFUSED: _("Refused")}
LICENCES = {
    "": _("All rights reserved"),
    "CC BY 4.0": _("CC BY 4.0: anybody may use it who names you"),
    "CC BY-SA 4.0": _("CC BY-SA 4.0: and passes it on under the same licence"),
    "CC BY-NC 4.0": _("CC BY-NC 4.0: not for money"),
    "CC BY-NC-ND 4.0": _("CC BY-NC-ND 4.0: not for money, and unchanged"),
    "CC BY-ND 4.0": _("CC BY-ND 4.0: unchanged"),
    "CC0 1.0": _("CC0 1.0: anybody may do anything with it"),
}


def note_words(kind: NoteKind) -> str:
    """Return what a note to the writers tells, in the language that is active."""
    words = {
        NoteKind.LATE: gettext("It came out after its time, because the site was not running then."),
        NoteKind.HELD_BACK: gettext("It could not come out at its time."),
        NoteKind.SENT_BACK: gettext("The review gave it back."),
        NoteKind.DEAD_LINK: gettext("A link that it cites is dead."),
        NoteKind.URGENT: gettext("It came out before every stage had passed it; the others sign later."),
    }
    return words[kind]
