"""Documents: YAML and JSON read strictly, with exact numbers and a place for every value.

Reading keeps values only. Where each stands in its text is found by a second pass, when
`Document.locate` is first asked for it, so that a file without problems costs nothing more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from hpscore.problem import Location, ProblemError
from hpscore.source.file import read_bytes
from hpscore.source.finding import RefusedError, place, problems_of
from hpscore.source.index import Index
from hpscore.source.json import build_json
from hpscore.source.json_scan import index_json
from hpscore.source.limits import DEFAULT_LIMITS, Limits
from hpscore.source.text import check_characters, check_size, decode, size_of
from hpscore.source.value import DataPath, Value
from hpscore.source.yaml import build_yaml
from hpscore.source.yaml_index import index_yaml
from hpscore.source.yaml_lines import read_lines

__all__ = ["DataPath", "Document", "Limits", "Value", "parse_document", "read_document"]

_Format: TypeAlias = Literal["yaml", "json"]

_LIKE_JSON = re.compile(r'\s*[\[{]\s*["\[{]')
"""What a text begins with whose errors are better told as JSON's."""


@dataclass(frozen=True, slots=True)
class Document:
    """A value, the text it was read from, and the file as messages name it."""

    value: Value
    text: str = field(repr=False)
    file: str | None
    format: _Format
    _index: list[Index] = field(default_factory=list, init=False, repr=False, compare=False)

    def locate(self, path: DataPath, *, key: bool = False) -> Location:
        """Return where the value at `path` stands, or the key that it has in its mapping.

        A path that leads nowhere gives the key of the nearest value that exists on the way:
        ("a", "missing") is found at the key "a".
        """
        if not self._index:
            read = index_json if self.format == "json" else index_yaml
            self._index.append(read(self.text))
        return place(self.text, *self._index[0].find(path, key=key), self.file)


def read_document(
    path: Path | str, *, shown: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Document:
    """Read a file: JSON if it is called .json, YAML otherwise.

    `shown` names the file in messages, in place of `path`. Raises ProblemError for a file that
    cannot be opened, is no text, breaks the syntax or passes a limit.
    """
    file = str(path) if shown is None else shown
    path = Path(path)
    try:
        data = read_bytes(path, limits)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, "", file)) from None
    kind: _Format = "json" if path.suffix.lower() == ".json" else "yaml"
    return parse_document(data, file=file, format=kind, limits=limits)


def parse_document(
    text_or_bytes: str | bytes,
    *,
    file: str | None,
    format: _Format | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Document:
    """Read a text, or bytes in UTF-8, UTF-16 with its mark, or GB18030.

    Without `format`, what begins with a bracket is JSON if it parses as such, and all else is
    YAML. Raises ProblemError.
    """
    text = ""
    try:
        text = _text(text_or_bytes, limits)
        if format is not None:
            return _parse(text, file, format, limits)
        return _parse_either(text, file, limits)
    except RefusedError as refused:
        raise ProblemError(problems_of(refused, text, file)) from None


def _text(text_or_bytes: str | bytes, limits: Limits) -> str:
    if isinstance(text_or_bytes, bytes):
        check_size(len(text_or_bytes), limits)
        text = decode(text_or_bytes)
    else:
        text = text_or_bytes
        check_size(size_of(text, limits), limits)
    return text.removeprefix("\ufeff")


def _parse(text: str, file: str | None, kind: _Format, limits: Limits) -> Document:
    if kind == "yaml" and limits is DEFAULT_LIMITS:
        plain = read_lines(text)
        if plain is not None:
            return Document(plain, text, file, kind)
    check_characters(text, yaml=kind == "yaml")
    build = build_json if kind == "json" else build_yaml
    return Document(build(text, limits), text, file, kind)


def _parse_either(text: str, file: str | None, limits: Limits) -> Document:
    if not text.lstrip().startswith(("{", "[")):
        return _parse(text, file, "yaml", limits)
    try:
        return _parse(text, file, "json", limits)
    except RefusedError as as_json:
        if as_json.findings[0].code not in ("syntax", "several-documents"):
            raise
        try:
            return _parse(text, file, "yaml", limits)
        except RefusedError as as_yaml:
            raise (as_json if _LIKE_JSON.match(text) else as_yaml) from None
