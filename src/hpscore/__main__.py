"""Lets `python -m hpscore` do what the command `hpscore` does."""

from __future__ import annotations

from hpscore.cli import main

if __name__ == "__main__":
    main()
