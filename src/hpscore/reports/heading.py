"""What stands above a result: who was assessed by what, when, and by whom."""

from __future__ import annotations

from hpscore.message import say
from hpscore.model.number import spell
from hpscore.model.result import Result
from hpscore.reports.names import Names, name_of_subject

__all__ = ["heading_words"]


def heading_words(
    result: Result, names: Names, assessor: str | None = None, *, personal: bool = False
) -> tuple[str, str]:
    """Return who was assessed by what, and when, which facts hold, and who assessed."""
    rubric = names.rubric
    title = f"{name_of_subject(result)} · {names.text(rubric.title)} {rubric.version}"
    said: list[str] = []
    if result.period is not None:
        said.append(
            names.word(say("{first} to {last}", first=result.period.from_, last=result.period.to))
        )
    for name, value in result.subject.items():
        shown = personal if name in result.personal else name in rubric.facts
        if shown:
            told = names.case(name, value) if isinstance(value, str) else spell(value)
            said.append(names.labelled(names.of(name), told))
    if assessor:
        said.append(names.word(say("assessed by {assessor}", assessor=assessor)))
    return title, " · ".join(said)
