"""The folder of a subject's papers, before there are any: numbered folders, an index, blanks.

What lies in it is handed in, so it is in the language of the sheet: Chinese where the rubric has
it, whatever the language of the command.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Final

from hpscore.message import ZH
from hpscore.model.filing import BLANKS
from hpscore.readers.blanks import read_blank
from hpscore.reports.csv import csv_cell
from hpscore.reports.names import names_for

if TYPE_CHECKING:
    from hpscore.model.evidence import Evidence
    from hpscore.model.rubric import Rubric

__all__ = ["PaperFolder", "index_of", "paper_folders", "safe_name", "single_name"]

_UNSAFE: Final = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
"""What Windows takes in no name, and what stands for it."""
_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_BRACKETED: Final = re.compile(r"[(（].*?[)）]")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_LONGEST: Final = 60
_HEADINGS: Final = ("编号", "佐证材料", "指标", "套数", "每套内容", "文件夹", "空白表格")
_SETS: Final = "第{number}套"


@dataclass(frozen=True, slots=True)
class PaperFolder:
    """The folder of one paper."""

    number: str
    path: str
    """Its name; a folder in the folder of all."""
    sets: tuple[str, ...]
    """The names of the folders in it, where several sets are wanted."""
    blank: str | None
    """The blank paper that it is written on."""
    blank_path: str | None
    """Where that lies, without the ending of its kind."""

    def folders(self) -> Iterator[str]:
        """Yield the folders that it is made of, each before those in it."""
        yield self.path
        for name in self.sets:
            yield f"{self.path}/{name}"


def paper_folders(rubric: Rubric, numbers: Iterable[str]) -> list[PaperFolder]:
    """Return the folders of some papers of a rubric, each with a name of its own.

    `ProblemError` where a paper names a blank that there is not.
    """
    width = max([2, *(len(number) for number in rubric.evidence if number.isdecimal())])
    taken: set[str] = set()
    found: list[PaperFolder] = []
    for number in numbers:
        paper = rubric.evidence[number]
        digits = number.zfill(width) if number.isdecimal() else number
        name = _BRACKETED.sub("", (paper.folder or paper.title).say(ZH))
        blank = None if paper.blank is None else read_blank(paper.blank).title.say(ZH)
        if blank is not None:
            blank = f"{BLANKS}/{safe_name(f'{digits}-{blank}')}"
        path = single_name(safe_name(f"{digits}-{name}"), taken)
        found.append(PaperFolder(number, path, _sets(paper), paper.blank, blank))
    return found


def index_of(rubric: Rubric, folders: Iterable[PaperFolder]) -> str:
    """Return the index, a table in CSV: what is wanted of each paper, and where it goes."""
    names = names_for(rubric, "zh")
    lines = _lines_by_paper(rubric)
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    for folder in folders:
        paper = rubric.evidence[folder.number]
        row = (
            folder.number,
            names.text(paper.title),
            names.joined(names.line(line) for line in lines.get(folder.number, ())),
            str(paper.sets),
            names.listed(map(names.text, paper.parts)),
            folder.path,
            "" if folder.blank_path is None else f"{folder.blank_path}.docx",
        )
        writer.writerow([csv_cell(text) for text in row])
    return stream.getvalue()


def safe_name(text: str) -> str:
    """Return a name that every system takes for a file or folder."""
    name = _UNFIT.sub("", text).translate(_UNSAFE)
    name = " ".join(name.split())[:_LONGEST].strip(" .")
    return f"_{name}" if not name or _RESERVED.fullmatch(name) else name


def single_name(name: str, taken: set[str]) -> str:
    """Return the name, with a number behind it where there is one that differs in capitals only."""
    found, count = name, 2
    while found.casefold() in taken:
        found, count = f"{name}-{count}", count + 1
    taken.add(found.casefold())
    return found


def _sets(paper: Evidence) -> tuple[str, ...]:
    if paper.sets == 1:
        return ()
    titles = [title.say(ZH) for title in paper.set_titles] or [
        _SETS.format(number=place + 1) for place in range(paper.sets)
    ]
    taken: set[str] = set()
    return tuple(single_name(safe_name(title), taken) for title in titles)


def _lines_by_paper(rubric: Rubric) -> dict[str, list[str]]:
    """Return the lines that want each paper, in the order of the sheet."""
    found: dict[str, list[str]] = {}
    sheet = names_for(rubric, "zh").sheet
    for line in sheet.lines.values():
        wanted = [
            number
            for node in line.node.walk()
            for own in (node.part.evidence, *(stream.evidence for stream, _ in node.streams))
            for number in own
        ]
        for number in dict.fromkeys(wanted):
            found.setdefault(number, []).append(line.id)
    return found
