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
    from hpscore.reports.layout import cell

    catalogue = Catalogue()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title, folds in (
        (tell("id"), False),
        (tell("version"), False),
        (tell("title"), True),
        (tell("lines"), False),
        (tell("points"), False),
        (tell("tiers"), True),
    ):
        table.add_column(title, overflow="fold", no_wrap=not folds)
    for rubric in (r for name in catalogue.ids() for r in catalogue.versions(name)):
        points = add([d.points for d in rubric.dimensions if d.points is not None])
        lines = sum(len(dimension.indicators) for dimension in rubric.dimensions)
        table.add_row(
            cell(rubric.rubric),
            rubric.version,
            cell(rubric.title.say(language())),
            str(lines),
            spell(points),
            cell(" > ".join(tier.title.say(language()) for tier in rubric.tiers)),
        )
    with results_to(None) as stream:
        console_for(stream).print(table)


list_rubrics.__doc__ = described(
    tell("List the rubrics that come with hpscore."),
    "hpscore list",
    "hpscore list --lang zh",
)
