"""Publish thousands of activities: time, calls, peak memory, a second run, and a kill in the middle.

`python -m bench.publishing --activities 2000` prints one line for each run. The simulator listens in
another process; the one that publishes is measured alone, and killed with SIGKILL in the last scene.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from attrs import frozen

from uitkern import Activity, Credentials, Environment, Euro, Organisation, Outcome, Policy, Slot, Uitkern
from uitkern.simulator.serving import Server
from uitkern.simulator.simulator import Simulator
from uitkern.simulator.world.official import identities as official

DAY = datetime(2031, 7, 1, 7, tzinfo=UTC)
BRIEF = Policy(
    lease=timedelta(seconds=2),
    send_within=timedelta(seconds=1),
    quiet=timedelta(seconds=6),
    skew=timedelta(seconds=1),
)


@frozen
class Run:
    """What one run of publishing took, and what became of the activities."""

    seconds: float
    calls: int
    peak_mb: float
    counts: dict[str, int]


def opened(ledger: str, url: str) -> Uitkern:
    """A core on the simulator, with waits that a bench can sit out."""
    key = Credentials(official.CLIENT_ID, official.CLIENT_SECRET)
    organisation = Organisation("us", official.ORGANIZER)
    return Uitkern(ledger, organisation, Environment.simulator(url), key, policy=BRIEF)


def keep(ledger: str, url: str, activities: int) -> None:
    """Keep activities that differ in name and hour."""
    with opened(ledger, url) as core:
        for number in range(activities):
            start = DAY + timedelta(hours=number)
            slot = Slot(start, start + timedelta(hours=3))
            name = f"Zomerkamp {number}"
            camp = Activity(f"camp-{number}", name, Euro(1250), [slot], official.PLACE, capacity=20)
            core.save_activity(camp)


def publish(ledger: str, url: str, at_once: int, told: Connection | None = None) -> Run:
    """Publish all, and say after each how far it is."""
    done = 0

    def tell(_: Outcome) -> None:
        nonlocal done
        done += 1
        if told:
            told.send(done)

    began = time.perf_counter()
    with opened(ledger, url) as core:
        bulk = core.publish_all(at_once=at_once, tell=tell)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Run(seconds, bulk.calls, peak, {did.value: count for did, count in bulk.counts.items()})


def _measured(answer: Connection, ledger: str, url: str, at_once: int) -> None:
    answer.send(publish(ledger, url, at_once))


def _telling(told: Connection, ledger: str, url: str, at_once: int) -> None:
    publish(ledger, url, at_once, told)


def _spawned(work: Callable[..., None], *given: object) -> tuple[BaseProcess, Connection]:
    """A process that does some work, and our end of the line to it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs, *given), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def in_a_process(ledger: str, url: str, at_once: int) -> Run:
    """One run in a process of its own, so that its memory is its own."""
    process, line = _spawned(_measured, ledger, url, at_once)
    run: Run = line.recv()
    process.join()
    return run


def killed_after(some: int, ledger: str, url: str, at_once: int) -> int:
    """Kill a run with SIGKILL when so many are done; what comes back is how many were told."""
    process, line = _spawned(_telling, ledger, url, at_once)
    done = 0
    while done < some:
        done = int(line.recv())
    process.kill()
    process.join()
    return done


def settle(ledger: str, url: str) -> float:
    """Let the worker look up what was under way when the process died; how long that took."""
    began = time.perf_counter()
    time.sleep((BRIEF.lease + BRIEF.quiet).total_seconds())
    with opened(ledger, url) as core:
        while any(each.status.value == "publishing" for each in core.activities()):
            core.tick(most=5000)
            time.sleep(0.5)
    return time.perf_counter() - began


def served(activities: int, at_once: int, say: Callable[[str], None]) -> bool:
    """Every scene against one simulator each; whether each activity has its one event in the end."""
    whole = True
    with TemporaryDirectory(prefix="uitkern-publishing-") as folder:
        for scene in ("undisturbed", "killed"):
            ledger = f"sqlite:///{Path(folder) / scene}.db"
            process, line = _spawned(_simulate)
            url = str(line.recv())
            keep(ledger, url, activities)
            if scene == "killed":
                done = killed_after(activities // 2, ledger, url, at_once)
                say(f"killed after {done} of {activities}")
                say(_told("run after the kill", in_a_process(ledger, url, at_once), activities))
                say(f"looked up what was under way: {settle(ledger, url):.1f} s, quiet period included")
            else:
                say(_told("first run", in_a_process(ledger, url, at_once), activities))
            again = in_a_process(ledger, url, at_once)
            say(_told("run again, nothing changed", again, activities))
            line.send("how many")
            events = int(line.recv())
            say(f"events in UiTdatabank: {events}")
            whole = whole and events == activities and again.counts == {"unchanged": activities}
            process.terminate()
            process.join()
    return whole


def _simulate(asked: Connection) -> None:
    """Serve a fresh publiq, and count the events of our activities when asked."""
    simulator = Simulator()
    with Server(simulator) as server:
        asked.send(server.url)
        asked.recv()
        state = simulator.realm("default").world.state
        asked.send(sum(1 for event in state.events.values() if event.title.startswith("Zomerkamp ")))
        time.sleep(60)


def _told(name: str, run: Run, activities: int) -> str:
    ended = ", ".join(f"{count} {did}" for did, count in sorted(run.counts.items()))
    per = run.calls / activities
    return (
        f"{name}: {run.seconds:.1f} s ({run.seconds / activities * 1000:.1f} ms each), {run.calls} calls "
        f"({per:.2f} each), peak {run.peak_mb:.0f} MB; {ended}"
    )


def main() -> int:
    """Ends with 1 unless every activity has exactly one event."""
    parser = argparse.ArgumentParser(prog="python -m bench.publishing", description=__doc__)
    parser.add_argument("--activities", type=int, default=2000)
    parser.add_argument("--at-once", type=int, default=8)
    options = parser.parse_args()

    def say(line: str) -> None:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    return 0 if served(options.activities, options.at_once, say) else 1


if __name__ == "__main__":
    sys.exit(main())
