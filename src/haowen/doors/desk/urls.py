"""Addresses of the desk, below ``/desk`` (included with the prefix ``desk``, without a slash)."""

from django.urls import path, re_path

from haowen.doors.desk import (
    applications,
    cases,
    channels,
    copies,
    engines,
    entry,
    front,
    history,
    looks,
    overview,
    review,
    site,
)

urlpatterns = [
    path("", overview.index, name="desk"),
    path("/applications", applications.index, name="desk_applications"),
    path("/applications/<str:public_id>", applications.show, name="desk_application"),
    path("/cases", cases.index, name="desk_cases"),
    path("/cases/<int:number>", cases.show, name="desk_case"),
    path("/review", review.index, name="desk_review"),
    path("/review/<str:public_id>", review.show, name="desk_review_one"),
    path("/copies", copies.index, name="desk_copies"),
    path("/copies/<int:key>", copies.show, name="desk_copy"),
    path("/front", front.index, name="desk_front"),
    path("/front/place", front.place, name="desk_place"),
    path("/front/slots/<int:key>/end", front.end, name="desk_slot_end"),
    path("/front/slots/<int:key>/move", front.move, name="desk_slot_move"),
    path("/front/verticals", front.open_vertical, name="desk_verticals"),
    path("/front/originals", front.enter, name="desk_originals"),
    path("/site", site.edit, name="desk_site"),
    path("/site/notices", site.notices, name="desk_notices"),
    path("/site/footer", site.footer, name="desk_footer"),
    path("/site/engines", engines.edit, name="desk_engines"),
    path("/site/terms", site.terms, name="desk_terms"),
    path("/site/channels", channels.create, name="desk_channels"),
    path("/site/channels/<slug:slug>", channels.update, name="desk_channel"),
    path("/site/channels/<slug:slug>/move", channels.move, name="desk_channel_move"),
    path("/site/colour", looks.colour, name="desk_colour"),
    path("/site/pictures", looks.files, name="desk_pictures"),
    path("/site/history", history.index, name="desk_history"),
    path("/site/history/<int:key>", history.show, name="desk_change"),
    re_path(r"^(?P<rest>/.*)$", entry.unknown, name="desk_unknown"),
]
