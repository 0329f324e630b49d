"""Measure: `python -m bench`, or `python -m bench throughput races --json figures.json`."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from .figures import Figure, show, write_json
from .growth import growth, journal_growth
from .in_process import in_process, offline
from .races import races
from .searching import searching
from .snapshots import snapshots
from .starting import starting
from .throughput import publishing, throughput

BENCHES: dict[str, Callable[[], Iterator[Figure]]] = {
    "throughput": throughput,
    "publishing": publishing,
    "searching": searching,
    "starting": starting,
    "snapshots": snapshots,
    "growth": growth,
    "journal": journal_growth,
    "races": races,
    "tests": in_process,
    "offline": offline,
}


def main() -> int:
    """Run what is named, or everything; ends with 1 when a target is missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"any of {', '.join(BENCHES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    options = parser.parse_args()
    unknown = set(options.names) - BENCHES.keys()
    if unknown:
        parser.error(f"there is no {', '.join(sorted(unknown))}")
    sys.stdout.write("| figure | measured | target | reached | how |\n|---|---|---|---|---|\n")
    figures: list[Figure] = []
    for name in options.names or BENCHES:
        measured = list(BENCHES[name]())
        show(measured)
        figures += measured
    if options.json:
        write_json(figures, options.json)
    return int(any(each.holds is False for each in figures))


if __name__ == "__main__":
    sys.exit(main())
