"""The command line put together: one module a command."""

from __future__ import annotations

from typing import Annotated

import typer

from hpscore.cli.commands import Command, Group
from hpscore.cli.evidence import evidence
from hpscore.cli.explain import explain
from hpscore.cli.form import form
from hpscore.cli.helping import described
from hpscore.cli.interview import interview
from hpscore.cli.language import tell
from hpscore.cli.list import list_rubrics
from hpscore.cli.map import map_table
from hpscore.cli.options import Lang
from hpscore.cli.score import score, standard_command
from hpscore.cli.select import select
from hpscore.cli.show import show

__all__ = ["make_app"]

_CONTEXT = {"help_option_names": ["-h", "--help"]}


def make_app() -> typer.Typer:
    """Return the application with its commands."""
    app = typer.Typer(
        name="hpscore",
        cls=Group,
        help=described(
            tell("Score on-site assessments in health promotion, and say why."),
            "hpscore interview family",
            "hpscore form community -o community.yaml",
            "hpscore score 幸福里社区.yaml",
            "hpscore explain 幸福里社区.yaml 例会",
        ),
        context_settings=_CONTEXT,
        pretty_exceptions_enable=False,
        invoke_without_command=True,
        rich_markup_mode=None,
    )
    app.callback()(_whole)
    app.command("score", cls=Command)(score)
    for name, rubric, settings in (
        ("community", "healthy-community", True),
        ("family", "healthy-family", True),
        ("agency", "healthy-agency", False),
    ):
        app.command(name, cls=Command)(standard_command(rubric, settings=settings))
    app.command("select", cls=Command)(select)
    app.command("evidence", cls=Command)(evidence)
    app.command("form", cls=Command)(form)
    app.command("map", cls=Command)(map_table)
    app.command("interview", cls=Command)(interview)
    app.command("list", cls=Command)(list_rubrics)
    app.command("show", cls=Command)(show)
    app.command("explain", cls=Command)(explain)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from hpscore.version import __version__

        typer.echo(f"hpscore {__version__}")
        raise typer.Exit


def _whole(
    ctx: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_version,
            is_eager=True,
            help=tell("Print the version and leave."),
        ),
    ] = False,
    lang: Lang = None,
) -> None:
    del version, lang
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help(), err=True)
        raise typer.Exit(2)


_whole.__doc__ = None
