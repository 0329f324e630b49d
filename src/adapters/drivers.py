"""Drive a flow: perform what it asks, hand it the answer, until it ends.

The two drivers are the only difference between the blocking and the asynchronous core.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC
from typing import Any, Protocol, TypeVar

from attrs import frozen

from ..domain.ports.effects import Ask, Flow, Now, Pause, Together, Transact
from ..domain.ports.ledger import Ledger
from .clock import Clock

T = TypeVar("T")
AT_ONCE = 8
"""How many questions are put to publiq at the same time."""


class Publiq(Protocol):
    """Something that answers questions to publiq."""

    def answer(self, question: Ask[Any]) -> Any: ...


class AsyncPubliq(Protocol):
    """Something that answers questions to publiq, awaited."""

    async def answer(self, question: Ask[Any]) -> Any: ...


class Transacts(Protocol):
    """Something that does work in a transaction of one organisation's ledger."""

    def __call__(self, work: Callable[[Ledger], T], /) -> T: ...


@frozen
class Outside:
    """What a flow reaches through the blocking driver."""

    publiq: Publiq
    transact: Transacts
    clock: Clock


@frozen
class AsyncOutside:
    """What a flow reaches through the asynchronous driver; the ledger works in a thread."""

    publiq: AsyncPubliq
    transact: Transacts
    clock: Clock


def run(flow: Flow[T], outside: Outside) -> T:
    """Drive a flow to its end and answer what it returns; its errors are the caller's."""
    step: Callable[[], Ask[Any]] = lambda: next(flow)  # noqa: E731 - one of three ways to go on
    while True:
        try:
            question = step()
        except StopIteration as end:
            result: T = end.value
            return result
        try:
            answer = _perform(question, outside)
        except Exception as error:  # noqa: BLE001 - the flow decides what an error means
            step = _thrown(flow, error)
        else:
            step = _sent(flow, answer)


async def arun(flow: Flow[T], outside: AsyncOutside) -> T:
    """Drive a flow to its end in an event loop; as `run`."""
    step: Callable[[], Ask[Any]] = lambda: next(flow)  # noqa: E731
    while True:
        try:
            question = step()
        except StopIteration as end:
            result: T = end.value
            return result
        try:
            answer = await _aperform(question, outside)
        except Exception as error:  # noqa: BLE001
            step = _thrown(flow, error)
        else:
            step = _sent(flow, answer)


def _sent(flow: Flow[Any], answer: object) -> Callable[[], Ask[Any]]:
    return lambda: flow.send(answer)


def _thrown(flow: Flow[Any], error: Exception) -> Callable[[], Ask[Any]]:
    return lambda: flow.throw(error)


def _perform(question: Ask[Any], outside: Outside) -> Any:
    match question:
        case Now():
            return outside.clock.now().astimezone(UTC)
        case Pause(duration):
            return outside.clock.sleep(duration)
        case Transact(work):
            return outside.transact(work)
        case Together((only,)):
            return (_perform(only, outside),)
        case Together(asks):
            with ThreadPoolExecutor(min(AT_ONCE, len(asks))) as pool:
                waiting = [pool.submit(copy_context().run, _perform, each, outside) for each in asks]
                return tuple(future.result() for future in waiting)
        case _:
            return outside.publiq.answer(question)


async def _aperform(question: Ask[Any], outside: AsyncOutside) -> Any:
    match question:
        case Now():
            return outside.clock.now().astimezone(UTC)
        case Pause(duration):
            return await outside.clock.asleep(duration)
        case Transact(work):
            return await asyncio.to_thread(outside.transact, work)
        case Together(asks):
            return await _gather(asks, outside)
        case _:
            return await outside.publiq.answer(question)


async def _gather(asks: tuple[Ask[Any], ...], outside: AsyncOutside) -> tuple[Any, ...]:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(question: Ask[Any]) -> Any:
        async with places:
            return await _aperform(question, outside)

    tasks = [asyncio.ensure_future(one(question)) for question in asks]
    try:
        return tuple(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
