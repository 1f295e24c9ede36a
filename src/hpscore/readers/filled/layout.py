"""How a form in a workbook is laid out: the words by which its columns and sheets are known.

The writer of forms and their reader share them. A form has a cover (a label and its value a
row), a sheet of questions (a row each, under headings), a sheet of the papers handed in, and a
sheet a register.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hpscore.message import Language

__all__ = [
    "AWARDED",
    "BETWEEN",
    "COLUMNS",
    "COVER",
    "DIGEST",
    "EXCUSED",
    "FORMAT",
    "PAGES",
    "PAPERS",
    "UP_TO",
    "Words",
]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a form, to be said in the language of a message."""

    words: Mapping[Language, str]

    def say(self, language: Language) -> str:
        """Return them in `language`."""
        return self.words[language]


FORMAT: Final = "hpscore/form/1"
"""What the cover says of the form itself, in small print, with the digest behind it."""

COLUMNS: Final[Mapping[str, Mapping[Language, str]]] = {
    "title": {"zh": "评审内容", "en": "Question"},
    "points": {"zh": "分值", "en": "Points"},
    "answer": {"zh": "答案", "en": "Answer"},
    "count": {"zh": "其中", "en": "Count"},
    "of": {"zh": "总数", "en": "Of"},
    "awarded": {"zh": "直接给分", "en": "Awarded"},
    "secured": {"zh": "得分", "en": "Secured"},
    "note": {"zh": "备注", "en": "Note"},
    "criterion": {"zh": "评分办法", "en": "Criterion"},
    "evidence": {"zh": "佐证材料", "en": "Evidence"},
    "dimension": {"zh": "维度", "en": "Dimension"},
    "group": {"zh": "二级指标", "en": "Group"},
    "key": {"zh": "题号", "en": "Key"},
}
"""The columns of the sheet of questions, in order, by what they hold; the key says which question
(or fact, or `veto:…`) a row is, by any name that a table may head a column with. What is `secured`
is told by formulas, and never read."""

PAGES: Final[Mapping[str, Mapping[Language, str]]] = {
    "cover": {"zh": "封面", "en": "Cover"},
    "questions": {"zh": "评分", "en": "Assessment"},
    "missing": {"zh": "待填", "en": "Missing"},
    "papers": {"zh": "佐证材料", "en": "Evidence"},
    "sums": {"zh": "计算", "en": "Sums"},
}
"""The sheets of a form by what they hold; those of registers are called like the register."""

PAPERS: Final[Mapping[str, Mapping[Language, str]]] = {
    "number": {"zh": "编号", "en": "Number"},
    "title": {"zh": "材料", "en": "Paper"},
    "files": {"zh": "已交文件", "en": "Files handed in"},
    "parts": {"zh": "每套内容", "en": "Each set holds"},
    "sets": {"zh": "套数", "en": "Number of sets"},
}
"""The columns of the sheet of papers; files stand one a line. Its parts and sets are never read."""

DIGEST: Final[Mapping[Language, str]] = {"zh": "校验码", "en": "Digest"}
"""The label on the cover before the digest of the rubric."""

COVER: Final[Mapping[str, Mapping[Language, str]]] = {
    "rubric": {"zh": "评分标准", "en": "Rubric"},
    "assessor": {"zh": "评审人", "en": "Assessor"},
    "period.from": {"zh": "评审起日", "en": "First day assessed"},
    "period.to": {"zh": "评审止日", "en": "Last day assessed"},
}
"""The labels on the cover of what is no fact, by the heading that a table would have."""

AWARDED: Final = "points:"
"""Before the id of an indicator in the column of keys: a row about nothing but its awarded points
and their note. Such a row is written only where the indicator's own row has a note already.

Otherwise the points stand on the row whose key is the indicator itself: its question's, or, where
it asks several, a row above them that asks nothing (but may be answered *not applicable*, where
the rubric permits that). The note of that row is the points' note if nothing is answered in it.
"""

EXCUSED: Final[Mapping[Language, str]] = {"zh": "不适用", "en": "n/a"}
"""The answer *not applicable*; its reason is the note of the row."""

BETWEEN: Final[Mapping[Language, str]] = {"zh": "{low} 至 {high}", "en": "{low} to {high}"}
"""A number that is not settled, in the cell of an answer; per cent with its sign."""

UP_TO: Final = {"low": "≥{low}", "high": "≤{high}"}
"""The same where its other end is infinite."""
