"""The two tables of the house: gates before acts, consequences of events.

What is done *now* happens inside the transaction of the fact; what is done *later* is a row of that transaction.
"""

from collections.abc import Sequence

from haowen.derived.duplicates.gates import copies
from haowen.derived.duplicates.tasks import compare_article
from haowen.derived.pages.spoiling import SPOILED, spoil
from haowen.derived.pushing.noting import note
from haowen.derived.pushing.tasks import tell_receivers
from haowen.derived.recommend.tasks import refresh_all_heat, refresh_heat, relate_again, relate_article, relate_edges
from haowen.derived.search.tasks import (
    check_index,
    index_anew,
    index_article,
    index_captioned,
    index_edges,
    index_publisher,
    mend_index,
)
from haowen.domain.archives import events as archives
from haowen.domain.archives.asking import forget_exports
from haowen.domain.articles import events as articles
from haowen.domain.articles.chaining import stages
from haowen.domain.articles.checking import stumbling
from haowen.domain.articles.covering import cut_covers
from haowen.domain.articles.gates import BEFORE_PUBLISHING
from haowen.domain.articles.kinds import kinds
from haowen.domain.articles.permits import permits
from haowen.domain.articles.tasks import (
    await_moment,
    cut_missing_covers,
    empty_trash,
    fetch_pasted,
    fetch_pictures,
    release_due,
    settle_autosaves,
    tell_of_trials,
    thin_autosaves,
)
from haowen.domain.audience.tasks import forget_readers, thin_sums
from haowen.domain.channels import events as channels
from haowen.domain.comments import events as comments
from haowen.domain.headlines import events as headlines
from haowen.domain.imports import events as imports
from haowen.domain.imports.gates import own_work
from haowen.domain.imports.tasks import sweep_incoming
from haowen.domain.library import events as library
from haowen.domain.library.checking import captioned
from haowen.domain.library.dropping import forget_trash
from haowen.domain.library.watermarks import mark_everything
from haowen.domain.media import events as media
from haowen.domain.media.encoding import encode_video
from haowen.domain.media.sweeping import sweep_orphans
from haowen.domain.media.tasks import make_avif
from haowen.domain.moderation import events as moderation
from haowen.domain.people import events as people
from haowen.domain.publishers import events as publishers
from haowen.domain.publishers.tasks import delete_documents, lapse_credentials
from haowen.domain.readers import events as readers
from haowen.domain.reposts import events as reposting
from haowen.domain.reposts.gates import reposts
from haowen.domain.reposts.tasks import recognise_repost
from haowen.domain.site import events as site
from haowen.domain.sources import events as sources
from haowen.domain.sources.gates import dead_links
from haowen.domain.sources.tasks import check_links, mend_links, note_dead, watch_links
from haowen.doors.bringing.tasks import plan_import
from haowen.doors.mail.applications import tell_applicant
from haowen.doors.mail.archives import tell_exported
from haowen.doors.mail.cases import tell_case
from haowen.doors.mail.credentials import remind_of_credentials, tell_lapsed
from haowen.doors.mail.members import tell_invited, tell_member
from haowen.doors.mail.names import tell_name_decided
from haowen.doors.mail.reposts import tell_asker, tell_owners
from haowen.doors.mail.reviews import remind_of_reviews, tell_entry_writer
from haowen.doors.mail.writers import tell_writers
from haowen.doors.packing import make_archive
from haowen.doors.studio.lookups import read_link
from haowen.doors.web.watermarks import renew_watermark
from haowen.kit import events, gates, tasks
from haowen.kit.events import Event, Later

GATES: dict[str, Sequence[gates.Gate]] = {
    "publish": (
        *BEFORE_PUBLISHING,
        own_work,
        reposts,
        kinds,
        permits,
        stages,
        stumbling,
        captioned,
        copies,
        dead_links,
    ),
}

_IN_LISTS: tuple[Later, ...] = (index_article, compare_article, relate_article)

LATER: dict[type[Event], tuple[Later, ...]] = {
    articles.ArticleSaved: (),  # readers see no difference yet
    articles.ArticleBroughtIn: (fetch_pictures,),
    articles.PicturesPasted: (fetch_pasted,),
    articles.CoversWanted: (cut_covers,),
    articles.CoversCropped: (),  # lists show another file of the same picture
    articles.ArticlePublished: (*_IN_LISTS, watch_links, recognise_repost),
    articles.ArticleChanged: (*_IN_LISTS, watch_links, recognise_repost),
    articles.ArticleFiled: (),  # comes with ArticleChanged
    articles.ArticleWithdrawn: _IN_LISTS,
    articles.ArticleRestricted: _IN_LISTS,
    articles.ArticlePinned: (),
    articles.TitlesDecided: (),  # the index knows the first title alone
    articles.ArticleSentToReview: (),  # waits on the desk
    articles.ArticleSentBack: (),  # waits in the studio
    articles.LiveReported: (index_anew,),
    articles.EntryReturned: (tell_entry_writer,),
    publishers.PublisherOpened: (index_publisher,),
    articles.ArticleScheduled: (await_moment,),
    articles.ArticleUnscheduled: (),
    articles.ArticleTrashed: (),  # what was out comes with ArticleWithdrawn
    articles.WriterNoteMade: (tell_writers,),
    publishers.PublisherChanged: (index_publisher, renew_watermark),
    publishers.PublisherRestricted: (index_publisher,),
    publishers.MembersChanged: (),
    publishers.MemberChanged: (tell_member,),
    publishers.NameChangeDecided: (tell_name_decided,),
    publishers.CredentialLapsed: (tell_lapsed,),
    publishers.InvitationMade: (tell_invited,),
    publishers.ApplicationSubmitted: (),  # waits on the desk
    publishers.ApplicationAsked: (tell_applicant,),
    publishers.ApplicationApproved: (tell_applicant,),
    publishers.ApplicationRefused: (tell_applicant,),
    comments.CommentMade: (),  # heat is counted from the rows, by the clock
    comments.CommentRemoved: (),
    comments.CommentArranged: (),
    comments.CommentRestricted: (),
    comments.CommentLiked: (),  # counters follow within a minute
    readers.ArticleLiked: (),
    readers.PollAnswered: (),
    readers.PublisherFollowed: (),
    readers.ChannelFollowed: (),
    headlines.SlotsChanged: (),
    headlines.OriginalsChanged: (),
    channels.ChannelChanged: (),
    site.SiteChanged: (),
    media.MediaKept: (make_avif, encode_video),
    media.MediaRestricted: (),
    media.VideoEncoded: (),
    library.VideoCaptioned: (index_captioned,),
    sources.LinkNamed: (read_link,),
    sources.LinkJudged: (note_dead,),
    sources.CopyMade: (),
    imports.ImportAsked: (plan_import,),
    reposting.RepostAsked: (tell_owners,),
    reposting.RepostAnswered: (tell_asker,),
    reposting.RepostRecognised: (),
    moderation.CaseOpened: (),  # waits on the desk
    moderation.CaseJoined: (),
    moderation.CaseDecided: (tell_case,),  # what it did to readers is told by the restriction itself
    people.AccountRestricted: (),
    archives.ExportAsked: (make_archive,),
    archives.ExportEnded: (tell_exported,),
}

SCHEDULE = (
    ("*/5 * * * *", refresh_heat),
    ("*/5 * * * *", index_edges),
    ("* * * * *", release_due),
    ("27 3 * * *", empty_trash),
    ("* * * * *", mend_index),
    ("41 4 * * *", check_index),
    ("1-59/5 * * * *", relate_edges),  # a minute later: relations are worked out over the index
    ("7 3 * * *", refresh_all_heat),
    ("17 3 * * *", relate_again),
    ("* * * * *", tell_receivers),  # gathers a minute's changes into one request
    ("7 * * * *", forget_readers),
    ("47 3 * * *", thin_sums),
    ("*/5 * * * *", settle_autosaves),
    ("2-59/5 * * * *", cut_missing_covers),
    ("57 3 * * *", thin_autosaves),
    ("27 3 * * *", delete_documents),
    ("33 * * * *", forget_exports),
    ("13 4 * * *", forget_trash),
    ("23 4 * * *", sweep_orphans),
    ("53 2 * * *", mark_everything),
    ("*/5 * * * *", check_links),
    ("33 3 * * *", mend_links),
    ("53 3 * * *", sweep_incoming),
    ("9 0 * * *", lapse_credentials),
    ("37 8 * * *", remind_of_credentials),
    ("*/10 * * * *", remind_of_reviews),
    ("*/10 * * * *", tell_of_trials),
)


_TOLD = (articles.ArticlePublished, articles.ArticleChanged, articles.ArticleWithdrawn, articles.ArticleRestricted)


def wire() -> None:
    """Put gates, consequences and the schedule in place."""
    gates.wire(GATES)
    events.wire(now=dict.fromkeys(SPOILED, (spoil,)) | dict.fromkeys(_TOLD, (spoil, note)), later=LATER)
    for cron, task in SCHEDULE:
        tasks.every(cron, task)
