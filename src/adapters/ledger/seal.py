"""Encrypt pass numbers and INSZ at rest, with keys that the host keeps outside the database.

Values are encrypted with Fernet. Where rows are looked up by a number, a keyed digest (HMAC-SHA256) stands
in its place; its key is made once for each database and kept there encrypted, so that a new encryption key
changes no digest.
"""

from __future__ import annotations

import hmac
import os
import re
import secrets
from hashlib import sha256
from typing import Any, Protocol

from attrs import field, frozen

from ...domain.errors import LedgerError
from ...domain.model.invalid import InvalidValue

ENVIRONMENT = "UITKERN_LEDGER_KEYS"
_HELP = f"make one with `uitkern privacy key` and put it in {ENVIRONMENT}"


class Seal(Protocol):
    """How numbers are written to the database, and read."""

    @property
    def keyed(self) -> bool:
        """Whether what is written is encrypted."""
        ...

    def digest(self, number: str) -> str:
        """What stands for a number where rows are looked up by it: the same for the same number."""
        ...

    def close(self, text: str) -> str:
        """A text as it is stored."""
        ...

    def open(self, stored: str) -> str:
        """A text that was stored; raises `LedgerError` when it was stored under another key."""
        ...


@frozen
class Plain:
    """Numbers as they are, for a ledger without a key."""

    keyed: bool = False

    def digest(self, number: str) -> str:
        """The number itself."""
        return number

    def close(self, text: str) -> str:
        """The text itself."""
        return text

    def open(self, stored: str) -> str:
        """The text itself."""
        return stored


PLAIN = Plain()


@frozen(repr=False)
class Keyed:
    """Numbers encrypted: the first key encrypts, each of them decrypts."""

    _fernet: Any
    _digest_key: bytes
    keyed: bool = field(default=True, init=False)

    def digest(self, number: str) -> str:
        """64 hexadecimal digits, which nobody makes without the key."""
        return hmac.new(self._digest_key, number.encode(), sha256).hexdigest()

    def close(self, text: str) -> str:
        """A Fernet token."""
        token: bytes = self._fernet.encrypt(text.encode())
        return token.decode()

    def open(self, stored: str) -> str:
        """What a Fernet token holds."""
        return _decrypted(self._fernet, stored)


def keys_of_environment() -> tuple[str, ...]:
    """The keys that the environment holds, newest first, apart by commas or spaces."""
    return tuple(filter(None, re.split(r"[,\s]+", os.environ.get(ENVIRONMENT, ""))))


def new_key() -> str:
    """A key for one ledger; who has it can read every number, who loses it can read none."""
    key: bytes = _library().Fernet.generate_key()
    return key.decode()


def new_wrapped(keys: tuple[str, ...]) -> str:
    """A new key for digests, encrypted for keeping in the database."""
    return Keyed(_fernet(keys), b"").close(secrets.token_hex(32))


def rewrapped(keys: tuple[str, ...], wrapped: str) -> str:
    """The same key for digests, encrypted with the first key."""
    fernet = _fernet(keys)
    return Keyed(fernet, b"").close(_decrypted(fernet, wrapped))


def keyed_seal(keys: tuple[str, ...], wrapped: str) -> Keyed:
    """The seal of a database; raises `LedgerError` when none of the keys is its key."""
    fernet = _fernet(keys)
    return Keyed(fernet, bytes.fromhex(_decrypted(fernet, wrapped)))


def _fernet(keys: tuple[str, ...]) -> Any:
    library = _library()
    try:
        return library.MultiFernet([library.Fernet(key.encode()) for key in keys])
    except ValueError as error:
        raise InvalidValue("keys", f"must be keys of 32 bytes in base64: {_HELP}") from error


def _decrypted(fernet: Any, stored: str) -> str:
    try:
        opened: bytes = fernet.decrypt(stored.encode())
    except _library().InvalidToken:
        raise LedgerError(
            f"ledger: its numbers are encrypted with another key than those in {ENVIRONMENT}"
        ) from None
    return opened.decode()


def _library() -> Any:
    try:
        from cryptography import fernet
    except ImportError as error:
        raise LedgerError("ledger: encryption needs cryptography: pip install 'uitkern[privacy]'") from error
    return fernet
