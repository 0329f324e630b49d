"""What a core checks about personal data when it is opened."""

from __future__ import annotations

from ..domain.errors import LedgerError
from ..domain.model.diagnosis import Diagnosis, Severity
from ..domain.model.privacy import Privacy
from .ledger.store import LedgerStore


def encryption(store: LedgerStore) -> Diagnosis:
    """Whether pass numbers are encrypted at rest."""
    if store.seal.keyed:
        return Diagnosis("ledger", Severity.OK, "pass numbers and INSZ are encrypted")
    remedy = "`uitkern privacy key` makes a key for UITKERN_LEDGER_KEYS; see docs/privacy.md"
    return Diagnosis("ledger", Severity.NOTICE, "pass numbers are kept as they are: there is no key", remedy)


def refuse_to_store_insz(store: LedgerStore, privacy: Privacy) -> None:
    """Raise `LedgerError` when national numbers would be kept as they are."""
    if privacy.store_insz and not store.seal.keyed:
        store.close()
        raise LedgerError(
            "ledger: an INSZ is kept encrypted only: set UITKERN_LEDGER_KEYS, or leave store_insz off"
        )
