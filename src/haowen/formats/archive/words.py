"""The few words that pages and texts of an archive need: in the language of the article, as it goes anywhere."""

from collections.abc import Mapping
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    "references": "References", "declarations": "Declarations", "corrections": "Corrections", "published": "Published",
    "changed": "Changed", "date_unknown": "Date unknown", "draft": "Not published", "in_review": "In review",
    "scheduled": "Scheduled", "withdrawn": "Withdrawn", "withheld": "Withheld", "gap": "A picture is missing here.",
    "remote": "A picture elsewhere:", "unplaced": "Text that could not be placed", "cite": "Reference {n}",
    "table": "Table", "original": "Own work", "repost": "Repost", "ai_none": "Made without AI",
    "ai_assisted": "Made with the help of AI", "ai_generated": "Made by AI", "fiction": "Fiction", "opinion": "Opinion",
    "old_event": "An event of the past", "own_footage": "Own footage", "advertising": "Advertising",
    "source": "Source", "address": "Address", "all": "All articles", "answered_by": "answered for by",
}  # fmt: skip
CHINESE: Final[Mapping[str, str]] = {
    "references": "参考来源", "declarations": "声明", "corrections": "更正", "published": "发布", "changed": "修改",
    "date_unknown": "日期不详", "draft": "未发布", "in_review": "审核中", "scheduled": "定时发布", "withdrawn": "已撤回",
    "withheld": "已限制展示", "gap": "此处缺一张图片。", "remote": "外部图片：", "unplaced": "未能归位的文字", "cite": "参考来源 {n}",
    "table": "表格", "original": "原创", "repost": "转载", "ai_none": "未使用 AI", "ai_assisted": "AI 辅助创作",
    "ai_generated": "AI 生成", "fiction": "虚构", "opinion": "个人观点", "old_event": "旧事", "own_footage": "自行拍摄",
    "advertising": "广告", "source": "来源", "address": "地址", "all": "全部文章", "answered_by": "负责人",
}  # fmt: skip


def words_of(language: str) -> Mapping[str, str]:
    """Return the words in the language of an article."""
    return CHINESE if language.lower().startswith("zh") else ENGLISH
