"""What typer makes commands of, speaking our words instead of its own.

typer writes its help and its errors in English, most of it as constants that no catalogue
reaches. Here both are written anew from what typer knows about a command: its parameters, and
the kind of an error. This is the only module that names what typer keeps to itself, such as those
kinds; tests hold that no others have come with a new version of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Any, Final

import typer
from typer._click.exceptions import BadOptionUsage, MissingParameter, NoSuchOption, UsageError
from typer.core import TyperCommand, TyperGroup, TyperOption

from hpscore.cli.language import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from typer._click import Command as AnyCommand
    from typer._click import Context, HelpFormatter, Parameter

__all__ = ["Command", "Group"]

_WRONG_USAGE: Final = 2
_ABORTED: Final = 1


class Command(TyperCommand):
    """A command whose help and errors are in the language of the run."""

    allow_extra_args = True  # so that they come to us, who tell of them in our own words

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments; `UsageError` for those that the command does not take."""
        with _within(ctx):
            rest = super().parse_args(ctx, args)
            if rest and not ctx.resilient_parsing:
                raise typer.BadParameter(tell("arguments too many: {words}", words=rest))
        return rest

    def invoke(self, ctx: Context) -> Any:
        """Run the command; its errors know where they were raised."""
        with _within(ctx):
            return super().invoke(ctx)

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option --help, described in our words."""
        return _described(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        _write_help(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first line of the help, whole."""
        return _first_line(self)


class Group(TyperGroup):
    """The whole application: commands, and what is told when none of them can run."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Read the arguments before the command."""
        with _within(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, AnyCommand | None, list[str]]:
        """Find the command that is named; `UsageError` if there is none."""
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            from hpscore.cli.guard import with_help
            from hpscore.cli.proposing import instead_of_command

            said = tell("there is no command '{name}'", name=name)
            meant = instead_of_command(name, self.commands)
            raise typer.BadParameter(with_help(said, meant), ctx)
        return super().resolve_command(ctx, args)

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the options; those that typer adds for completion are described in our words."""
        params = super().get_params(ctx)
        for param in params:
            if isinstance(param, TyperOption) and param.name == "show_completion":
                param.help = tell("Print the script that completes commands in this shell.")
                param.callback = _show_completion
            elif isinstance(param, TyperOption) and param.name == "install_completion":
                param.help = tell("Let this shell complete commands from now on.")
                param.callback = _install_completion
        return params

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        """Return the option --help, described in our words."""
        return _described(super().get_help_option(ctx))

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the help."""
        _write_help(self, ctx, formatter)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run what is asked for and leave with its exit code; 2 where it is asked wrongly."""
        run: Callable[[], Any] = lambda: super(Group, self).main(  # noqa: E731
            args, prog_name, complete_var, False, windows_expand_args, **extra
        )
        if not standalone_mode:
            return run()
        try:
            code = run()
        except UsageError as error:
            from hpscore.cli.complaint import complain

            complain(_in_words(error), error.ctx.command_path if error.ctx else "hpscore")
            sys.exit(_WRONG_USAGE)
        except typer.Abort:
            sys.exit(_ABORTED)
        sys.exit(code if isinstance(code, int) else 0)


@contextmanager
def _within(ctx: Context) -> Iterator[None]:
    """Let errors know the command that they are about."""
    try:
        yield
    except UsageError as error:
        if error.ctx is None:
            error.ctx = ctx
        raise


def _in_words(error: UsageError) -> str:
    """Say what is wrong, by the kind of error; what we raised ourselves says it already."""
    if isinstance(error, NoSuchOption):
        from hpscore.cli.guard import with_help
        from hpscore.cli.proposing import instead_of_option

        said = tell("there is no option '{name}'", name=error.option_name)
        near = next(iter(error.possibilities or ()), None)
        return with_help(said, instead_of_option(error.option_name, near, error.ctx))
    if isinstance(error, BadOptionUsage):
        option = _option(error.option_name, error.ctx)
        if option is None or option.is_flag:
            return tell("{option} takes no value", option=error.option_name)
        return tell(
            "{option} needs a value: {option} {what}",
            option=error.option_name,
            what=option.metavar,
        )
    if isinstance(error, MissingParameter):
        return tell("{name} is missing", name=_name(error.param))
    param = getattr(error, "param", None)
    if param is None:
        return error.message
    return tell("{name}: {message}", name=_name(param), message=error.message)


def _option(name: str, ctx: Context | None) -> TyperOption | None:
    for param in ctx.command.get_params(ctx) if ctx is not None else ():
        if isinstance(param, TyperOption) and name in param.opts:
            return param
    return None


def _name(param: Parameter | None) -> str:
    """Name a parameter as it is typed: an option by its longest name, an argument as in usage."""
    if isinstance(param, TyperOption):
        return max(param.opts, key=len)
    return (param and (param.metavar or param.name)) or ""


def _described(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = tell("Show this help and leave.")
    return option


def _write_help(command: AnyCommand, ctx: Context, formatter: HelpFormatter) -> None:
    from hpscore.cli.helping import help_page

    formatter.write(help_page(command, ctx))


def _first_line(command: AnyCommand) -> str:
    return (command.help or "").partition("\n")[0]


def _install_completion(ctx: Context, param: Parameter, value: Any) -> Any:
    """Do what typer does for --install-completion, and tell of it in our words."""
    if not value or ctx.resilient_parsing:
        return value
    from typer._completion_shared import install

    with _known_shell(), redirect_stdout(StringIO()):
        shell, path = install(shell=value if isinstance(value, str) else None)
    typer.echo(
        tell("{shell} completes commands once it is opened anew: {path}", shell=shell, path=path)
    )
    raise typer.Exit


def _show_completion(ctx: Context, param: Parameter, value: Any) -> Any:
    """Do what typer does for --show-completion, and tell in our words that a shell is unknown."""
    if not value or ctx.resilient_parsing:
        return value
    from typer.completion import show_callback

    with _known_shell():
        return show_callback(ctx, param, value)


@contextmanager
def _known_shell() -> Iterator[None]:
    """Turn what typer says of a shell that it does not know into a usage error."""
    try:
        with redirect_stderr(StringIO()):
            yield
    except typer.Exit:
        raise typer.BadParameter(
            tell("this shell is not known; completion is made for bash, zsh, fish and PowerShell")
        ) from None
