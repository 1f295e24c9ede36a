"""A blank paper as a Word document; importing this needs python-docx."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from hpscore.message import ZH

if TYPE_CHECKING:
    from hpscore.model.blank import BlankPaper, BlankTable

__all__ = ["paper_docx"]

_BASIS: Final = {
    "columns": "{source}：栏目依原样本，文字为自拟。",
    "title": "{source}：原样本只有标题，栏目为自拟，非原文。",
    "ours": "{source}：现有资料没有原样本，标题、文字和栏目均为自拟，非原文。",
}
"""What a reader should know of where a paper comes from."""
_FONT: Final = "宋体"
_RULE: Final = "＿" * 20


def paper_docx(paper: BlankPaper) -> bytes:
    """Return a blank paper as a document of Word."""
    made = Document()
    made.core_properties.author = ""
    made.core_properties.title = paper.title.say(ZH)
    for name in ("Normal", "Title"):
        style: Any = made.styles[name]
        style.font.name = _FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    made.styles["Normal"].font.size = Pt(12)
    heading = made.add_paragraph(paper.title.say(ZH))
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.runs[0].bold = True
    heading.runs[0].font.size = Pt(18)
    for block in paper.blocks:
        if block.text is not None:
            made.add_paragraph(block.text.say(ZH))
        for field in block.fields:
            made.add_paragraph(f"{field.say('zh')}：{_RULE}")
        if block.table is not None:
            _table(made, block.table)
        for _ in range(block.lines):
            made.add_paragraph(_RULE * 2)
    source = paper.source.say(ZH)
    note = made.add_paragraph(_BASIS[paper.basis].format(source=source))
    note.runs[0].font.size = Pt(9)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def _table(made: Any, table: BlankTable) -> None:
    rows = made.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    for cell, title in zip(rows.add_row().cells, table.columns, strict=True):
        cell.text = title.say(ZH)
    for first in table.first:
        rows.add_row().cells[0].text = first.say(ZH)
    for _ in range(table.rows):
        rows.add_row()
    made.add_paragraph()
