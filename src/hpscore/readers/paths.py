"""How a rubric is named: by a path, with a version or without; and paths that lead out."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

__all__ = ["escapes", "names_a_file", "names_a_version"]


def names_a_file(name: str) -> bool:
    """Say whether a rubric's name is a path: by its ending, or because it has folders."""
    return name.endswith((".yaml", ".yml", ".json")) or "/" in name or "\\" in name


def names_a_version(name: str) -> bool:
    """Say whether a rubric's name means one version, and not the one that is in force."""
    return names_a_file(name) or "@" in name


def escapes(path: str) -> bool:
    """Say whether a relative path is absolute, or climbs out of where it starts."""
    if not (".." in path or ":" in path or path.startswith(("/", "\\"))):
        return False  # no drive, no root and no step up
    windows = PureWindowsPath(path)
    if windows.drive or windows.root or PurePosixPath(path).is_absolute():
        return True
    return ".." in PurePosixPath(path).parts or ".." in windows.parts
