"""The parser: libyaml where PyYAML was built with it, PyYAML's own otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from yaml import Event, SafeLoader

try:
    from yaml import CSafeLoader as _Parser
except ImportError:  # no libyaml
    _Parser = SafeLoader  # type: ignore[assignment, misc]

__all__ = ["events_of"]


def events_of(text: str) -> Iterator[Event]:
    """Return the events of `text`, whose marks count code points.

    Raises yaml.YAMLError, while iterating, at the first error of syntax.
    """
    return iter(_Parser(text).get_event, None)
