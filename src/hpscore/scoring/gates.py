"""Gates: prerequisites, vetoes and reasons to withhold a score, each met, unmet or open."""

from __future__ import annotations

from hpscore.model.result import Gate
from hpscore.model.rubric import Prerequisite, Veto, Withhold
from hpscore.scoring.conditions import blame, decide
from hpscore.scoring.context import Context

__all__ = ["prerequisite_state", "veto_state", "withhold_state"]


def prerequisite_state(gate: Prerequisite, context: Context) -> Gate:
    """Decide a prerequisite: by its own question, else by what it is derived from."""
    answer = context.answers.get(gate.id)
    if answer is not None:
        return Gate(gate.id, "met" if answer.value else "unmet", gate.gives, (gate.id,))
    if gate.derive is None:
        return Gate(gate.id, "open", gate.gives, (gate.id,))
    state = decide(gate.derive, context)
    names = tuple(dict.fromkeys(blame(gate.derive, context, state)))
    word = "open" if state is None else "met" if state else "unmet"
    return Gate(gate.id, word, gate.gives, names, derived=True)  # type: ignore[arg-type]


def veto_state(gate: Veto, context: Context) -> Gate:
    """Decide a veto; one that nobody answered is open, never no."""
    happened = context.vetoes.get(gate.id)
    names: tuple[str, ...] = (gate.id,)
    derived = False
    if happened is None and gate.when is not None:
        happened = decide(gate.when, context)
        names = tuple(dict.fromkeys(blame(gate.when, context, happened)))
        derived = True
    word = "open" if happened is None else "yes" if happened else "no"
    return Gate(gate.id, word, gate.gives, names, derived, gate.zeroes)  # type: ignore[arg-type]


def withhold_state(gate: Withhold, context: Context) -> Gate:
    """Decide whether a reason to withhold the score holds."""
    state = decide(gate.when, context)
    names = tuple(dict.fromkeys(blame(gate.when, context, state)))
    word = "open" if state is None else "yes" if state else "no"
    return Gate(gate.id, word, None, names)  # type: ignore[arg-type]
