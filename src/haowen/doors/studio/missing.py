"""What is missing before an article can be published: each thing with a way to it, and which step of the dialog it is of."""

from typing import Any

from django.utils.translation import ngettext

from haowen.domain.articles.models import Article
from haowen.doors.studio.consequences import MOMENT
from haowen.doors.studio.declaring import LATER, PublishForm
from haowen.kit.gates import Finding

# What a gate's finding is about → the field of the dialog; the rest is put right in the text.
_FIELDS = {
    "ai": "ai", "original": "origin", "repost": "origin", "ai_none": "ai", "ai_assisted": "ai", "ai_generated": "ai",
    "source_name": "repost_source", "declarations": "origin",
}  # fmt: skip
_STEPS = {"title": "preview", "second_title": "preview", "channel": "channel", "licence": "channel", "translation_of": "channel",
          "when": "time", "date": "time", "time": "time", "correction": "time", "history": "time"}  # fmt: skip


def missing_of(article: Article, form: PublishForm, findings: list[Finding]) -> list[dict[str, str]]:
    """Return each missing thing with the way to it; what a field of the dialog is about is said beside it too."""
    for finding in findings:
        name = _FIELDS.get(finding.field, finding.field)
        if name in form.fields and form.is_bound:
            form.add_error(name, finding.message)
    said = {
        finding.message
        for finding in findings
        if form.is_bound and _FIELDS.get(finding.field, finding.field) in form.fields
    }
    listed = [
        {"href": _way(article, name), "message": str(message), "step": _step(name)}
        for name, errors in (form.errors.items() if form.is_bound else ())
        if name in form.fields
        for message in errors
    ]
    others = [finding for finding in findings if finding.message not in said]
    return listed + [
        {"href": _way(article, one.field), "message": one.message, "step": _step(one.field)} for one in others
    ]


def _step(name: str) -> str:
    name = _FIELDS.get(name, name)
    return _STEPS.get(name, "declare" if name in PublishForm.base_fields else "preview")


def _way(article: Article, name: str) -> str:
    if name == "preview":
        return "#preview"
    if name.startswith("repost:"):
        return f"/studio/repost/{name.removeprefix('repost:')}"
    if name.startswith("account:"):
        return f"/studio/import/accounts/{name.removeprefix('account:')}"
    name = _FIELDS.get(name, name)
    if name in PublishForm.base_fields:
        return f"#id_{name}_0" if name in ("origin", "ai", "when") else f"#id_{name}"
    return f"/studio/a/{article.public_id}#id_{name}" if name else f"/studio/a/{article.public_id}"


def missing_words(count: int) -> str:
    """Say how many things are missing."""
    words = ngettext("One thing is missing; then it can be published", "%(count)d things are missing", count)
    return words % {"count": count}


def steps(article: Article, form: PublishForm, missing: list[dict[str, str]]) -> dict[str, dict[str, Any]]:
    """Return how each step of the dialog stands: what is missing in it, else what is chosen."""
    counted: dict[str, int] = {}
    for one in missing:
        counted[one["step"]] = counted.get(one["step"], 0) + 1
    is_later = form["when"].value() == LATER
    return {
        "preview": {"missing": counted.get("preview", 0)},
        "declare": {"missing": counted.get("declare", 0), "done": bool(form["origin"].value() or form["ai"].value())},
        "channel": {"missing": counted.get("channel", 0)},
        "time": {"missing": counted.get("time", 0), "is_later": is_later, "is_out": article.is_published()},
    }


def press(form: PublishForm, offered: list[dict[str, Any]]) -> dict[str, str]:
    """Return what happens when the button is pressed with what is chosen now, and what the button is called."""
    told = next(one["told"] for one in offered if one["is_chosen"] or not one["value"])
    if form["when"].value() != LATER:
        return {"told": told.now, "button": told.press_now}
    date, time = form["date"].value(), form["time"].value()
    moment = f"{date} {time:%H:%M}" if hasattr(time, "hour") else f"{date or '…'} {time or ''}".strip()
    return {"told": told.later.replace(MOMENT, moment), "button": told.press_later}
