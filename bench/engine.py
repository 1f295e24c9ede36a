"""How many assessments a second one process scores, with their full trace."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from fractions import Fraction

from hpscore.model.answer import Answer
from hpscore.model.assessment import Assessment
from hpscore.model.number import Number, reduce
from hpscore.model.resolve import sheet_of
from hpscore.model.rubric import Rubric
from hpscore.readers.catalogue import Catalogue
from hpscore.scoring.engine import score

__all__ = ["engine_figures"]

_COUNT = 1000
_WANTED = 5000


def engine_figures(median_seconds: Callable[[Callable[[], object]], float]) -> Iterator[str]:
    """Yield a line a rubric: assessments a second, finished ones and half-filled ones."""
    catalogue = Catalogue()
    for name in catalogue.ids():
        rubric = catalogue.get(name)
        for share, word in ((1.0, "finished"), (0.5, "half-filled")):
            assessments = _assessments(rubric, share)
            seconds = median_seconds(lambda: [score(rubric, a) for a in assessments])  # noqa: B023
            rate = _COUNT / seconds
            wanted = f" (wanted {_WANTED})" if name == "healthy-family" else ""
            print_rate = f"{rate:,.0f} a second"
            yield f"engine: {name}, {word}: {print_rate}{wanted}"


def _assessments(rubric: Rubric, share: float) -> list[Assessment]:
    """Make assessments of different answers, the same ones in every run."""
    chance = random.Random(2022)
    sheet = sheet_of(rubric)
    made: list[Assessment] = []
    for number in range(_COUNT):
        answers: dict[str, Answer] = {}
        for question in sheet.questions.values():
            if question.kind == "rate" or chance.random() > share:
                continue
            if question.kind == "yes_no":
                yes = chance.random() < 0.8
                answers[question.id] = Answer(yes, yes, yes)
            elif question.kind == "choice":
                answers[question.id] = Answer(chance.choice(question.options))
            else:
                top = int(min(question.high, 100 if question.kind == "percent" else 10))
                value: Number = chance.randint(0, top)
                if question.step is not None:
                    value = reduce(Fraction(chance.randint(0, top * 2), 2))
                answers[question.id] = Answer(value, value, value)
        subject = {"id": f"{number}", "setting": chance.choice(["urban", "rural"])}
        made.append(Assessment(subject=subject, answers=answers))
    return made
