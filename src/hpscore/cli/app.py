"""The command line put together: one module a command."""

from __future__ import annotations

from typing import Annotated

import typer

from hpscore.cli.explain import explain
from hpscore.cli.form import form
from hpscore.cli.interview import interview
from hpscore.cli.language import tell
from hpscore.cli.list import list_rubrics
from hpscore.cli.options import Lang
from hpscore.cli.score import score, standard_command
from hpscore.cli.show import show

__all__ = ["make_app"]

_CONTEXT = {"help_option_names": ["-h", "--help"]}


def make_app() -> typer.Typer:
    """Return the application with its commands."""
    app = typer.Typer(
        name="hpscore",
        help=tell("Score on-site assessments in health promotion, and say why."),
        context_settings=_CONTEXT,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        rich_markup_mode="rich",
    )
    app.callback()(_whole)
    app.command("score")(score)
    for name, rubric, settings in (
        ("community", "healthy-community", True),
        ("family", "healthy-family", True),
        ("agency", "healthy-agency", False),
    ):
        app.command(name)(standard_command(rubric, settings=settings))
    app.command("form")(form)
    app.command("interview")(interview)
    app.command("list")(list_rubrics)
    app.command("show")(show)
    app.command("explain")(explain)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from hpscore.version import __version__

        typer.echo(f"hpscore {__version__}")
        raise typer.Exit


def _whole(
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


_whole.__doc__ = None
