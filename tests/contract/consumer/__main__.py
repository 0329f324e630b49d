"""Write the Pact files anew: `make pact`."""

from __future__ import annotations

import sys

from tests.contract.consumer.exchanges import Exchange
from tests.contract.consumer.pact import PROVIDERS, file_of, pact, written
from tests.contract.consumer.recording import record


def main() -> int:
    """Record every exchange and write one file for each service that is asked; complaints end with 1."""
    recorded = list(record())
    exchanges = [each for each in recorded if isinstance(each, Exchange)]
    complaints = [each for each in recorded if isinstance(each, str)]
    for contract in PROVIDERS:
        if any(each.contract == contract for each in exchanges):
            file = file_of(contract)
            file.parent.mkdir(exist_ok=True)
            file.write_text(written(pact(contract, exchanges)), "utf-8")
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
