"""The words by which sheets laid out as published are known: headings, labels, sums."""

from __future__ import annotations

import re
from typing import Final

from hpscore.model.scalars import fold

__all__ = [
    "JUDGED",
    "LABELS",
    "NOTES",
    "NUMBERS",
    "OWN",
    "WORTHS",
    "bare",
    "is_item",
    "is_subject",
    "sum_word",
]

JUDGED: Final = frozenset(
    [
        "得分",
        "评审得分",
        "考核得分",
        "考评得分",
        "复核得分",
        "核定得分",
        "实得分",
        "实际得分",
        "最终得分",
        "评分",
        "专家评分",
        "评审分",
        "考核分",
        "评审",
        "考核",
        "考评",
        "复核",
        "score",
        "earned",
    ]
)
"""What a column of points is called that others than the place itself gave."""
OWN: Final = frozenset(["自评得分", "自评分", "自查得分", "自评", "自查", "self score"])
"""What a column of points is called that the place gave itself."""
NOTES: Final = frozenset({"备注", "扣分原因", "说明", "得分说明", "note", "notes", "remarks"})
"""What a column of remarks is called."""
NUMBERS: Final = frozenset({"序号", "编号", "项次", "no", "no.", "number"})
"""What a column of running numbers is called."""
WORTHS: Final = frozenset(
    {"分值", "满分", "标准分", "标准分值", "总分值", "分数", "points", "maximum"}
)
"""What a column is called that tells what each row can earn."""
_ITEMS: Final = re.compile(
    r".*(?:指标|项目|内容|要求|item|indicator|criterion|question)|序号|title|no\.?"
)
_SUBJECTS: Final = frozenset(
    [
        "名称",
        "姓名",
        "户主",
        "社区",
        "社区名称",
        "村",
        "村名",
        "单位",
        "单位名称",
        "街道",
        "乡镇",
        "县",
        "县区",
        "name",
        "community",
        "county",
        "street",
        "subject",
    ]
)
"""Headings of a table that has a row a subject."""
_SUMS: Final = re.compile(r"(?P<part>小计|subtotal)|(?P<all>合计|总计|总分|总得分|得分合计|total)")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
LABELS: Final = {
    **dict.fromkeys(
        [
            "单位",
            "单位名称",
            "社区名称",
            "村名",
            "名称",
            "被评单位",
            "被评社区",
            "被评对象",
            "受评单位",
            "申报单位",
            "填报单位",
            "受检单位",
            "考核单位",
            "村（社区）",
            "社区（村）",
        ],
        ("subject", "name"),
    ),
    **dict.fromkeys(["评分人", "考核人", "检查人", "评审组", "考核组", "评审员"], ("assessor",)),
}
"""Labels above or below such a sheet, with where they lead; those of covers besides."""


def bare(text: str) -> str:
    """Return a heading folded, without spaces between signs and without what is in brackets."""
    folded = _BRACKETS.sub("", fold(text)).rstrip(": ")
    return folded if folded.isascii() else "".join(folded.split())


def is_item(heading: str) -> bool:
    """Say whether a bare heading is that of a column of items."""
    return _ITEMS.fullmatch(heading) is not None


def is_subject(heading: str) -> bool:
    """Say whether a bare heading names a subject, so that a row is one."""
    return heading in _SUBJECTS or heading.startswith("subject.")


def sum_word(text: str) -> str | None:
    """Return `part` or `all` where a cell says that its row adds up those above; None if not."""
    found = _SUMS.match(bare(text))
    if found is None or len(bare(text)) > len(found[0]) + 2:
        return None
    return found.lastgroup
