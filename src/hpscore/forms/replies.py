"""What a person types in an interview: a command, a note, or an answer.

Commands begin with a sign that no answer begins with, as it comes from an English or a Chinese
keyboard; `q` and `na` are words. An option that is written the same is always the answer, and
text in quotes is never a command.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from hpscore.model.answer import Asked
from hpscore.problem import ProblemError
from hpscore.readers.names import fold
from hpscore.source import Value, parse_document

__all__ = ["Reply", "by_place", "clean", "raw_answer", "read_reply"]

Command = Literal[
    "answer",
    "pass",
    "pass_part",
    "back",
    "note",
    "clear",
    "na",
    "jump",
    "list",
    "result",
    "help",
    "leave",
]

_BARE: Final[dict[str, Command]] = {
    "": "pass",
    ">": "pass",
    ">>": "pass_part",
    "<": "back",
    "-": "clear",
    "/": "list",
    "=": "result",
    "?": "help",
    "q": "leave",
    ":q": "leave",
}
_LEADING: Final[dict[str, Command]] = {"/": "jump", "#": "note"}
_KEYBOARD: Final = str.maketrans("《〈》〉、—–−", "<<>>/---")
"""What a Chinese keyboard writes for a sign, apart from full-width forms of it."""

_NOT_APPLICABLE: Final = re.compile(
    r"(?:n/?a(?=$|[\s:：,，])|不适用)[\s:：,，]*(.*)", re.IGNORECASE | re.DOTALL
)
_QUOTES: Final = {'"': '"', "“": "”", "「": "」"}
_UNFIT: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]+")

_DASHES: Final = str.maketrans("—–−", "---")
_NUMBER: Final = r"[-+]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)\s*%?"
_RANGE: Final = re.compile(
    rf"({_NUMBER})\s*(?:\.\.+|~|-|至|到)\s*({_NUMBER})|({_NUMBER})\s*(?:\.\.+|~)|(?:\.\.+|~)\s*({_NUMBER})"
)
_SHARE: Final = re.compile(r"(\d+)\s*[/／]\s*(\d+)(?:\s+(.*))?", re.DOTALL)
_DATE: Final = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


@dataclass(frozen=True, slots=True)
class Reply:
    """A typed line: what it asks for, with its text, and a note that came with an answer."""

    command: Command
    text: str = ""
    note: str | None = None


def clean(text: str) -> str:
    """Return typed text in composed form, without outer space or characters that are no text."""
    return unicodedata.normalize("NFC", _UNFIT.sub(" ", text)).strip()


def read_reply(line: str, *, exact: Collection[str] = (), free: bool = False) -> Reply:
    """Read a typed line.

    `exact` holds answers, folded, that win over every command; `free` says that any text is an
    answer, so that it holds no note.
    """
    text = clean(line)
    if text and fold(text) in exact:
        return Reply("answer", text)
    if len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        return Reply("answer", text[1:-1].strip())
    signs = unicodedata.normalize("NFKC", text.translate(_KEYBOARD))
    bare = _BARE.get(signs.casefold().replace(" ", ""))
    if bare is not None:
        return Reply(bare)
    if signs[0] in _LEADING:
        return Reply(_LEADING[signs[0]], text[1:].strip())
    if not free and (found := _NOT_APPLICABLE.fullmatch(text)):
        return Reply("na", found[1].strip())
    if free or text.startswith("{"):
        return Reply("answer", text)
    answer, *note = re.split("[#＃]", text, maxsplit=1)
    return Reply("answer", answer.strip(), "".join(note).strip() or None)


def raw_answer(asked: Asked, text: str, options: tuple[str, ...] = ()) -> Value:
    """Return what an assessment file would hold for typed text.

    A mapping is read as in a file; `412/500` is a share by its parts, `7..9` a range, and the
    place of an option in `options` is that option. What is none of these stays text.
    """
    if text.startswith("{"):
        try:
            return parse_document(text, file=None, format="yaml").value
        except ProblemError:
            return text
    plain = unicodedata.normalize("NFKC", text.translate(_DASHES)).strip()
    if asked.kind == "choice":
        return by_place(plain, options) or text
    if asked.kind in ("percent", "rate") and (share := _SHARE.fullmatch(text)):
        return _share(share)
    if asked.kind not in ("yes_no", "rate") and (ends := _RANGE.fullmatch(plain)):
        low, high = ends[1] or ends[3], ends[2] or ends[4]
        return {key: end for key, end in (("from", low), ("to", high)) if end}
    return text


def by_place(text: str, options: Sequence[str]) -> str | None:
    """Return the option at a place that is typed as a number from 1; None where it is none."""
    place = int(text) if text.isdecimal() and len(text) < 3 else 0
    return options[place - 1] if 0 < place <= len(options) else None


def _share(found: re.Match[str]) -> Value:
    """Read `86/320 residents 2022-10-20`: the parts, then of whom and when, where that is said."""
    value: dict[str, Value] = {"count": int(found[1]), "of": int(found[2])}
    rest = found[3] or ""
    if date := _DATE.search(rest):
        value["date"] = date[0]
    if whom := _DATE.sub("", rest).strip(" ,;，；、"):
        value["population"] = whom
    return value
