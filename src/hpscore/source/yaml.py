"""YAML to values, in one pass over the parser's events.

PyYAML's composer is never used: it resolves aliases, keeps the last of two equal keys, and
overflows the stack on deep nesting. Positions are not kept; yaml_index finds them again in a
second pass, which is paid for only when something is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator

from yaml import (
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    YAMLError,
)

from hpscore.source import refusals
from hpscore.source.finding import RefusedError
from hpscore.source.limits import Limits
from hpscore.source.scalars import NumberTooLongError, plain_value
from hpscore.source.text import NOT_TEXT
from hpscore.source.value import Value
from hpscore.source.yaml_events import events_of
from hpscore.source.yaml_index import index_yaml
from hpscore.source.yaml_refusals import complex_key, merge_key, node, second_document, span
from hpscore.source.yaml_syntax import explain, slipped_colon

__all__ = ["build_yaml"]


def build_yaml(text: str, limits: Limits) -> Value:
    """Return the value of the only document in `text`, None if there is none.

    Raises RefusedError.
    """
    builder = _Builder(text, limits)
    try:
        value = builder.document()
    except YAMLError as error:
        raise RefusedError(explain(text, error)) from None
    if builder.repeated:
        raise RefusedError(*index_yaml(text).repeated_keys(text, limits.problems))
    return value


class _Builder:
    """Builds values from events; the methods share one iterator and call each other."""

    __slots__ = ("_depth", "_events", "_left", "_limits", "_longest", "_text", "repeated")

    def __init__(self, text: str, limits: Limits) -> None:
        self._text = text
        self._limits = limits
        self._longest = limits.scalar
        self._left = limits.nodes - 1  # the root
        self._depth = 0
        self._events: Iterator[Event] = events_of(text)
        self.repeated = False

    def document(self) -> Value:
        """Return the value of the stream's only document."""
        value: Value = None
        documents = 0
        for event in self._events:
            if isinstance(event, NodeEvent):
                value = self._value(event)
                if isinstance(value, str) and isinstance(event, ScalarEvent) and not event.style:
                    slip = slipped_colon(self._text, *span(event))
                    if slip is not None:
                        raise RefusedError(slip)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    second_document(event)
        return value

    def _value(self, event: Event) -> Value:
        if type(event) is ScalarEvent:
            text = event.value
            if event.anchor is not None or event.tag is not None or len(text) > self._longest:
                node(event, self._text, self._limits)
            if event.style:
                if event.style == '"' and NOT_TEXT.search(text):
                    refusals.escape(span(event))
                return text
            try:
                return plain_value(text, self._limits)
            except NumberTooLongError:
                refusals.long_number(span(event), self._limits)
        if type(event) is MappingStartEvent:
            return self._mapping(event)
        if type(event) is SequenceStartEvent:
            return self._sequence(event)
        node(event, self._text, self._limits)

    def _mapping(self, start: MappingStartEvent) -> dict[str, Value]:
        self._enter(start)
        result: dict[str, Value] = {}
        events = self._events
        for event in events:
            if type(event) is not ScalarEvent:
                if type(event) is MappingEndEvent:
                    break
                complex_key(event)
            key = event.value
            if event.anchor is not None or event.tag is not None or len(key) > self._longest:
                node(event, self._text, self._limits)
            if event.style:
                if event.style == '"' and NOT_TEXT.search(key):
                    refusals.escape(span(event))
            elif key == "<<":
                merge_key(event)
            self._left -= 2
            if self._left < 0:
                refusals.too_many(span(event), self._limits)
            if key in result:
                self.repeated = True
            result[key] = self._value(next(events))
        self._depth -= 1
        return result

    def _sequence(self, start: SequenceStartEvent) -> list[Value]:
        self._enter(start)
        result: list[Value] = []
        for event in self._events:
            if type(event) is SequenceEndEvent:
                break
            self._left -= 1
            if self._left < 0:
                refusals.too_many(span(event), self._limits)
            result.append(self._value(event))
        self._depth -= 1
        return result

    def _enter(self, start: MappingStartEvent | SequenceStartEvent) -> None:
        if start.anchor is not None or start.tag is not None:
            node(start, self._text, self._limits)
        self._depth += 1
        if self._depth > self._limits.depth:
            refusals.too_deep(span(start), self._limits)
