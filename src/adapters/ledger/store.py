"""The ledger behind the port: opened once, used in transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from threading import RLock
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import StaticPool

from ...domain.errors import LedgerError, UitkernError
from ...domain.ports.ledger import Ledger
from .bookings import Bookings
from .catalogue import Catalogue
from .checkins import Checkins
from .engines import LedgerAt, open_engine
from .memory import Memory
from .people import People
from .publications import Publications
from .rests import Rests
from .rewards import Rewards
from .sales import Sales
from .schema import bring_up_to_date
from .seal import Seal
from .sealing import encrypt, seal_of
from .sent import Sent

T = TypeVar("T")
TRIES = 4
_RACES = frozenset({"40001", "40P01"})
"""Serialization failure and deadlock, as SQLSTATE names them."""


class SqlLedger(Catalogue, Checkins, People, Publications, Memory, Bookings, Sales, Rewards, Sent, Rests):
    """The ledger port on SQLAlchemy Core, for one organisation inside one transaction."""


class LedgerStore:
    """A database with ledgers of any number of organisations; safe to share between threads.

    `at` is a database URL, or a `LedgerAt` that says more. Opening it creates or migrates the schema.
    Raises `LedgerError` when it cannot be opened.
    """

    def __init__(
        self, at: str | LedgerAt, seal: Callable[[Connection, tuple[str, ...]], Seal] = seal_of
    ) -> None:
        at = at if isinstance(at, LedgerAt) else LedgerAt(at)
        self._engine = open_engine(at)
        self._name = f"ledger: {self._engine.url.database or 'in memory'}"
        self._one_at_a_time = RLock() if isinstance(self._engine.pool, StaticPool) else None
        try:
            self._reach()
            with self._transaction() as connection:
                bring_up_to_date(connection, shared=at.shared)
                self.seal = seal(connection, at.keys)
        except UitkernError:
            self.close()
            raise

    def _reach(self) -> None:
        """Connect once to a server, to tell a wrong address from what goes wrong later."""
        if self._engine.dialect.name != "postgresql":
            return
        try:
            self._engine.connect().close()
        except SQLAlchemyError as error:
            why = _first_line(error.orig if isinstance(error, DBAPIError) else error)
            raise LedgerError(
                f"{self._name}: {why}; check host, port, user, password and database of its URL"
            ) from error

    def transact(self, organisation: str, work: Callable[[Ledger], T]) -> T:
        """Do `work` in one transaction on an organisation's ledger; an error undoes all of it.

        Raises `LedgerError` when the database cannot be read or written, and what `work` raises.
        """
        for _ in range(TRIES):
            try:
                with self._transaction() as connection:
                    return work(self.ledger(connection, organisation))
            except LedgerError as error:
                if not _lost_a_race(error):
                    raise
        with self._transaction() as connection:
            return work(self.ledger(connection, organisation))

    def ledger(self, connection: Connection, organisation: str) -> SqlLedger:
        """An organisation's ledger in a transaction of the caller's."""
        return SqlLedger(connection, organisation, self.seal)

    def of(self, organisation: str) -> Callable[[Callable[[Ledger], T]], T]:
        """`transact`, for one organisation."""
        return partial(self.transact, organisation)

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._one_at_a_time:
            self._one_at_a_time.acquire()
        try:
            with self._engine.begin() as connection:
                yield connection
        except DBAPIError as error:
            raise LedgerError(f"{self._name}: {_first_line(error.orig)}; nothing was written") from error
        except SQLAlchemyError as error:
            raise LedgerError(f"{self._name}: {_first_line(error)}; nothing was written") from error
        except (OverflowError, UnicodeEncodeError) as error:
            raise LedgerError(
                "ledger: no database can hold such a number or text; nothing was written"
            ) from error
        finally:
            if self._one_at_a_time:
                self._one_at_a_time.release()

    def close(self) -> None:
        """Close every connection; what was committed stays."""
        self._engine.dispose()


def encrypt_ledger(at: LedgerAt) -> int:
    """Encrypt all that is personal in a ledger that nobody uses meanwhile, and tell how many rows.

    With a new key before the old ones it changes the key. Raises `LedgerError`.
    """
    moved: list[int] = []

    def anew(connection: Connection, keys: tuple[str, ...]) -> Seal:
        moved.append(encrypt(connection, keys))
        return seal_of(connection, keys)

    LedgerStore(at, anew).close()
    return sum(moved)


def _lost_a_race(error: LedgerError) -> bool:
    """Whether PostgreSQL broke a deadlock at our cost: all was undone, and may be done once more."""
    cause = error.__cause__
    return isinstance(cause, DBAPIError) and getattr(cause.orig, "sqlstate", None) in _RACES


def _first_line(error: BaseException | None) -> str:
    """What went wrong; the lines below it may repeat values."""
    return str(error).strip().partition("\n")[0]
