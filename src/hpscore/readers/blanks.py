"""Read the blank papers that come with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from hpscore.message import say
from hpscore.model.blank import BlankPaper
from hpscore.problem import Problem, ProblemError, nearest
from hpscore.readers.locating import problems_of
from hpscore.readers.shape import issues_of
from hpscore.source import read_document

__all__ = ["blank_names", "read_blank"]

_FOLDER: Final = Path(__file__).parents[1] / "papers"


@cache
def blank_names() -> tuple[str, ...]:
    """Return the names of the blank papers."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.yaml")))


def read_blank(name: str) -> BlankPaper:
    """Return a blank paper; `ProblemError` where there is none of this name."""
    if name not in blank_names():
        near = nearest(name, blank_names())
        raise ProblemError(
            [
                Problem(
                    "unknown-blank",
                    say("there is no blank paper '{name}'", name=name),
                    help=say("did you mean '{near}'?", near=near)
                    if near
                    else say("known: {names}", names=[*blank_names()]),
                )
            ]
        )
    document = read_document(_FOLDER / f"{name}.yaml")
    try:
        return BlankPaper.model_validate(document.value)
    except ValidationError as error:
        raise ProblemError(problems_of(issues_of(error, document, BlankPaper), document)) from None
