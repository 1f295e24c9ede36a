"""Make the workbook of registers in the examples: python docs/make_workbook.py."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook

TARGET = Path(__file__).parents[1] / "examples" / "台账" / "台账.xlsx"

SHEETS: dict[str, list[list[object]]] = {
    "说明": [["本工作簿由新安社区填写，人名均为虚构"]],
    "培训登记": [
        ["日期", "内容", "通知", "图片", "记录"],
        [date(2022, 3, 3), "创建标准培训", "有", "有", "有"],
        [date(2022, 6, 9), "控烟培训", "有", "有", "有"],
    ],
    "群体活动": [
        ["2022年群体活动登记表"],
        [],
        ["日期", "活动名称", "类别", "居民人数", "参加人数", "通知", "签到", "图片", "简报"],
        [date(2022, 1, 25), "迎春文艺演出", "文体", 120, 131, "是", "是", "是", "是"],
        [date(2022, 5, 31), "无烟日宣传", "健康主题", 49, 58, "是", "是", "是", "否"],
        ["2022年9月28日", "健步走", "文体", 76, 80, "是", "是", "是", "是"],
        [None, "广场舞比赛", "文体", 90, 95, "是", "否", "是", "否"],
    ],
}


def main() -> None:
    """Write the workbook."""
    book = Workbook()
    del book[book.sheetnames[0]]
    for title, rows in SHEETS.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for (cell,) in sheet.iter_rows(max_col=1):
            if isinstance(cell.value, date):
                cell.number_format = "yyyy-mm-dd"
    book.properties.created = book.properties.modified = datetime(2022, 12, 31)
    book.save(TARGET)


if __name__ == "__main__":
    main()
