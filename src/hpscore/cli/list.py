"""`hpscore list`: the rubrics that are at hand."""

from __future__ import annotations

from hpscore.cli.guard import guarded
from hpscore.cli.language import language, tell
from hpscore.cli.options import Lang
from hpscore.cli.output import console_for, results_to

__all__ = ["list_rubrics"]


@guarded
def list_rubrics(lang: Lang = None) -> None:
    """List the rubrics that come with hpscore."""
    del lang
    from rich.table import Table
    from rich.text import Text

    from hpscore.model.number import add, spell
    from hpscore.readers.catalogue import Catalogue

    catalogue = Catalogue()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (
        tell("id"),
        tell("version"),
        tell("title"),
        tell("lines"),
        tell("points"),
        tell("tiers"),
    ):
        table.add_column(title, overflow="fold")
    for name in catalogue.ids():
        rubric = catalogue.get(name)
        points = add([d.points for d in rubric.dimensions if d.points is not None])
        lines = sum(len(dimension.indicators) for dimension in rubric.dimensions)
        table.add_row(
            Text(rubric.rubric),
            rubric.version,
            Text(rubric.title.say(language())),
            str(lines),
            spell(points),
            Text(" > ".join(tier.id for tier in rubric.tiers)),
        )
    with results_to(None) as stream:
        console_for(stream).print(table)


list_rubrics.__doc__ = tell("List the rubrics that come with hpscore.")
