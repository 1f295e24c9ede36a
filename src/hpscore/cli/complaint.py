"""How wrong usage is told: what is wrong on one line, and below it where the help is."""

from __future__ import annotations

from hpscore.cli.language import language, tell

__all__ = ["complain"]


def complain(message: str, command: str) -> None:
    """Write to standard error that a command line is wrong, and which help tells what is right.

    `command` is the command as it is typed, such as `hpscore score`.
    """
    from hpscore.cli.output import standard_error
    from hpscore.reports.plain import plain
    from hpscore.reports.terms import SEVERITY_WORDS

    error = SEVERITY_WORDS["error"].text(language())
    between = "：" if language() == "zh" else ": "  # as over every other problem
    see = tell("help: {help}", help=tell("see {command} --help", command=command))
    standard_error(plain(f"{error}[usage]{between}{message}"))
    standard_error(plain(f"  = {see}"))
