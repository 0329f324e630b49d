"""How long it takes to start, as a ratio to a bare Starlette application and to an empty Python."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.request import urlopen

import httpx

from .figures import Figure, spread
from .load import PERMISSIONS
from .servers import as_installed, running

_ROUNDS = 7
_CALLS = 200


def starting() -> Iterator[Figure]:
    """Start each thing in turns, once before so that every module is compiled."""
    for kind in ("bare", "uitkern"):
        _first_answer(kind)
    pairs = [(_first_answer("bare"), _first_answer("uitkern")) for _ in range(_ROUNDS)]
    yield _figure("start to first answer, to bare Starlette", pairs, 2.0)
    runs = [(_cold_run("bare"), _cold_run("uitkern")) for _ in range(_ROUNDS)]
    yield _figure(f"start and {_CALLS} calls, to bare Starlette", runs, 2.0)
    uitkern = Path(sys.executable).with_name("uitkern")
    _call([str(uitkern), "--help"])
    calls = [(_call([sys.executable, "-c", "pass"]), _call([str(uitkern), "--help"])) for _ in range(_ROUNDS)]
    yield _figure("uitkern --help, to python -c pass", calls, 3.0)


def _figure(name: str, pairs: Sequence[tuple[float, float]], at_most: float) -> Figure:
    ratios = [ours / other for other, ours in pairs]
    other, ours = (median(pair[side] for pair in pairs) for side in (0, 1))
    how = f"{ours * 1000:.0f} to {other * 1000:.0f} ms; {spread(ratios)}"
    return Figure(name, median(ratios), "x", at_most=at_most, how=how)


def _first_answer(kind: str) -> float:
    began = time.perf_counter()
    with running(kind) as server:
        try:
            with urlopen(f"{server.url}/uitpas/permissions", timeout=20):  # noqa: S310
                pass
        except HTTPError as refused:
            if refused.code != 401:
                raise
        return time.perf_counter() - began


def _cold_run(kind: str) -> float:
    """Start, make the first calls that a short test run makes, and stop."""
    began = time.perf_counter()
    with running(kind) as server:
        headers = {"authorization": f"Bearer {server.token}"}
        with httpx.Client(base_url=server.url, headers=headers, trust_env=False) as client:
            for _ in range(_CALLS):
                client.get(PERMISSIONS.path).raise_for_status()
    return time.perf_counter() - began


def _call(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, env=as_installed(), stdout=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - began
