"""Why a line lost points, in short words: one phrase for each cause of each question."""

from __future__ import annotations

from collections.abc import Iterator

from hpscore.message import say
from hpscore.model.number import Number, spell
from hpscore.model.result import CAUSES, Trace
from hpscore.model.sheet import Node
from hpscore.reports.addends import addends
from hpscore.reports.distances import distance_words, missed_words
from hpscore.reports.names import Names
from hpscore.reports.terms import CAUSE_WORDS, answer_words, number_words

__all__ = [
    "case_words",
    "decision_words",
    "inside",
    "named",
    "open_words",
    "reasons",
    "resolve",
    "spans_cases",
    "waiting_words",
]


def resolve(trace: Trace, node: Node) -> Node:
    """Return the node that a trace is about: the case that held of every switch on the way."""
    while trace.case and node.part.rule.kind == "by":
        key = trace.case.get(node.part.rule.fact or node.part.rule.switch)
        if key is None:
            break
        node = node.cases[key]
    return node


def inside(trace: Trace, node: Node) -> Iterator[tuple[Trace, Node | None]]:
    """Yield the traces inside one, each with its node; the streams of a deduction have none."""
    if spans_cases(trace):
        for part in trace.parts:
            yield part, resolve(part, node)
    elif node.streams:
        for part in trace.parts:
            yield part, None
    else:
        for part, child in zip(trace.parts, node.children, strict=False):
            yield part, resolve(part, child)


def spans_cases(trace: Trace) -> bool:
    """Say whether a trace spans the cases of a switch that is not known."""
    return trace.rule == "by" and bool(trace.parts)


def reasons(trace: Trace, node: Node, names: Names, *, own: str | None = None) -> Iterator[str]:
    """Yield why a line lost points or is open, part by part where parts add up.

    `own` is the id of the line: its title is not said again.
    """
    node = resolve(trace, node)
    own = trace.id if own is None else own
    parts = addends(trace)
    if parts != (trace,):
        for part, inner in inside(trace, node):
            if inner is not None:
                yield from reasons(part, inner, names, own=own)
        return
    said = [
        _phrase(cause, trace.lost[cause], trace, names) for cause in CAUSES if trace.lost.get(cause)
    ] or list(_without_points(trace, names))
    if not said:
        return
    title = "" if trace.id == own else f"{names.of(trace.id)} "
    apart = "，" if names.language == "zh" else " "
    note = f"{apart}{names.quoted(trace.note)}" if trace.note else ""
    yield f"{title}{names.joined(said)}{note}"


def _without_points(trace: Trace, names: Names) -> Iterator[str]:
    if trace.state == "not_applicable":
        yield names.word(CAUSE_WORDS["not_applicable"])
    elif trace.points is None and trace.stands is True:
        if trace.distance is not None:
            yield distance_words(trace, names)
    elif trace.points is None:
        if trace.stands is None:
            yield open_words(trace, names) or names.word(CAUSE_WORDS["not_answered"])
        elif "requires" in trace.because or "evidence" in trace.because:
            yield _because("dependency", trace, names)
        else:
            missed = list(missed_words(trace, names))
            yield names.joined([decision_words(trace, names), *missed])


def _phrase(cause: str, points: Number, trace: Trace, names: Names) -> str:
    if cause == "not_answered":
        why = open_words(trace, names)
        if not why:
            return names.word(say("{points} not answered", points=spell(points)))
        return names.word(say("{points} open: {why}", points=spell(points), why=why))
    why = _because(cause, trace, names)
    word = CAUSE_WORDS[cause]
    if not why:
        return names.word(say("-{points} {cause}", points=spell(points), cause=word))
    return names.word(say("-{points} {cause}: {why}", points=spell(points), cause=word, why=why))


def _because(cause: str, trace: Trace, names: Names) -> str:
    if cause == "dependency":
        return names.listed([*map(names.of, named(trace, "requires")), *_papers(trace, names)])
    if cause == "veto":
        return names.all(named(trace, "veto"))
    if cause in ("awarded", "not_applicable") or (cause == "not_met" and not trace.parts):
        return ""
    if spans_cases(trace):
        return open_words(trace, names)
    return decision_words(trace, names)


def _papers(trace: Trace, names: Names) -> list[str]:
    """Say which papers a trace lacks."""
    numbers = named(trace, "evidence")
    return [names.word(say("papers {numbers} lacking", numbers=numbers))] if numbers else []


def open_words(trace: Trace, names: Names) -> str:
    """Say why a trace is open besides its own answer: a range, facts, what it depends on."""
    said: list[str] = []
    if trace.question is not None and trace.answer is not None and trace.answer.value is None:
        said.append(answer_words(trace.answer, trace.question, names))
    waits = waiting_words(trace, names)
    return names.joined([*said, waits] if waits else said)


def waiting_words(trace: Trace, names: Names) -> str:
    """Say which other answers and facts a trace waits for."""
    waiting = list(dict.fromkeys(_waiting(trace, names)))
    return names.word(say("waits for {names}", names=names.listed(waiting))) if waiting else ""


def _waiting(trace: Trace, names: Names) -> Iterator[str]:
    """Yield the titles of what keeps a trace open, itself aside."""
    if trace.answer is not None and trace.distance is not None and trace.distance.target is None:
        rule = names.sheet.leaves[trace.question or ""].part.rule
        if rule.kind == "target":
            comparand = rule.comparison[1]
            yield names.of(comparand.question or comparand.fact or "")
    for key in ("open", "requires", "when", "veto", "wanted_if"):
        if key == "open" or trace.state != "unanswered":
            yield from (names.of(name) for name in named(trace, key))
    for part in trace.parts if not spans_cases(trace) else ():
        if part.open and part.question is not None:
            yield names.of(part.id)
        elif part.open:
            yield from _waiting(part, names)


def named(trace: Trace, key: str) -> list[str]:
    """Return the ids that a trace names under a key of `because`."""
    found = trace.because.get(key, ())
    if isinstance(found, str):
        return [found]
    return [str(name) for name in found] if isinstance(found, list | tuple) else []


def case_words(trace: Trace, names: Names) -> str:
    """Say under which cases a trace counts: `setting: rural`."""
    return names.listed(
        names.labelled(names.of(switch), names.case(switch, key))
        for switch, key in (trace.case or {}).items()
    )


def decision_words(trace: Trace, names: Names) -> str:
    """Say what decided a trace: the answer and the band, cap, option or count that it met."""
    if trace.distance is not None:
        return distance_words(trace, names)
    because = trace.because
    if "wanted" in because:
        return names.word(
            say(
                "{holding} hold, {wanted} are wanted",
                holding=because["holding"],
                wanted=because["wanted"],
            )
        )
    if "best" in because:
        return names.word(say("the best is {part}", part=names.of(str(because["best"]))))
    if "rescaled" in because:
        return names.word(
            say("scaled up from {points} that apply", points=_number(trace, "rescaled"))
        )
    if "floor" in because:
        return names.listed(
            f"{names.of(part.id)} {answer_words(part.answer, part.question or '', names)}"
            for part in trace.parts
            if part.points is not None and part.points.earned
        )
    return _leaf_words(trace, names)


def _leaf_words(trace: Trace, names: Names) -> str:
    """Say what decided a trace that read one answer."""
    because = trace.because
    asked = names.sheet.questions.get(trace.question or "")
    kind = "" if asked is None else asked.kind
    answer = answer_words(trace.answer, trace.question or trace.id, names)
    if "band" in because:
        bound = _number(trace, "band", kind)
        return names.word(say("{answer}, band ≥{bound}", answer=answer, bound=bound))
    if "below" in because:
        bound = _number(trace, "below", kind)
        return names.word(say("{answer}, below {bound}", answer=answer, bound=bound))
    if "units" in because:
        product = f"{_number(trace, 'units')} × {_number(trace, 'each')}"
        if "cap" not in because:
            return product
        cap = _number(trace, "cap")
        return names.word(say("{product}, at most {cap}", product=product, cap=cap))
    if "from" in because:
        start, end = _number(trace, "from", kind), _number(trace, "to", kind)
        return names.word(
            say("{answer} between {start} and {end}", answer=answer, start=start, end=end)
        )
    return answer


def _number(trace: Trace, key: str, kind: str = "") -> str:
    return number_words(trace.because[key], kind)  # type: ignore[arg-type]  # these are numbers
