"""`hpscore list`: the rubrics that are at hand."""

from __future__ import annotations

from hpscore.cli.guard import guarded
from hpscore.cli.helping import described
from hpscore.cli.language import language, tell
from hpscore.cli.options import Lang
from hpscore.cli.output import console_for, results_to

__all__ = ["list_rubrics"]


@guarded
def list_rubrics(lang: Lang = None) -> None:
    """List the rubrics that come with hpscore."""
    del lang
    from rich.table import Table

    from hpscore.model.number import add, spell
    from hpscore.readers.catalogue import Catalogue
    from hpscore.reports.layout import WIDE, cell

    catalogue = Catalogue()
    heads = (
        (tell("id"), False),
        (tell("version"), False),
        (tell("title"), True),
        (tell("lines"), False),
        (tell("points"), False),
        (tell("tiers"), True),
    )
    with results_to(None) as stream:
        console = console_for(stream)
        shown = len(heads) if console.width >= WIDE else len(heads) - 1  # tiers want room
        table = Table(box=None, pad_edge=False, header_style="bold")
        for title, folds in heads[:shown]:
            table.add_column(title, overflow="fold", no_wrap=not folds)
        for rubric in (r for name in catalogue.ids() for r in catalogue.versions(name)):
            points = [d.points for d in rubric.dimensions if d.points is not None]
            cells = (
                cell(rubric.rubric),
                cell(rubric.version),
                cell(rubric.title.say(language())),
                cell(str(sum(len(dimension.indicators) for dimension in rubric.dimensions))),
                cell(spell(add(points)) if points else "–"),
                cell(" > ".join(tier.title.say(language()) for tier in rubric.tiers)),
            )
            table.add_row(*cells[:shown])
        console.print(table)


list_rubrics.__doc__ = described(
    tell("List the rubrics that come with hpscore."),
    "hpscore list",
    "hpscore list --lang zh",
)
