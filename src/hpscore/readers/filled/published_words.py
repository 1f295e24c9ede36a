"""The words by which sheets laid out as published are known: headings, labels, sums."""

from __future__ import annotations

import re
from typing import Final

from hpscore.model.scalars import fold

__all__ = [
    "ASIDE",
    "JUDGED",
    "LABELS",
    "NAMING",
    "NOTES",
    "NUMBERS",
    "OWN",
    "WORTHS",
    "bare",
    "giver",
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
_OWN: Final = re.compile(r"自评|自查|自测|自我|self")
_JUDGED: Final = re.compile(r"评审|考核|考评|复核|复评|核定|专家|评委|验收|抽查")
_POINTS: Final = re.compile(
    r"(?!标准|满分|应得|最高|总|转化|折算|上年|去年).{1,8}(?:得分|评分|打分)"
)
"""What ends a heading of points, whoever gave them: 县级得分."""
ASIDE: Final = re.compile(r"问题|整改|建议|关联|相关|参见|原因|备注|情况说明|remark|note")
"""What a column of remarks has in its heading."""
NUMBERS: Final = frozenset({"序号", "编号", "项次", "no", "no.", "number"})
"""What a column of running numbers is called."""
WORTHS: Final = frozenset(
    {"分值", "满分", "标准分", "标准分值", "总分值", "分数", "points", "maximum"}
)
"""What a column is called that tells what each row can earn."""
_ITEMS: Final = re.compile(
    r".*(?:指标|项目|内容|要求|item|indicator|criterion|question)|序号|title|no\.?"
)
NAMING: Final = re.compile(
    r"指标|项目|内容|要求|事项|条目|序号|编号|项次|item|indicator|criterion|question|title|no\.?$"
)
"""What the heading of a column has that says what a row is; criteria may name other items."""
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
_SUMS: Final = re.compile(
    r"(?P<part>.{0,8}(?:小计|subtotal))"
    r"|(?P<all>.{0,8}(?:合计|总计|总分|总得分|得分合计|最终得分|total))"
)
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


def giver(heading: str, *, below: bool = False) -> str | None:
    """Say who gave the points below a bare heading; None where there are none.

    `judged` for others, `own` for the place itself, `some` where that is not said. One that
    stands `below` a heading of points itself need not say that it holds some.
    """
    if heading in JUDGED:
        return "judged"
    if heading in OWN:
        return "own"
    if below and (heading in NOTES | NUMBERS | WORTHS or "扣" in heading):
        return None
    if not below and not _POINTS.fullmatch(heading):
        return None
    if _OWN.search(heading):
        return "own"
    return "judged" if _JUDGED.search(heading) else "some"


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
