"""Find the step that a person means: by id, title, alias or item reference, or by part of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hpscore.forms.standing import Standing
from hpscore.forms.steps import Step
from hpscore.forms.words import title_of
from hpscore.model.rubric import Indicator
from hpscore.problem import nearest
from hpscore.readers.names import fold, item_in_digits
from hpscore.reports.names import Names, short_ref

__all__ = ["Places"]

_Key = tuple[str, str]
"""What a name leads to: `("step", id)`, `("line", id)` or `("section", id)`."""


class Places:
    """The names of the steps of an interview."""

    def __init__(self, steps: Sequence[Step], names: Names) -> None:
        self._steps = steps
        self._names = names
        self._index: dict[str, dict[_Key, str]] = {}
        for name, key in self._entries():
            self._index.setdefault(fold(name), {})[key] = name
        self._items: dict[str | None, dict[_Key, str]] = {}
        for folded, found in self._index.items():
            self._items.setdefault(item_in_digits(folded), {}).update(found)
        self._items.pop(None, None)

    def find(self, text: str, standings: Sequence[Standing]) -> list[int]:
        """Return the places of the steps that a name may mean; of a line, its first that counts."""
        wanted = fold(text)
        keys = list(self._index.get(wanted, ()) or self._items.get(item_in_digits(wanted), ()))
        if not keys:
            keys = [key for name, found in self._index.items() if wanted in name for key in found]
        places = [self._place(key, standings) for key in dict.fromkeys(keys)]
        return self._one_of_a_line(list(dict.fromkeys(places)))

    def near(self, text: str) -> str | None:
        """Return the name that a misspelt one most likely means."""
        return nearest(text, [name for found in self._index.values() for name in found.values()])

    def completions(self) -> list[str]:
        """Return the names that are offered while somebody types: titles in one language, refs."""
        offered: dict[str, None] = {}
        for line in self._names.sheet.lines.values():
            if line.source.ref:
                offered[short_ref(line.source.ref)] = None
        offered.update((title_of(step, self._names), None) for step in self._steps)
        return list(offered)

    def _place(self, key: _Key, standings: Sequence[Standing]) -> int:
        kind, name = key
        places = [
            place
            for place, step in enumerate(self._steps)
            if name == {"step": step.id, "line": step.line, "section": step.section}[kind]
        ]
        counting = (place for place in places if standings[place] is not Standing.MOOT)
        return next(counting, places[0])

    def _one_of_a_line(self, places: list[int]) -> list[int]:
        lines = {self._steps[place].line for place in places}
        return places[:1] if len(lines) == 1 and None not in lines else places

    def _entries(self) -> Iterator[tuple[str, _Key]]:
        names, sheet = self._names, self._names.sheet
        rubric = names.rubric
        aliases = {gate.id: gate.aliases for gate in rubric.prerequisites}
        aliases.update((veto.id, veto.aliases) for veto in rubric.vetoes)
        facts = {name: fact.aliases for name, fact in names.rubric.facts.items()}
        for step in self._steps:
            title = names.titles.get(step.id)
            own = (
                *aliases.get(step.id, ()),
                *facts.get(step.id, ()),
                *sheet.aliases.get(step.id, ()),
            )
            both = title.both() if title is not None else (title_of(step, names),)
            for text in (step.id, *both, *own):
                yield text, ("step", step.id)
        lines = dict.fromkeys(step.line for step in self._steps if step.line is not None)
        for name in lines:
            source = sheet.lines[name].source
            refs: Iterable[str] = ()
            if source.ref:
                refs = (
                    source.ref,
                    *((short_ref(source.ref),) if isinstance(source, Indicator) else ()),
                )
            for text in (name, *source.title.both(), *source.aliases, *refs):
                yield text, ("line", name)
        for dimension in names.rubric.dimensions:
            for text in (dimension.id, *dimension.title.both()):
                yield text, ("section", dimension.id)
