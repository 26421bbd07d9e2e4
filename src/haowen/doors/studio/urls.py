"""Addresses of the studio, below ``/studio`` (included with the prefix ``studio``, without a slash)."""

from django.urls import path, re_path

from haowen.doors.studio import (
    articles,
    autosaves,
    copies,
    entry,
    media,
    members,
    pins,
    previews,
    publications,
    reviews,
    revisions,
    trash,
)

urlpatterns = [
    path("", articles.index, name="studio"),
    path("/new", articles.new, name="studio_new"),
    path("/media", media.index, name="studio_media"),
    path("/media/<int:number>", media.edit, name="studio_asset"),
    path("/media/<int:number>/trash", media.trash, name="studio_asset_trash"),
    path("/autosaves", autosaves.new, name="studio_autosaves_new"),
    path("/a/<str:public_id>/autosaves", autosaves.create, name="studio_autosaves"),
    path("/a/<str:public_id>/leave", autosaves.leave, name="studio_leave"),
    path("/a/<str:public_id>", articles.edit, name="studio_edit"),
    path("/a/<str:public_id>/preview", previews.show, name="studio_preview"),
    path("/a/<str:public_id>/copies", copies.index, name="studio_copies"),
    path("/a/<str:public_id>/publish", publications.show, name="studio_publish"),
    path("/a/<str:public_id>/publish/cancel", publications.cancel, name="studio_cancel"),
    path("/a/<str:public_id>/withdraw", publications.delete, name="studio_withdraw"),
    path("/a/<str:public_id>/trash", trash.create, name="studio_trash"),
    path("/a/<str:public_id>/recall", reviews.recall, name="studio_recall"),
    path("/reviews", reviews.index, name="studio_reviews"),
    path("/reviews/<str:public_id>", reviews.show, name="studio_review"),
    path("/reviews/<str:public_id>/sheet", reviews.sheet, name="studio_review_sheet"),
    path("/trash", trash.index, name="studio_trash_index"),
    path("/trash/<str:public_id>", trash.delete, name="studio_take_out"),
    path("/a/<str:public_id>/pin", pins.update, name="studio_pin"),
    path("/a/<str:public_id>/revisions", revisions.index, name="studio_revisions"),
    path("/a/<str:public_id>/revisions/<int:number>", revisions.show, name="studio_revision"),
    re_path(r"^/@(?P<handle>[a-z0-9_]{3,30})/members$", members.show, name="studio_members"),
    path("/invitations/<slug:key>", members.invitation, name="studio_invitation"),
    re_path(r"^(?P<rest>/.*)$", entry.unknown, name="studio_unknown"),
]
