"""Gates: prerequisites, vetoes and reasons to withhold a score, each met, unmet or open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from hpscore.model.result import Gate
from hpscore.scoring.conditions import blame, decide
from hpscore.scoring.context import Context

if TYPE_CHECKING:
    from hpscore.model.condition import Condition
    from hpscore.model.rubric import Prerequisite, Veto, Withhold

__all__ = ["prerequisite_state", "veto_state", "withhold_state"]

_STATES: Final[dict[bool | None, Literal["yes", "no", "open"]]] = {
    True: "yes",
    False: "no",
    None: "open",
}


def prerequisite_state(gate: Prerequisite, context: Context) -> Gate:
    """Decide a prerequisite: by its own question, else by what it is derived from."""
    answer = context.answers.get(gate.id)
    if answer is not None:
        return Gate(gate.id, "met" if answer.value else "unmet", gate.gives, (gate.id,))
    if gate.derive is None:
        return Gate(gate.id, "open", gate.gives, (gate.id,))
    state = decide(gate.derive, context)
    names = _reasons(gate.derive, context, state)
    if state is None:
        return Gate(gate.id, "open", gate.gives, names, derived=True)
    return Gate(gate.id, "met" if state else "unmet", gate.gives, names, derived=True)


def veto_state(gate: Veto, context: Context) -> Gate:
    """Decide a veto; one that nobody answered is open, never no."""
    happened = context.vetoes.get(gate.id)
    if happened is not None or gate.when is None:
        return Gate(gate.id, _STATES[happened], gate.gives, (gate.id,), zeroes=gate.zeroes)
    happened = decide(gate.when, context)
    names = _reasons(gate.when, context, happened)
    return Gate(gate.id, _STATES[happened], gate.gives, names, derived=True, zeroes=gate.zeroes)


def withhold_state(gate: Withhold, context: Context) -> Gate:
    """Decide whether a reason to withhold the score holds."""
    state = decide(gate.when, context)
    return Gate(gate.id, _STATES[state], None, _reasons(gate.when, context, state))


def _reasons(condition: Condition, context: Context, state: bool | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(blame(condition, context, state)))
