"""Play one long morning on a PostgreSQL of its own and print what was found: `python -m tests.load`."""

from __future__ import annotations

import argparse
import json
import random
import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import asdict

from tests.load.morning import Morning, play
from tests.postgres import postgres


def main() -> int:
    """Ends with 1 when anything is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--children", type=int, default=2000)
    parser.add_argument("--places", type=int, default=500)
    parser.add_argument("--activities", type=int, default=10)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(10**6)
    morning = Morning(
        seed,
        children=options.children,
        places=options.places,
        activities=options.activities,
        quiet=timedelta(seconds=6),
        hold=timedelta(seconds=20),
        patience=300.0,
    )
    with TemporaryDirectory(prefix="uitkern-morning-") as folder, postgres() as server:
        server.psql("CREATE DATABASE morning")
        outcome = play(morning, server.get_uri(database="morning"), Path(folder))
    told: dict[str, Any] = {**asdict(outcome), "is_right": outcome.is_right}
    sys.stdout.write(json.dumps(told, indent=2, sort_keys=True) + "\n")
    return 0 if outcome.is_right else 1


if __name__ == "__main__":
    sys.exit(main())
