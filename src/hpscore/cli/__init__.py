"""The command line: the only layer that prints, exits or reads the environment.

Command modules are light: what a command needs is imported when it runs.
"""

from __future__ import annotations

__all__ = ["main"]


def main() -> None:
    """Run hpscore with the arguments of the process."""
    import sys

    if sys.argv[1:] in (["--version"], ["-V"]):
        # scripts ask this often: answer before anything is imported
        from hpscore.version import __version__

        print(f"hpscore {__version__}")
        return
    try:
        from hpscore.cli.process import run

        run()
    except KeyboardInterrupt:
        sys.exit(130)
