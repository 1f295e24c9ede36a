"""JSON as a whole, and a line each as results come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO

from hpscore.message import say
from hpscore.problem import Problem
from hpscore.readers.outcome import Outcome
from hpscore.reports.json import write_json, write_jsonl
from tests.reports import made


class Flushing(StringIO):
    """A stream that remembers what had been written whenever it was flushed."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed: list[str] = []

    def flush(self) -> None:
        self.flushed.append(self.getvalue())


def written(*outcomes: Outcome) -> str:
    stream = StringIO()
    write_json(outcomes, stream, "en")
    return stream.getvalue()


def test_a_document_is_one_json_text_with_a_final_line_break() -> None:
    text = written(made.example("乙局.yaml"))
    assert text.endswith("}\n")
    assert json.loads(text)["summary"]["scored"] == 1


def test_chinese_is_written_as_it_is() -> None:
    assert "乙局" in written(made.example("乙局.yaml"))


def test_numbers_are_written_digit_by_digit() -> None:
    text = written(made.example("甲局.yaml"))
    assert '"earned": 6.225,' in text
    assert '"reachable": 11.925\n' in text
    settled = written(made.outcome(made.rubric(made.EVERY_KIND), made.SETTLED))
    assert '"earned": "7/3",' in settled


def test_lines_are_written_and_flushed_as_they_come() -> None:
    stream = Flushing()
    seen: list[int] = []

    def outcomes() -> Iterator[Outcome]:
        for name in ("甲局.yaml", "错误/戊家.yaml", "乙局.yaml"):
            seen.append(len(stream.getvalue().splitlines()))
            yield made.example(name)

    write_jsonl(outcomes(), stream, "en")
    assert seen == [0, 1, 5]
    assert [len(text.splitlines()) for text in stream.flushed] == [1, 5, 6]


def test_a_line_is_a_result_or_one_problem() -> None:
    stream = StringIO()
    write_jsonl([made.example("错误/戊家.yaml"), made.example("乙局.yaml")], stream, "en")
    found = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [list(line) for line in found] == [["error"]] * 4 + [["result"]]
    assert found[0]["error"]["code"] == made.example("错误/戊家.yaml").problems[0].code
    assert found[0]["error"]["location"]["file"] == "examples/错误/戊家.yaml"


def test_problems_speak_the_language_asked_for() -> None:
    outcome = Outcome("a.yaml", problems=(Problem("x", say("the file has no answers")),))
    stream = StringIO()
    write_json([outcome], stream, "zh")
    expected = say("the file has no answers").text("zh")
    assert json.loads(stream.getvalue())["errors"][0]["message"] == expected


def test_names_that_no_encoding_can_write_are_spelled_out() -> None:
    scored = made.example("乙局.yaml")
    assert scored.result is not None
    odd = replace(scored, result=replace(scored.result, source="\udce9\x9b\u2028.yaml"))
    text = written(odd)
    assert "\\udce9\\u009b\\u2028.yaml" in text
    text.encode()
    assert json.loads(text)["results"][0]["source"] == "\udce9\x9b\u2028.yaml"


def test_json_needs_no_terminal_library() -> None:
    import subprocess
    import sys

    code = (
        "import sys, hpscore.reports.json, hpscore.reports.csv;"
        "print(any(name.split('.')[0] == 'rich' for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "False"
