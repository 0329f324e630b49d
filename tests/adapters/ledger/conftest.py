"""A ledger in a file of its own for every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.adapters.ledger.samples import url_of
from uitkern.adapters.ledger.store import LedgerStore


@pytest.fixture
def store(tmp_path: Path) -> Iterator[LedgerStore]:
    opened = LedgerStore(url_of(tmp_path))
    yield opened
    opened.close()
