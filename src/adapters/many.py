"""Do many flows with a bounded number at the same time; what is under way when it is stopped is finished."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def each_done(items: Iterable[T], work: Callable[[T], R], at_once: int) -> Iterator[tuple[int, R]]:
    """Do `work` on each item in threads, and give each result with its place as it comes.

    An interrupt, or an error of one, begins no more of them and waits for those under way.
    """
    left = iter(enumerate(items))
    with ThreadPoolExecutor(at_once) as pool:
        waiting: dict[Future[R], int] = {}
        while True:
            for place, item in islice(left, at_once - len(waiting)):
                waiting[pool.submit(copy_context().run, work, item)] = place
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield waiting.pop(future), future.result()


async def aeach(
    items: Iterable[T],
    work: Callable[[T], Awaitable[R]],
    at_once: int,
    tell: Callable[[int, R], None],
) -> None:
    """As `each_done`, awaited; `tell` hears each result with its place as it comes."""
    left = iter(enumerate(items))

    async def worker() -> None:
        for place, item in left:
            tell(place, await work(item))

    tasks = [asyncio.ensure_future(worker()) for _ in range(at_once)]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
