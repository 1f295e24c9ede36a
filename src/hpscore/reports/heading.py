"""What stands above a result: who was assessed by what, when, and by whom."""

from __future__ import annotations

from hpscore.message import say
from hpscore.model.number import spell
from hpscore.model.result import Result
from hpscore.reports.names import Names, name_of_subject
from hpscore.reports.origin import extends_words

__all__ = ["heading_words"]


def heading_words(
    result: Result, names: Names, assessor: str | None = None, *, personal: bool = False
) -> tuple[str, str]:
    """Return who was assessed by what, and when, which facts hold, and who assessed."""
    rubric = names.rubric
    extends = extends_words(names)
    by = f"{names.text(rubric.title)} {rubric.version}"
    title = f"{name_of_subject(result)} · {names.bracketed(by, extends) if extends else by}"
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
