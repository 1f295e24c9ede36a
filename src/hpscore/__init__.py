"""hpscore scores on-site assessments in health promotion, and says why."""

from hpscore.version import __version__

__all__ = ["__version__"]
