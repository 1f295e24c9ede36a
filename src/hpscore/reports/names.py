"""Titles of the things in a rubric, found by id, in one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from hpscore.message import Language, Message, Sayable, say
from hpscore.model.result import Result
from hpscore.model.sheet import Sheet
from hpscore.reports.plain import plain
from hpscore.scoring.plan import plan_of
from hpscore.scoring.tiers import UNDEFINED

if TYPE_CHECKING:
    from hpscore.model.rubric import Rubric
    from hpscore.model.rules import Question
    from hpscore.model.text import Text

__all__ = ["MARK", "Names", "name_of_subject", "names_for", "short_ref"]


MARK: Final = "◆"
"""Stands before what is local in a rubric that extends another one."""


@dataclass(frozen=True, slots=True)
class Names:
    """Says ids of a rubric in the words of its sheet; an id without a title stays itself."""

    rubric: Rubric
    language: Language
    sheet: Sheet
    titles: Mapping[str, Text]
    local: frozenset[tuple[str, str]] = frozenset()
    """The elements to mark as local, by the section of the rubric that they are in, and id."""

    def word(self, message: Message) -> str:
        """Return a message in the language of this report."""
        return plain(message.text(self.language))

    def text(self, text: Sayable) -> str:
        """Return a text of the rubric, or what is said like one, in the language of this report."""
        return plain(text.say(self.language))

    def of(self, name: str) -> str:
        """Return the title of a question, line, part, dimension, fact, gate or the total."""
        if name == "total":
            return self.word(say("the total"))
        title = self.titles.get(name)
        return plain(name) if title is None else self.text(title)

    def marked(self, section: str, name: str, label: str) -> str:
        """Return a label, with a mark where its element is local and that is to be shown."""
        return f"{MARK} {label}" if (section, name) in self.local else label

    def all(self, names: Iterable[str]) -> str:
        """Return titles as a list."""
        return self.listed(self.of(name) for name in names)

    def listed(self, items: Iterable[str]) -> str:
        """Join words as the language lists them."""
        return ("、" if self.language == "zh" else ", ").join(items)

    def joined(self, items: Iterable[str]) -> str:
        """Join phrases as the language does."""
        return ("；" if self.language == "zh" else "; ").join(items)

    def either(self, items: Iterable[str]) -> str:
        """Join words of which one holds."""
        said = list(items)
        if self.language != "zh" or len(said) < 2:
            return " / ".join(said)
        before, last = "、".join(said[:-1]), said[-1]
        spaces = [" " if text.isascii() else "" for text in (before[-1:], last[:1])]
        return f"{before}{spaces[0]}或{spaces[1]}{last}"

    def linked(self, clauses: Iterable[str], word: Message) -> str:
        """Join clauses by a word such as *and*."""
        between = f"，{self.word(word)}" if self.language == "zh" else f" {self.word(word)} "
        return between.join(clauses)

    def bracketed(self, text: str, more: str) -> str:
        """Add something to a text in brackets."""
        return f"{text}（{more}）" if self.language == "zh" else f"{text} ({more})"

    def labelled(self, label: str, text: str) -> str:
        """Put a label and a colon before a text."""
        return f"{label}：{text}" if self.language == "zh" else f"{label}: {text}"

    def quoted(self, text: str) -> str:
        """Put a text from a file in the quotation marks of the language."""
        said = plain(text)
        return f"“{said}”" if self.language == "zh" else f"'{said}'"

    def line(self, name: str) -> str:
        """Return the title of a line with the last word of its reference before it."""
        line = self.sheet.lines.get(name)
        ref = None if line is None else short_ref(line.source.ref)
        return f"{ref} {self.of(name)}" if ref else self.of(name)

    def paper(self, number: str) -> str:
        """Return the number and the title of a paper."""
        paper = self.rubric.evidence.get(number)
        return plain(number) if paper is None else plain(f"{number} ") + self.text(paper.title)

    def tier(self, name: str, *, grade: bool = True) -> str:
        """Return the name of a verdict, with its second published name."""
        for tier in self.rubric.tiers:
            if tier.id == name:
                title = self.text(tier.title)
                return (
                    self.bracketed(title, self.text(tier.grade)) if grade and tier.grade else title
                )
        return self.word(say("no tier published")) if name == UNDEFINED else plain(name)

    def case(self, switch: str, key: str) -> str:
        """Return one value of a fact, or one answer of a question, in words."""
        title = self._options(switch).get(key)
        if title is not None:
            return self.text(title)
        return self.word(_YES_NO[key]) if key in _YES_NO else plain(key)

    def _options(self, switch: str) -> Mapping[str, Text | None]:
        fact = self.rubric.facts.get(switch)
        if fact is not None and fact.options:
            return dict(fact.options)
        node = self.sheet.leaves.get(switch)
        if node is not None and node.part.rule.kind == "choice":
            return {key: option.title for key, option in node.part.rule.options.items()}
        return {
            key: title
            for question in _declared(self.rubric)
            if question.id == switch
            for key, title in (question.options or {}).items()
        }


_YES_NO: Mapping[str, Message] = {"yes": say("yes"), "no": say("no")}


def names_for(rubric: Rubric, language: Language) -> Names:
    """Collect the titles of a rubric."""
    sheet = plan_of(rubric).sheet
    return Names(rubric, language, sheet, {**dict(_titles(rubric)), **sheet.titles})


def _titles(rubric: Rubric) -> Iterator[tuple[str, Text]]:
    for name, fact in rubric.facts.items():
        if fact.title is not None:
            yield name, fact.title
    for name, mark in rubric.marks.items():
        yield name, mark.title
    for sections in (rubric.conversions, rubric.withhold, rubric.vetoes, rubric.dimensions):
        yield from ((element.id, element.title) for element in sections)


def _declared(rubric: Rubric) -> Iterator[Question]:
    yield from rubric.questions
    yield from rubric.recorded
    for part in rubric.parts():
        if part.rule.kind == "by" and not isinstance(part.rule.question, str | None):
            yield part.rule.question


def short_ref(ref: str | None) -> str:
    """Return the last word of a reference: the item as the printed sheet numbers it."""
    words = plain(ref or "").split()
    return words[-1] if words else ""


def name_of_subject(result: Result) -> str:
    """Return how to call the subject: its name, else its id, else where it was read from."""
    for fact in ("name", "id"):
        if fact in result.subject and fact not in result.personal:
            return plain(str(result.subject[fact]))
    return plain(result.source or "-")
