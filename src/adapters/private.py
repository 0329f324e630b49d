"""What a core checks about personal data when it is opened."""

from __future__ import annotations

from ..domain.errors import LedgerError
from ..domain.model.privacy import Privacy
from .ledger.store import LedgerStore


def refuse_to_store_insz(store: LedgerStore, privacy: Privacy) -> None:
    """Raise `LedgerError` when national numbers would be kept as they are."""
    if privacy.store_insz and not store.seal.keyed:
        store.close()
        raise LedgerError(
            "ledger: an INSZ is kept encrypted only: set UITKERN_LEDGER_KEYS, or leave store_insz off"
        )
