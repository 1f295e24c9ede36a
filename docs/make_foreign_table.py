"""Make the foreign tables in the examples: python docs/make_foreign_table.py."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

FOLDER = Path(__file__).parents[1] / "examples" / "外来表"

GROUPS = [
    ("序号", 1),
    ("提交时间", 1),
    ("社区代码", 1),
    ("社区名称", 1),
    ("联系电话", 1),
    ("城乡\n类型", 1),
    ("组织管理", 5),
    ("健康环境", 4),
    ("对工作的建议", 1),
]
HEADINGS = [
    "1、是否签订书面承诺[单选题]",
    "2、是否成立领导小组[单选题]",
    "3、今年召开几次例会",
    "4、是否有专人负责[单选题]",
    "5、资料是否归档[单选题]",
    "6、公厕是否整洁[单选题]",
    "7、卫生厕所普及率",
    "8、健身场所与器材[单选题]",
    "9、宣传栏[单选题]",
]
ROWS: list[list[object]] = [
    ["0101", "幸福里社区", "06922100101", 1, 1, 1, 4, 1, 1, 1, 0.963, 1, 1, "无"],
    ["0102", "桂花里社区", "06922100102", 1, 1, 1, 3, 1, 2, 1, 0.88, 1, 2, None],
    ["0103", "河边社区", "13800000103", 1, 1, 2, 2, 2, 2, 9, 0.91, 2, 1, "增加健身器材"],
    ["0201", "勐戛村", "13800000201", 2, 1, 1, 4, 1, 1, 1, 0.724, 1, 1, "无"],
    ["0202", "团结社区", "06922100202", 2, 2, 1, 1, 2, 9, 2, 0.655, 2, 2, None],
]
FIRST_DAY = datetime(2022, 11, 7, 9, 30)


def main() -> None:
    """Write the same table as a workbook, as it was printed, and as CSV, as it was exported."""
    FOLDER.mkdir(exist_ok=True)
    _workbook(FOLDER / "社区核查表.xlsx")
    with (FOLDER / "社区核查表.csv").open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        single = [group.replace("\n", "") for group, width in GROUPS if width == 1]
        writer.writerow([*single[:-1], *HEADINGS, single[-1]])
        for number, row in enumerate(ROWS, 1):
            day = FIRST_DAY.replace(day=FIRST_DAY.day + number)
            cells = [f'="{c}"' if str(c).startswith("0") and len(str(c)) > 3 else c for c in row]
            cells[10] = f"{float(str(row[10])) * 100:.1f}%"
            writer.writerow([number, day.isoformat(" ", "minutes"), *cells])


def _workbook(path: Path) -> None:
    book = Workbook()
    note = book.active
    assert note is not None
    note.title = "填表说明"
    note.append(["选择题填代码：1＝是，2＝否，9＝不清楚；城乡类型：1＝城市，2＝农村"])
    sheet = book.create_sheet("核查表")
    sheet.append(["2022年健康社区建设核查表"])
    sheet.append(["填报单位：某县疾病预防控制中心", *[None] * 8, "填报日期：2022年11月"])
    top: list[str | None] = []
    for group, width in GROUPS:
        top += [group, *[None] * (width - 1)]
    sheet.append(top)
    own = iter(HEADINGS)
    sub = [next(own) if width > 1 else None for _, width in GROUPS for _ in range(width)]
    sheet.append(sub)
    for number, row in enumerate(ROWS, 1):
        day = FIRST_DAY.replace(day=FIRST_DAY.day + number)
        sheet.append([number, day, *row])
        sheet.cell(sheet.max_row, 13).number_format = "0.0%"
    sheet.append(["合计", None, None, f"{len(ROWS)}个社区"])
    sheet.append(["填表人：", None, None, "审核人："])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(top))
    column = 1
    for _, width in GROUPS:
        last = 4 if width == 1 else 3
        sheet.merge_cells(
            start_row=3, end_row=last, start_column=column, end_column=column + width - 1
        )
        column += width
    for line in sheet.iter_rows(min_row=1, max_row=4):
        for cell in line:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    book.properties.created = book.properties.modified = datetime(2022, 12, 31)
    book.save(path)


if __name__ == "__main__":
    main()
