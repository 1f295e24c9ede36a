"""Make the filled sheets in the examples: python docs/make_filled_sheets.py.

One is a form as `hpscore form` writes it, filled in; the other an office's own sheet, laid out as
the standard was published, with a column of points. To be made anew when a rubric has changed.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from hpscore.forms.blank import blank_for
from hpscore.forms.workbook.form import write_form
from hpscore.model.rubric import Rubric
from hpscore.readers.assessments import Reader
from hpscore.readers.catalogue import Catalogue
from hpscore.source import parse_document

FOLDER = Path(__file__).parents[1] / "examples" / "评分表"
FORM = FOLDER / "南湖社区.xlsx"
SHEET = FOLDER / "庚局.xlsx"

ANSWERS = """\
rubric: healthy-community
subject: {id: c-007, name: 南湖社区, setting: urban, county: 芒市, street: 勐焕街道}
period: {from: 2022-01-01, to: 2022-12-31}
assessor: 第一评审组
answers:
  pledge: yes
  outreach: yes
  leading_group: yes
  meetings: {from: 3, to: 4, note: 第四季度会议记录待补}
  in_development_plan: yes
  rules_made: 2
  dedicated_person: yes
  trainings: 2
  work_plan: yes
  files_complete: yes
  work_summary: yes
  no_smoking_seen: {value: no, note: 楼道有烟头}
  no_smoking_signs: yes
  no_tobacco_ads: yes
  clean_grounds: yes
  public_toilets_clean: yes
  fitness_venue: no
  fitness_safe: yes
  culture_venue: yes
  culture_exchange: yes
  vulnerable_support: yes
  education_plan_summary: yes
  education_lectures: 3
  education_consultations: 1
  bulletin_board: yes
  materials_distributed: yes
  selection_plan: yes
  selection_mobilised: yes
  family_activities: yes
  own_lectures: 4
  group_events: 2
  distinctive_activities: yes
  satisfaction: 9
  health_literacy: {count: 92, of: 310, population: 15—69 岁常住居民, date: 2022-10-25}
points:
  family_visit: {points: 3, note: 按入户表得分}
"""

POINTS = {
    "一-1": 3, "一-2": 2, "一-3": 3, "一-4": 2, "一-5": 2, "一-6": 2, "一-7": 1, "一-8": 3,
    "二-1": 3, "二-2": 3, "二-3": 2, "二-4": 2, "二-5": 2, "二-6": 0, "二-7": 4,
    "三-1": 10, "三-2": 8, "三-3": 9, "三-4": 7.5, "三-5": 5,
    "四-1": 8.5,
}  # fmt: skip
NOTES = {"一-7": "只参加一次培训", "二-6": "无营养配餐", "三-2": "两年一次"}


def main() -> None:
    """Write both."""
    FOLDER.mkdir(exist_ok=True)
    reader = Reader(Catalogue().get("healthy-community"))
    read = reader.read(parse_document(ANSWERS, file=None, format="yaml"))
    with FORM.open("wb") as stream:
        write_form(blank_for(reader, "zh"), stream, read)
    _published(Catalogue().get("healthy-agency"))


def _published(rubric: Rubric) -> None:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "附件3"
    sheet.append(["附件3 健康促进机关现场评分表"])
    sheet.append(["单位名称：庚局", None, None, "编号：a-006", None, "县：芒市"])
    sheet.append(["一级指标", "序号", "评分内容", "分值", "得分", "扣分原因"])
    bands: list[tuple[int, int]] = []
    for dimension in rubric.dimensions:
        first = sheet.max_row + 1
        for line in dimension.indicators:
            number = (line.ref or "").split()[-1]
            head = f"{dimension.title.zh}（{dimension.points}分）"
            worth = [line.points, POINTS[number], NOTES.get(number)]
            sheet.append([head, number, line.title.zh, *worth])
        bands.append((first, sheet.max_row))
    sheet.append(["合计", None, None, 100, sum(POINTS.values()), None])
    sheet.append(["评审人：第一评审组", None, None, "日期：2022年11月25日"])
    _look(sheet, bands)
    book.properties.created = book.properties.modified = datetime(2022, 12, 31)
    book.save(SHEET)


def _look(sheet: Worksheet, bands: list[tuple[int, int]]) -> None:
    sheet.merge_cells("A1:F1")
    for first, last in bands:
        sheet.merge_cells(start_row=first, end_row=last, start_column=1, end_column=1)
    thin = Side(style="thin")
    for row in sheet.iter_rows(min_row=3, max_row=bands[-1][1] + 1):
        for cell in row:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
    sheet["A1"].font = Font(bold=True, size=16)
    sheet["A1"].alignment = Alignment(horizontal="center")
    for column, width in zip("ABCDEF", (16, 8, 30, 8, 8, 24), strict=True):
        sheet.column_dimensions[column].width = width


if __name__ == "__main__":
    main()
