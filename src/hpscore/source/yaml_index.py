"""The second pass over YAML: where every value and key of a document stands."""

from __future__ import annotations

from collections.abc import Iterator

from yaml import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from hpscore.source.index import Index, Repeat
from hpscore.source.value import DataPath
from hpscore.source.yaml_events import events_of
from hpscore.source.yaml_refusals import span

__all__ = ["index_yaml"]


def index_yaml(text: str) -> Index:
    """Return the index of a text that the first pass has taken, repeated keys apart."""
    index = Index()
    events = events_of(text)
    for event in events:
        if isinstance(event, NodeEvent):
            _walk(event, events, (), index)
    return index


def _walk(event: Event, events: Iterator[Event], path: DataPath, index: Index) -> None:
    start, end = span(event)
    if isinstance(event, MappingStartEvent):
        first: dict[str, int] = {}
        for key in events:
            if isinstance(key, MappingEndEvent):
                _, end = span(key)
                break
            assert isinstance(key, ScalarEvent)
            name = key.value
            if name in first:
                index.repeats.append(Repeat(name, first[name], span(key)))
            first.setdefault(name, span(key)[0])
            index.keys[*path, name] = span(key)
            _walk(next(events), events, (*path, name), index)
    elif isinstance(event, SequenceStartEvent):
        for place, item in enumerate(events):
            if isinstance(item, SequenceEndEvent):
                _, end = span(item)
                break
            _walk(item, events, (*path, place), index)
    index.values[path] = (start, end)
