"""Keep worlds in a file, so that they are there again after a restart; read what a world begins with."""

import glob
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from attrs import evolve

from ..realm import NAME
from ..world.archive import Unreadable, as_mapping, read_world, under, write_world
from ..world.clock import ClockState
from ..world.official import official_world
from ..world.state import Settings
from ..world.world import Snapshot
from .files import read_yaml

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from ..simulator import Simulator

_KIND, _VERSION = "uitkern simulator", 1


class BadFile(Exception):
    """A file that cannot be used, and why; the message names the file."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")


class StateFile:
    """The file in which a simulator keeps its worlds, written whole or not at all.

    Faults, journals and snapshots are not kept. One simulator at a time keeps its worlds in a file: a lock
    beside it, which ends with the process, says so to others. `trouble` is why the last save failed, if
    it did.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._target = path.resolve()
        self._saved: Mapping[str, int] = {}
        self._saving = Lock()
        self.trouble: str | None = None
        self._lock: BinaryIO | None = None

    def load(self, simulator: "Simulator") -> None:
        """Put the worlds of the file in place; a file that is not there yet is made. Raises BadFile."""
        self._lock = self._locked()
        try:
            self._tidy()
            if self.path.exists():
                for name, snapshot in self._read().items():
                    simulator.make_world(name).world.restore(snapshot)
            self.save(simulator)
        except OSError as error:
            self.close()
            raise BadFile(self.path, f"cannot be written: {error.strerror}") from None
        except BadFile:
            self.close()
            raise

    def save(self, simulator: "Simulator") -> None:
        """Write all worlds when one may have changed since the last time; raises OSError."""
        with self._saving:
            try:
                self._save(simulator)
            except OSError as error:
                self.trouble = error.strerror or type(error).__name__
                raise
            self.trouble = None

    def close(self) -> None:
        """Let another simulator have the file."""
        if self._lock is not None:
            self._lock.close()

    def _save(self, simulator: "Simulator") -> None:
        realms = {name: simulator.realm(name) for name in simulator.worlds}
        writes = {name: realm.writes for name, realm in realms.items()}
        if writes == self._saved:
            return
        taken = {name: realm.world.snapshot() for name, realm in realms.items()}
        worlds = {name: write_world(snapshot.state, snapshot.clock) for name, snapshot in taken.items()}
        self._write({"kind": _KIND, "version": _VERSION, "worlds": worlds})
        self._saved = writes

    def _read(self) -> dict[str, Snapshot]:
        try:
            worlds = _worlds(json.loads(_text(self.path)))
            return {name: _world(world, f"/worlds/{name}") for name, world in worlds.items()}
        except Unreadable as error:
            raise BadFile(self.path, str(error)) from None
        except json.JSONDecodeError as error:
            where = f"line {error.lineno}, column {error.colno}"
            raise BadFile(self.path, f"is not readable as JSON from {where} on: cut off or damaged") from None
        except (ValueError, RecursionError):
            raise BadFile(self.path, "is not readable as JSON") from None

    def _locked(self) -> "BinaryIO | None":
        """Open the lock for as long as this process lives; BadFile when another has it."""
        if fcntl is None:
            return None
        try:
            lock = self._target.with_name(f".{self._target.name}.lock").open("ab")
        except OSError as error:
            raise BadFile(self.path, f"cannot be written: {error.strerror}") from None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.close()
            raise BadFile(self.path, "another simulator keeps its worlds there") from None
        return lock

    def _tidy(self) -> None:
        """Remove what a simulator that was killed while it wrote has left."""
        for left in self._target.parent.glob(f".{glob.escape(self._target.name)}.????????"):
            with suppress(OSError):
                left.unlink()

    def _write(self, held: object) -> None:
        """Write beside the file and move it there, so that no reader and no crash meets half of it."""
        handle, beside = tempfile.mkstemp(dir=self._target.parent, prefix=f".{self._target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(held, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(self._target)
        except BaseException:
            with suppress(OSError):
                Path(beside).unlink()
            raise


def _worlds(written: object) -> dict[str, object]:
    held = as_mapping(written, "")
    if held.get("kind") != _KIND:
        raise Unreadable("/kind", "this is no state file of the simulator")
    if held.get("version") != _VERSION:
        why = f"written by another version: {held.get('version')}, while this one reads {_VERSION}"
        raise Unreadable("/version", why)
    worlds = as_mapping(held.get("worlds"), "/worlds")
    for name in worlds:
        if not NAME.fullmatch(name):
            why = "a world's name has letters, digits, dots, dashes and underscores only"
            raise Unreadable(under("/worlds", name), why)
    return worlds


def beginning(seed: Path | None = None, *, strict: bool = False) -> Snapshot | None:
    """Give what worlds begin with: a seed (YAML or JSON), a strict world; None for the official test data.

    Raises BadFile.
    """
    if seed is None and not strict:
        return None
    start = Snapshot(official_world(), ClockState()) if seed is None else read_seed(seed)
    return _strict(start) if strict else start


def read_seed(path: Path) -> Snapshot:
    """Read a written world from a file; raises BadFile."""
    try:
        return _world(read_yaml(_text(path)), "")
    except Unreadable as error:
        raise BadFile(path, str(error)) from None


def _world(written: object, at: str) -> Snapshot:
    try:
        return Snapshot(*read_world(written, official_world()))
    except Unreadable as error:
        raise Unreadable(f"{at}{error.pointer}" if error.pointer != "/" else at, error.why) from None


def _text(path: Path) -> str:
    try:
        if path.is_char_device() or path.is_block_device():
            raise BadFile(path, "is a device, and no file")
        return path.read_text("utf-8")
    except OSError as error:
        raise BadFile(path, f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadFile(path, "is not text in UTF-8") from None


def _strict(start: Snapshot) -> Snapshot:
    settings = start.state.parts["settings"]
    if not isinstance(settings, Settings):
        raise TypeError("a snapshot has settings")
    parts = {**start.state.parts, "settings": evolve(settings, strict=True)}
    return Snapshot(evolve(start.state, parts=parts), start.clock)
