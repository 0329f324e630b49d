"""What a test pays that uses the simulator in its own process."""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from .figures import Figure, spread
from .servers import ROOT, as_installed

_TESTS = 500
_FILE = f"""
import httpx
import pytest


@pytest.mark.parametrize("number", range({_TESTS}))
def test_one_call(publiq, number):
    with httpx.Client(transport=publiq.transport, base_url=publiq.url, trust_env=False) as client:
        assert client.get("/uitpas/permissions").status_code == 401
"""
_OTHER_PLUGINS = ("cacheprovider", "xdist", "asyncio", "cov", "schemathesis", "hypothesispytest", "anyio")
_OPTIONS = ("-q", *(word for name in _OTHER_PLUGINS for word in ("-p", f"no:{name}")))


def in_process() -> Iterator[Figure]:
    """Run a file of 500 tests, each with a world of its own and one call, with no plugin but ours."""
    _run()
    runs = [_run() for _ in range(3)]
    taken, used = ([run[side] for run in runs] for side in (0, 1))
    how = f"{_TESTS} tests, pytest and its start included; {spread(taken)}"
    yield Figure("500 one-call tests in process", median(taken), "s", at_most=3, how=how)
    yield Figure("processor time of the same", median(used), "s", how=spread(used))


def _run() -> tuple[float, float]:
    """Give the seconds that passed and those that the processor worked."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "test_calls.py")
        file.write_text(_FILE)
        command = [sys.executable, "-m", "pytest", *_OPTIONS, f"--rootdir={folder}", str(file)]
        began, before = time.perf_counter(), _processor()
        done = subprocess.run(  # noqa: S603
            command, cwd=folder, env=as_installed(), capture_output=True, text=True, check=False
        )
        taken = time.perf_counter() - began
    if f"{_TESTS} passed" not in done.stdout:
        raise RuntimeError(done.stdout[-2000:])
    return taken, _processor() - before


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def offline() -> Iterator[Figure]:
    """Serve and answer in a network of its own that has nothing but loopback."""
    inside = f"ip link set lo up && {sys.executable} -m bench.offline"
    command = ["unshare", "--net", "--map-root-user", "sh", "-c", inside]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    how = "in a network namespace" if done.returncode == 0 else (done.stderr.splitlines() or ["?"])[-1]
    yield Figure("works with the network cut", float(done.returncode == 0), "", at_least=1, how=how)
