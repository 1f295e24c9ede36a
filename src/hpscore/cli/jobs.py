"""Several processes that score inputs side by side; what they give comes in the order of the input.

Inputs are handed out in batches, and only so many ahead of the oldest that is not done: however
many there are, few results are in memory at once. The processes have no threads, hear nothing of
Ctrl-C themselves, and end with the one that started them.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Final, Literal, cast

from hpscore.cli.batches import Batch, batches_of, parts_of, stays
from hpscore.cli.language import choose_language, language, tell
from hpscore.cli.taking import Part, Taking
from hpscore.message import Language
from hpscore.problem import CommandError

if TYPE_CHECKING:
    from hpscore.cli.inputs import Input
    from hpscore.cli.taking import Step
    from hpscore.message import Message
    from hpscore.model.rubric import Rubric
    from hpscore.problem import Problem
    from hpscore.reports.brief import Key

__all__ = ["WorkerLostError", "cores", "side_by_side"]

METHOD: Literal["fork", "spawn"] = "fork" if sys.platform == "linux" else "spawn"
"""How processes are started; one that is forked has all that is imported and read already."""
_QUEUED: Final = 2
"""How many batches a process has, so that it never waits for the next."""
_AHEAD: Final = 4
"""How many batches a process may be ahead of the oldest one that is not done."""
_WORTH_IT: Final = 50
"""From how many inputs on the first one is scored before there are other processes."""
_MOST: Final = 32
_PATIENCE: Final = 5
"""Seconds that a process has to end by itself."""


class WorkerLostError(Exception):
    """A process of a run ended before it was done."""


class _RemoteError(Exception):
    """Where in another process something went wrong; shown below it."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


@dataclass(frozen=True)
class _Reply:
    """What became of a batch."""

    steps: list[Step]
    rubrics: Mapping[Key, Rubric]
    """The rubrics that the process met for the first time."""
    refused: tuple[Message, Message] | None = None
    """What is wrong with the command itself, and the help."""
    bug: tuple[Exception, str] | None = None
    """What went wrong in the process, and where."""


def side_by_side(inputs: Sequence[Input | Problem], taking: Taking, jobs: int) -> Iterator[Step]:
    """Yield what becomes of inputs, in their order; close it, so that all processes end.

    The rubrics of `taking` get those that give results, before what is taken of these. What fails
    in another process is raised here. `WorkerLostError` where one ends unasked, as when memory is
    short.
    """
    if METHOD == "fork" and len(inputs) > _WORTH_IT and parts_of(inputs[0]) == 1:
        # what this one needs (rubrics, modules) is then there in every process
        yield from taking.steps([Part(inputs[0])])
        inputs = inputs[1:]
    batches = list(batches_of(inputs, jobs * _AHEAD))
    count = min(jobs, sum(not stays(batch) for batch in batches), _MOST)
    if count < 2:
        yield from taking.steps(chain.from_iterable(batches))
        return
    workers = _Workers(taking, count)
    try:
        for batch, reply in workers.replies(batches):
            if reply is None:
                yield from taking.steps(batch)
                continue
            for key, rubric in reply.rubrics.items():
                taking.rubrics.setdefault(key, rubric)
            yield from reply.steps
            _raise(reply)
        workers.finish()
    finally:
        workers.end()


def _raise(reply: _Reply) -> None:
    if reply.refused is not None:
        raise CommandError(*reply.refused)
    if reply.bug is not None:
        error, where = reply.bug
        raise error from _RemoteError(where)


class _Workers:
    """The processes, and the pipes to them."""

    def __init__(self, taking: Taking, count: int) -> None:
        context = get_context("fork") if METHOD == "fork" else get_context("spawn")
        self._processes: list[BaseProcess] = []
        self._loads: dict[Connection, int] = {}
        """The pipes, and how many batches wait at the other end of each."""
        ours: list[Connection] = []
        if METHOD == "fork":
            gc.freeze()  # so that looking for garbage does not copy what is shared
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # which a forked process keeps
        try:
            for _ in range(count):
                here, there = context.Pipe()
                ours.append(here)
                self._loads[here] = 0
                shared = tuple(ours) if METHOD == "fork" else ()
                process = context.Process(
                    target=_work, args=(there, taking, language(), shared), daemon=True
                )
                process.start()
                self._processes.append(process)
                there.close()
        finally:
            signal.signal(signal.SIGINT, before)

    def replies(self, batches: Sequence[Batch]) -> Iterator[tuple[Batch, _Reply | None]]:
        """Yield each batch with its reply, in order; None for one that is to be done here."""
        ahead = _AHEAD * len(self._loads)
        ready: dict[int, _Reply | None] = {}
        given = 0
        for due, batch in enumerate(batches):
            while True:
                given = self._hand_out(batches, given, due + ahead, ready)
                there = due in ready
                ready.update(self._receive(0 if there else None))
                if there:
                    break
            yield batch, ready.pop(due)

    def _hand_out(
        self, batches: Sequence[Batch], given: int, end: int, ready: dict[int, _Reply | None]
    ) -> int:
        """Give batches to those who have few; return which is the next."""
        while given < min(end, len(batches)):
            if stays(batches[given]):
                ready[given] = None
            else:
                least = min(self._loads, key=self._loads.__getitem__)
                if self._loads[least] >= _QUEUED:
                    break
                try:
                    least.send((given, batches[given]))
                except OSError:
                    raise _lost() from None
                self._loads[least] += 1
            given += 1
        return given

    def _receive(self, patience: float | None) -> Iterator[tuple[int, _Reply]]:
        """Wait so many seconds for replies, or for ever, and yield those that have come."""
        for pipe in cast("list[Connection]", wait(list(self._loads), patience)):
            try:
                place, reply = pickle.loads(pipe.recv_bytes())
            except (EOFError, OSError):
                raise _lost() from None
            self._loads[pipe] -= 1
            yield place, reply

    def finish(self) -> None:
        """Let the processes end, for all is done."""
        for pipe in self._loads:
            pipe.close()
        for process in self._processes:
            process.join(_PATIENCE)

    def end(self) -> None:
        """End every process that has not ended."""
        for process in self._processes:
            if process.is_alive():
                process.terminate()
        for process in self._processes:
            process.join(_PATIENCE)
            if process.is_alive():
                process.kill()


def _lost() -> WorkerLostError:
    return WorkerLostError(
        tell("a process ended unasked, perhaps for lack of memory; try --jobs 1")
    )


def _work(pipe: Connection, taking: Taking, words: Language, shared: Sequence[Connection]) -> None:
    """Score batches until there are no more, or until nobody is at the other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    for inherited in shared:  # else a pipe would not end with the process that started this one
        inherited.close()
    choose_language(["--lang", words])
    told: set[Key] = set(taking.rubrics)
    while True:
        try:
            place, batch = pipe.recv()
        except (EOFError, OSError):
            return
        reply = _reply(taking, batch, told)
        try:
            pipe.send_bytes(pickle.dumps((place, reply), pickle.HIGHEST_PROTOCOL))
        except OSError:
            return


def _reply(taking: Taking, batch: Batch, told: set[Key]) -> _Reply:
    steps: list[Step] = []
    refused: tuple[Message, Message] | None = None
    bug: tuple[Exception, str] | None = None
    try:
        for step in taking.steps(batch):
            steps.append(step)  # what came before a failure is not lost
    except CommandError as error:
        refused = error.message, error.help
    except Exception as error:
        bug = _sendable(error), _where(error)
    rubrics = {key: found for key, found in taking.rubrics.items() if key not in told}
    told.update(rubrics)
    return _Reply(steps, rubrics, refused, bug)


def _sendable(error: Exception) -> Exception:
    """Return an error that another process can raise: the same, if it survives the way."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _where(error: Exception) -> str:
    import traceback

    return "".join(traceback.format_exception(error))


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
