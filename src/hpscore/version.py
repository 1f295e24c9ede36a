"""The version, in its one place: the build reads it here, without importing the package."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
